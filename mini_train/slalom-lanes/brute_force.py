"""Ski all descents."""

from itertools import product

h, w = map(int, input().split())
slope = [list(map(int, input().split())) for _ in range(h)]
times = []
for start in range(w):
    for moves in product([-1, 0, 1], repeat=h - 1):
        if any(a * b == -1 for a, b in zip(moves, moves[1:])):
            continue
        lanes = [start]
        for move in moves:
            lanes.append(lanes[-1] + move)
        if all(0 <= lane < w for lane in lanes):
            times.append(sum(slope[i][lane] for i, lane in enumerate(lanes)))
print(min(times))
