class Solution:
    def highestHeap(self, n: int, ploughs: list[list[int]]) -> int:
        change = [0] * (n + 2)
        for l, r, s in ploughs:
            change[l] += s
            change[r + 1] -= s * (r - l + 2)
            change[r + 2 if r + 2 < n + 2 else n + 1] += s * (r - l + 1)
        slope = height = highest = 0
        for house in range(n):
            slope += change[house]
            height += slope
            highest = max(highest, height)
        return highest
