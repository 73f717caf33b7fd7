import sys


def main():
    data = sys.stdin.read().split()
    h, w = int(data[0]), int(data[1])
    rows = data[2:]
    seen = [[cell == "#" for cell in row] for row in rows]
    count = best = 0
    for top in range(h):
        for left in range(w):
            if seen[top][left]:
                continue
            seen[top][left] = True
            stack, size, is_open = [(top, left)], 0, False
            while stack:
                r, c = stack.pop()
                size += 1
                if r in (0, h - 1) or c in (0, w - 1):
                    is_open = True
                for a, b in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                    if 0 <= a < h and 0 <= b < w and not seen[a][b]:
                        seen[a][b] = True
                        stack.append((a, b))
            if not is_open:
                count += 1
                best = max(best, size)
    print(count, best)


main()
