"""Look at day after day until everything repeats."""

from math import prod

n, T = map(int, input().split())
moons = [tuple(map(int, input().split())) for _ in range(n)]
for day in range(T, T + prod(p for p, _ in moons)):
    if all((day - a) % p == 0 for p, a in moons):
        print(day)
        break
else:
    print("never")
