from heapq import heappop, heappush
from itertools import accumulate


def main():
    n, _ = map(int, input().split())
    places = list(accumulate(map(int, input().split())))
    repairs = [tuple(map(int, input().split())) for _ in range(n)]
    kept = []
    total = 0
    for night, penalty in sorted(repairs, key=lambda repair: repair[0]):
        heappush(kept, penalty)
        if len(kept) > places[night - 1]:
            total += heappop(kept)
    print(total)


main()
