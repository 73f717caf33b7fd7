"""Count the shaded plots of every block."""

h, w, k, s = map(int, input().split())
rows = [input().strip() for _ in range(h)]
places = 0
for i in range(h - k + 1):
    for j in range(w - k + 1):
        shaded = 0
        for x in range(i, i + k):
            shaded += rows[x][j : j + k].count("#")
        if shaded <= s:
            places += 1
print(places)
