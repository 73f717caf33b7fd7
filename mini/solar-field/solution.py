import sys

lines = sys.stdin.read().split()
h, w, k, s = map(int, lines[:4])
rows = lines[4:]
sums = [[0] * (w + 1) for _ in range(h + 1)]
for i in range(h):
    run = 0
    for j in range(w):
        run += rows[i][j] == "#"
        sums[i + 1][j + 1] = sums[i][j + 1] + run
places = 0
for i in range(k, h + 1):
    low, high = sums[i - k], sums[i]
    for j in range(k, w + 1):
        places += high[j] - low[j] - high[j - k] + low[j - k] <= s
print(places)
