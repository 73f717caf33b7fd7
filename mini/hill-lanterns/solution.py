class Solution:
    def totalSight(self, heights: list[int]) -> int:
        total = 0
        stack = []
        for j, height in enumerate(heights):
            while stack and heights[stack[-1]] < height:
                total += j - stack.pop()
            if stack:
                total += j - stack[-1]
                if heights[stack[-1]] == height:
                    stack.pop()
            stack.append(j)
        return total
