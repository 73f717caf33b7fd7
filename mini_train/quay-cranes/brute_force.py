"""Try all ways to hand the ships to the cranes, and all orders on each crane."""

from itertools import permutations, product


def waiting(line):
    total = clock = 0
    for time in line:
        total += clock
        clock += time
    return total


def main():
    n, k = map(int, input().split())
    times = list(map(int, input().split()))
    best = {}
    answers = []
    for choice in product(range(min(k, n)), repeat=n):
        total = 0
        for crane in set(choice):
            ships = tuple(i for i in range(n) if choice[i] == crane)
            if ships not in best:
                best[ships] = min(waiting([times[i] for i in line]) for line in permutations(ships))
            total += best[ships]
        answers.append(total)
    print(min(answers))


main()
