"""Search the permitted pipelines anew for each application."""

import sys


def reached(start, pipes):
    found = {start}
    grown = True
    while grown:
        more = {b for a, b in pipes if a in found} | {a for a, b in pipes if b in found}
        grown = not more <= found
        found |= more
    return found


def main():
    n, m, *rest = map(int, sys.stdin.read().split())
    pipes, refused, joined = [], 0, -1
    for number in range(m + 1):
        if number > 0:
            a, b = rest[2 * number - 2], rest[2 * number - 1]
            if b in reached(a, pipes):
                refused += 1
            else:
                pipes.append((a, b))
        if joined < 0 and len(reached(1, pipes)) == n:
            joined = number
    print(refused, joined)


main()
