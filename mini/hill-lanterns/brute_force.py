"""Look at every pair and at all hills between."""


class Solution:
    def totalSight(self, heights: list[int]) -> int:
        total = 0
        for j in range(len(heights)):
            for i in range(j):
                if all(between < min(heights[i], heights[j]) for between in heights[i + 1 : j]):
                    total += j - i
        return total
