"""Average every stretch."""

from fractions import Fraction


class Solution:
    def countStretches(self, temperatures: list[int], target: int) -> int:
        n = len(temperatures)
        return sum(Fraction(sum(temperatures[i:j]), j - i) == target for i in range(n) for j in range(i + 1, n + 1))
