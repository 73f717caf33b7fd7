"""Try all banks for all huts."""

from itertools import product


class Solution:
    def mostOnLeft(self, n: int, notes: list[list[int]]) -> int:
        fitting = [
            banks.count("left")
            for banks in product(("left", "right"), repeat=n)
            if all((banks[a] != banks[b]) == (k == 1) for a, b, k in notes)
        ]
        return max(fitting, default=-1)
