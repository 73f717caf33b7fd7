"""Go through the months and look at all works and all conditions in each."""

import sys


def main():
    n, _, *rest = map(int, sys.stdin.read().split())
    conditions = list(zip(rest[::2], rest[1::2]))
    finished, sizes = set(), []
    while len(finished) < n:
        now = {
            work
            for work in range(1, n + 1)
            if work not in finished and all(a in finished for a, b in conditions if b == work)
        }
        if not now:
            print(-1)
            return
        sizes.append(len(now))
        finished |= now
    print(len(sizes), max(sizes))


main()
