"""Look at every stretch and every colour."""

n, k = map(int, input().split())
row = input().strip()
best = 0
for i in range(n):
    for j in range(i + 1, n + 1):
        stretch = row[i:j]
        if any(len(stretch) - stretch.count(colour) <= k for colour in stretch):
            best = max(best, j - i)
print(best)
