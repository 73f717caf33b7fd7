def main():
    _, gap, closed, reopened = map(int, input().split())
    total = 0
    free = 0
    for earliest in sorted(map(int, input().split())):
        landing = max(earliest, free)
        if closed <= landing < reopened:
            landing = reopened
        total += landing - earliest
        free = landing + gap
    print(total)


main()
