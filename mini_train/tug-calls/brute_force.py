"""Try all assignments."""

from itertools import permutations


class Solution:
    def shortestRadius(self, tugs: list[int], ships: list[int]) -> int:
        return min(max(abs(tug - ship) for tug, ship in zip(tugs, order)) for order in permutations(ships))
