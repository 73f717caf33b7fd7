"""Divide the row in all ways."""

from itertools import product


class Solution:
    def mostGroups(self, heights: list[int]) -> int:
        best = 0
        for cuts in product([False, True], repeat=len(heights) - 1):
            groups = [[heights[0]]]
            for cut, height in zip(cuts, heights[1:]):
                if cut:
                    groups.append([])
                groups[-1].append(height)
            if sum(map(sorted, groups), []) == sorted(heights):
                best = max(best, len(groups))
        return best
