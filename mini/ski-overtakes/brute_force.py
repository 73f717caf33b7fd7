"""Compare all pairs."""

n = int(input())
skiers = [tuple(map(int, input().split())) for _ in range(n)]
for start, finish in skiers:
    print(sum(s < start and finish < f for s, f in skiers))
