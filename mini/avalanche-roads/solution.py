import sys


def main():
    data = list(map(int, sys.stdin.read().split()))
    n, m = data[:2]
    ends = list(zip(data[2 : 2 + 2 * m : 2], data[3 : 3 + 2 * m : 2], strict=True))
    roads = [[] for _ in range(n + 1)]
    for road, (a, b) in enumerate(ends):
        roads[a].append(road)
        roads[b].append(road)
    found, low = [0] * (n + 1), [0] * (n + 1)
    arrival = [-1] * (n + 1)
    clock = pairs = 0
    open_villages = []
    for start in range(1, n + 1):
        if found[start]:
            continue
        clock += 1
        found[start] = low[start] = clock
        open_villages.append(start)
        stack = [start]
        while stack:
            village = stack[-1]
            if roads[village]:
                road = roads[village].pop()
                if road == arrival[village]:
                    continue
                other = sum(ends[road]) - village
                if found[other]:
                    low[village] = min(low[village], found[other])
                else:
                    clock += 1
                    found[other] = low[other] = clock
                    arrival[other] = road
                    open_villages.append(other)
                    stack.append(other)
                continue
            stack.pop()
            if stack:
                low[stack[-1]] = min(low[stack[-1]], low[village])
            if low[village] == found[village]:
                size = 1
                while open_villages.pop() != village:
                    size += 1
                pairs += size * (size - 1) // 2
    print(pairs)


main()
