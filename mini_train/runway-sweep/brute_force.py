"""Try all orders of the aeroplanes; each one takes the first minute that is allowed."""

from itertools import permutations


def main():
    _, gap, closed, reopened = map(int, input().split())
    planes = list(map(int, input().split()))
    sums = []
    for order in set(permutations(planes)):
        last, total = -gap, 0
        for earliest in order:
            minute = earliest
            while minute < last + gap or minute in range(closed, reopened):
                minute += 1
            total += minute - earliest
            last = minute
        sums.append(total)
    print(min(sums))


main()
