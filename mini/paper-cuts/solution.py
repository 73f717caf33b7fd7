SIDE = 60
grundy = [[0] * (SIDE + 1) for _ in range(SIDE + 1)]
for h in range(2, SIDE + 1):
    for w in range(2, h + 1):
        reached = {grundy[a][w] ^ grundy[h - a][w] for a in range(1, (h + 1) // 2)}
        reached |= {grundy[h][b] ^ grundy[h][w - b] for b in range(1, (w + 1) // 2)}
        value = 0
        while value in reached:
            value += 1
        grundy[h][w] = grundy[w][h] = value

total = 0
for _ in range(int(input())):
    h, w = map(int, input().split())
    total ^= grundy[h][w]
print("first" if total else "second")
