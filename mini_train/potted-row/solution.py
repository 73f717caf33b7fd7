class Solution:
    def mostGroups(self, heights: list[int]) -> int:
        low = heights[:]
        for i in range(len(heights) - 2, -1, -1):
            low[i] = min(low[i], low[i + 1])
        groups, high = 1, 0
        for i in range(len(heights) - 1):
            high = max(high, heights[i])
            if high <= low[i + 1]:
                groups += 1
        return groups
