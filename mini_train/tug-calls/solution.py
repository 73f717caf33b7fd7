class Solution:
    def shortestRadius(self, tugs: list[int], ships: list[int]) -> int:
        return max(abs(tug - ship) for tug, ship in zip(sorted(tugs), sorted(ships)))
