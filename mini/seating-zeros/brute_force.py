"""Multiply out, and divide by the base."""

from math import factorial


class Solution:
    def zerosAtTheEnd(self, n: int, b: int) -> int:
        ways = factorial(n)
        zeros = 0
        while ways % b == 0:
            ways //= b
            zeros += 1
        return zeros
