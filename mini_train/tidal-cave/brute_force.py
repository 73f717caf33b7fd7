"""Keep the set of all cells in which the walker can be, minute by minute."""

import sys


def main():
    lines = sys.stdin.read().split("\n")
    h, w, p = map(int, lines[0].split())
    levels = list(map(int, lines[1].split()))
    dry = [
        {(r, c) for r in range(h) for c in range(w) if lines[2 + r][c] != "#" and int(lines[2 + r][c]) >= level}
        for level in levels
    ]
    cells = {(0, 0)}
    for minute in range(h * w * p + 1):
        if (h - 1, w - 1) in cells:
            print(minute)
            return
        near = {(r + dr, c + dc) for r, c in cells for dr, dc in ((0, 0), (0, 1), (1, 0), (0, -1), (-1, 0))}
        cells = near & dry[(minute + 1) % p]
    print(-1)


main()
