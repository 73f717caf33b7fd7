import heapq
import sys


def main():
    data = list(map(int, sys.stdin.read().split()))
    n = data[0]
    roads = [[] for _ in range(n + 1)]
    for a, b, w in zip(data[2::3], data[3::3], data[4::3]):
        roads[a].append((b, w))
        roads[b].append((a, w))
    d = [None] * (n + 1)
    heap = [(0, 1)]
    while heap:
        length, a = heapq.heappop(heap)
        if d[a] is None:
            d[a] = length
            for b, w in roads[a]:
                if d[b] is None:
                    heapq.heappush(heap, (length + w, b))
    if d[n] is None:
        print(-1)
        return
    count, marked, stack = 0, {n}, [n]
    while stack:
        b = stack.pop()
        for a, w in roads[b]:
            if d[a] + w == d[b]:
                count += 1
                if a not in marked:
                    marked.add(a)
                    stack.append(a)
    print(d[n], count)


main()
