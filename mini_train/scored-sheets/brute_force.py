"""Play the game out, in all ways."""

from functools import cache


def cuts(a, b):
    yield from (((x, b), (a - x, b)) for x in range(1, a))
    yield from (((a, y), (a, b - y)) for y in range(1, b))


@cache
def play(pieces):
    """Whether the player with the turn gets home, and the breaks until then."""
    result = None
    for i, piece in enumerate(pieces):
        for pair in cuts(*piece):
            home, breaks = play(tuple(sorted(pieces[:i] + pieces[i + 1 :] + pair)))
            option = (not home, breaks + 1)
            if result is None or option > result:
                result = option
    return result or (True, 0)


sheets = [tuple(map(int, input().split())) for _ in range(int(input()))]
home, breaks = play(tuple(sorted(sheets)))
print("Ann" if home else "Ben", breaks)
