"""Try all orders."""

from itertools import permutations

n, k = map(int, input().split())
minutes = [list(map(int, input().split())) for _ in range(n)]
totals = []
for order in permutations(range(n)):
    waits = [minutes[p][q] for p, q in zip(order, order[1:])]
    totals.append(sum(wait for i, wait in enumerate(waits, start=1) if i != k))
print(min(totals))
