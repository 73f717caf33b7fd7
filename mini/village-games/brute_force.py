"""Compare everybody with everybody."""

n = int(input())
points = list(map(int, input().split()))
medals = [0] * (n + 1)
for mine in points:
    place = 1
    for other in points:
        if other > mine:
            place += 1
    medals[place] += 1
medals += [0, 0, 0]
print(medals[1], medals[2], medals[3])
