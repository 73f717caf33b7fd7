"""Ask every sprinkler for every bed."""

h, w, n, lo, hi = map(int, input().split())
sprinklers = [tuple(map(int, input().split())) for _ in range(n)]
good = 0
for r in range(1, h + 1):
    for c in range(1, w + 1):
        times = sum(r1 <= r <= r2 and c1 <= c <= c2 for r1, c1, r2, c2 in sprinklers)
        good += lo <= times <= hi
print(good)
