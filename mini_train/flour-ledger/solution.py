from collections import deque
from itertools import accumulate

n, s = map(int, input().split())
sums = [0, *accumulate(map(int, input().split()))]
queue = deque([0])
best = n + 1
for j in range(1, n + 1):
    while queue and sums[queue[-1]] >= sums[j]:
        queue.pop()
    while queue and sums[j] - sums[queue[0]] >= s:
        best = min(best, j - queue.popleft())
    queue.append(j)
print(best if best <= n else -1)
