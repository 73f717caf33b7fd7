"""Set every index into rows of characters and look for the longest row."""

n, page, gap = map(int, input().split())
lengths = list(map(int, input().split()))


def rows(height):
    made = [""] * height
    for start in range(0, n, height):
        column = lengths[start : start + height]
        left = max(map(len, made)) + (gap if start else 0)
        for row, length in enumerate(column):
            made[row] = made[row].ljust(left) + "x" * length
    return made


fitting = [height for height in range(1, n + 1) if max(map(len, rows(height))) <= page]
print(fitting[0], -(-n // fitting[0]))
