class Solution:
    def countBeds(self, rows: list[str]) -> int:
        width = len(rows[0])
        height = [0] * width
        beds = 0
        for row in rows:
            height = [h + 1 if plot == "." else 0 for h, plot in zip(height, row)]
            ends = [0] * width
            stack: list[int] = []
            for c in range(width):
                while stack and height[stack[-1]] >= height[c]:
                    stack.pop()
                p = stack[-1] if stack else -1
                ends[c] = (c - p) * height[c] + (ends[p] if stack else 0)
                stack.append(c)
            beds += sum(ends)
        return beds
