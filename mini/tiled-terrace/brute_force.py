"""Try the sizes from the largest down, and look at every tile."""

a, b = map(int, input().split())
side = min(a, b)
while a % side or b % side:
    side -= 1
dark = 0
for x in range(0, a, side):
    for y in range(0, b, side):
        if x == 0 or y == 0 or x + side == a or y + side == b:
            dark += 1
print(dark)
