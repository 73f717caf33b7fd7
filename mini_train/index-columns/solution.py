def main():
    n, page, gap = map(int, input().split())
    lengths = list(map(int, input().split()))
    for height in range(1, n + 1):
        widths = [max(lengths[start : start + height]) for start in range(0, n, height)]
        if sum(widths) + gap * (len(widths) - 1) <= page:
            print(height, len(widths))
            return


main()
