def main():
    h, w = map(int, input().split())
    rooms = [list(map(int, input().split())) for _ in range(h)]
    best = [[-1] * w for _ in range(h)]
    ways = [[0] * w for _ in range(h)]
    best[0][0], ways[0][0] = rooms[0][0], 1
    for i in range(h):
        for j in range(w):
            if rooms[i][j] < 0 or (i, j) == (0, 0):
                continue
            before = [(a, b) for a, b in ((i - 1, j), (i, j - 1)) if a >= 0 and b >= 0 and ways[a][b]]
            if before:
                top = max(best[a][b] for a, b in before)
                best[i][j] = top + rooms[i][j]
                ways[i][j] = sum(ways[a][b] for a, b in before if best[a][b] == top)
    print(best[-1][-1], ways[-1][-1])


main()
