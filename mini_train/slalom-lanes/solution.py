def main():
    h, _ = map(int, input().split())
    infinity = float("inf")
    outside = (infinity, infinity, infinity)
    row = [(infinity, v, infinity) for v in map(int, input().split())]
    for _ in range(h - 1):
        padded = [outside, *row, outside]
        row = []
        for j, v in enumerate(map(int, input().split())):
            from_left, above, from_right = padded[j : j + 3]
            row.append((v + min(from_right[:2]), v + min(above), v + min(from_left[1:])))
    print(min(min(values) for values in row))


main()
