import sys


def main():
    data = sys.stdin.read().split()
    h, w, p = int(data[0]), int(data[1]), int(data[2])
    levels = [int(level) for level in data[3 : 3 + p]]
    altitude = [[-1 if cell == "#" else int(cell) for cell in row] for row in data[3 + p :]]
    seen = {(0, 0, 0)}
    layer, minute = [(0, 0)], 0
    while layer:
        if (h - 1, w - 1) in layer:
            print(minute)
            return
        minute += 1
        level, phase = levels[minute % p], minute % p
        following = []
        for r, c in layer:
            for a, b in ((r, c), (r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                if 0 <= a < h and 0 <= b < w and altitude[a][b] >= level and (a, b, phase) not in seen:
                    seen.add((a, b, phase))
                    following.append((a, b))
        layer = following
    print(-1)


main()
