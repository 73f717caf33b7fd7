"""Let the largest label spread until nothing changes, from a ring of air outside the map too."""

import sys
from collections import Counter


def main():
    lines = sys.stdin.read().split()
    h, w = int(lines[0]), int(lines[1])
    outside = h * w + 1
    label = {(r, c): r * w + c for r in range(h) for c in range(w) if lines[2 + r][c] == "."}
    for r in range(-1, h + 1):
        for c in range(-1, w + 1):
            if not (0 <= r < h and 0 <= c < w):
                label[r, c] = outside
    changed = True
    while changed:
        changed = False
        for (r, c), mine in list(label.items()):
            top = max(label.get(p, -1) for p in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)))
            if top > mine:
                label[r, c] = top
                changed = True
    sizes = Counter(value for value in label.values() if value != outside)
    print(len(sizes), max(sizes.values(), default=0))


main()
