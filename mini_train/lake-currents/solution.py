import sys

STEPS = {"<": (0, -1), ">": (0, 1), "^": (-1, 0), "v": (1, 0)}


def main():
    data = sys.stdin.read().split()
    h, w = int(data[0]), int(data[1])
    rows = data[2:]
    buckets = [[] for _ in range(2 * h * w + 3)]
    buckets[0].append((0, 0))
    settled = [[False] * w for _ in range(h)]
    for strokes, bucket in enumerate(buckets):
        for r, c in bucket:
            if settled[r][c]:
                continue
            settled[r][c] = True
            if (r, c) == (h - 1, w - 1):
                print(strokes)
                return
            flow = STEPS.get(rows[r][c])
            for dr, dc in STEPS.values():
                a, b = r + dr, c + dc
                if 0 <= a < h and 0 <= b < w and rows[a][b] != "#" and not settled[a][b]:
                    cost = 0 if flow == (dr, dc) else 2 if flow == (-dr, -dc) else 1
                    buckets[strokes + cost].append((a, b))
    print(-1)


main()
