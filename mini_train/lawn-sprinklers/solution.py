import sys

numbers = list(map(int, sys.stdin.read().split()))
h, w, n, lo, hi = numbers[:5]
d = [[0] * (w + 2) for _ in range(h + 2)]
for k in range(5, 5 + 4 * n, 4):
    r1, c1, r2, c2 = numbers[k : k + 4]
    d[r1][c1] += 1
    d[r1][c2 + 1] -= 1
    d[r2 + 1][c1] -= 1
    d[r2 + 1][c2 + 1] += 1
for r in range(1, h + 1):
    for c in range(1, w + 1):
        d[r][c] += d[r][c - 1]
for r in range(1, h + 1):
    for c in range(1, w + 1):
        d[r][c] += d[r - 1][c]
print(sum(lo <= d[r][c] <= hi for r in range(1, h + 1) for c in range(1, w + 1)))
