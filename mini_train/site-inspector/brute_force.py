"""Try all sets of days, small ones first."""

from itertools import combinations


def main():
    n = int(input())
    sites = [tuple(map(int, input().split())) for _ in range(n)]
    days = [day for day in range(1, max(b for _, b in sites) + 1) if day % 7]
    for size in range(1, n + 1):
        for chosen in combinations(days, size):
            if all(any(a <= day <= b for day in chosen) for a, b in sites):
                print(size)
                return


main()
