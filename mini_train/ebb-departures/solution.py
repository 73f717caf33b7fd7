from heapq import heappop, heappush


def main():
    n = int(input())
    ships = [tuple(map(int, input().split())) for _ in range(n)]
    longest_first = []
    clock = 0
    for time, deadline in sorted(ships, key=lambda ship: ship[1]):
        heappush(longest_first, -time)
        clock += time
        if clock > deadline:
            clock += heappop(longest_first)
    print(len(longest_first))


main()
