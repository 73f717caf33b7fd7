"""Collect all points as fractions of a turn."""

from fractions import Fraction


class Solution:
    def distinctMarks(self, scales: list[int]) -> int:
        return len({Fraction(k, parts) for parts in scales for k in range(parts)})
