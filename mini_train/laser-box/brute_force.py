"""Move the beam millimetre by millimetre."""

w, h = map(int, input().split())
x, y, dx, dy = 1, 1, 1, 1
reflections = 0
while not (x in (0, w) and y in (0, h)):
    if x in (0, w):
        dx = -dx
        reflections += 1
    if y in (0, h):
        dy = -dy
        reflections += 1
    x += dx
    y += dy
print(reflections, x, y)
