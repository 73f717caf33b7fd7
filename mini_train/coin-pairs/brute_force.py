"""Try all moves, on sorted tuples of rows."""

from functools import cache


def moves(rows):
    for k, length in enumerate(rows):
        for i in range(length - 1):
            yield tuple(sorted(rows[:k] + rows[k + 1 :] + (i, length - 2 - i)))


@cache
def wins(rows):
    return any(not wins(after) for after in moves(rows))


class Solution:
    def winningMoves(self, rows: list[int]) -> int:
        return sum(not wins(after) for after in moves(tuple(rows)))
