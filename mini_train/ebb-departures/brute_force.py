"""Try all orders; a ship that would not be done in time is left out."""

from itertools import permutations


def main():
    n = int(input())
    ships = [tuple(map(int, input().split())) for _ in range(n)]
    best = 0
    for order in permutations(ships):
        clock = served = 0
        for time, deadline in order:
            if clock + time <= deadline:
                clock += time
                served += 1
        best = max(best, served)
    print(best)


main()
