"""Look at the nearest and the farthest corner of each pane."""

r = int(input())
cut = 0
for x in range(-r, r):
    for y in range(-r, r):
        corners = [a * a + b * b for a in (x, x + 1) for b in (y, y + 1)]
        cut += min(corners) < r * r < max(corners)
print(cut)
