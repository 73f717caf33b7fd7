"""Try the orders of calls of each member."""

from itertools import permutations

n = int(input())
calls = [[] for _ in range(n + 1)]
for member in range(2, n + 1):
    b, d = map(int, input().split())
    calls[b].append((member, d))


def best(member, minute):
    ends = []
    for order in permutations(calls[member]):
        now, end = minute, minute
        for other, d in order:
            now += d
            end = max(end, best(other, now))
        ends.append(end)
    return min(ends)


print(best(1, 0))
