"""Improve the strokes of all cells, move by move, until nothing changes."""

import sys


def main():
    lines = sys.stdin.read().split()
    h, w = int(lines[0]), int(lines[1])
    cells = {(r, c): lines[2 + r][c] for r in range(h) for c in range(w) if lines[2 + r][c] != "#"}
    moves = []
    for (r, c), kind in cells.items():
        for goal, name, opposite in (
            ((r, c - 1), "<", ">"),
            ((r, c + 1), ">", "<"),
            ((r - 1, c), "^", "v"),
            ((r + 1, c), "v", "^"),
        ):
            if goal in cells:
                moves.append(((r, c), goal, {name: 0, opposite: 2}.get(kind, 1)))
    best = {(0, 0): 0}
    changed = True
    while changed:
        changed = False
        for start, goal, cost in moves:
            if start in best and best[start] + cost < best.get(goal, 10**9):
                best[goal] = best[start] + cost
                changed = True
    print(best.get((h - 1, w - 1), -1))


main()
