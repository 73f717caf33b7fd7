"""Play out all games on the sheets as they lie on the table."""

from functools import cache


@cache
def wins(sheets):
    for place, (h, w) in enumerate(sheets):
        rest = sheets[:place] + sheets[place + 1 :]
        if h == 1 or w == 1:
            continue
        parts = [((a, w), (h - a, w)) for a in range(1, h) if a != h - a]
        parts += [((h, b), (h, w - b)) for b in range(1, w) if b != w - b]
        for two in parts:
            if not wins(tuple(sorted(rest + two))):
                return True
    return False


sheets = tuple(sorted(tuple(map(int, input().split())) for _ in range(int(input()))))
print("first" if wins(sheets) else "second")
