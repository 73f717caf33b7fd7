"""Play all matches."""

from itertools import combinations

a, b, d = map(int, input().split())
count = 0
for home in combinations(range(a + b), a):
    behind, worst = 0, 0
    for goal in range(a + b):
        behind += -1 if goal in home else 1
        worst = max(worst, behind)
    count += worst <= d
print(count % (10**9 + 7))
