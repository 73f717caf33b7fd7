def main():
    _, width, bell = map(int, input().split())
    lines = lost = used = 0
    for length in map(int, input().split()):
        if used == 0:
            lines += 1
        end = used + length
        lost += max(0, end - width)
        used = 0 if end >= bell - 1 else end + 1
    print(lines, lost)


main()
