"""Walk all walks."""

h, w = map(int, input().split())
rooms = [list(map(int, input().split())) for _ in range(h)]
seen = []


def walk(i, j, pictures):
    if i == h or j == w or rooms[i][j] < 0:
        return
    pictures += rooms[i][j]
    if (i, j) == (h - 1, w - 1):
        seen.append(pictures)
        return
    walk(i + 1, j, pictures)
    walk(i, j + 1, pictures)


walk(0, 0, 0)
print(max(seen, default=-1), seen.count(max(seen, default=-1)))
