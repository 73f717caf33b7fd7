class Solution:
    def highestHeap(self, n: int, ploughs: list[list[int]]) -> int:
        change = [0] * (n + 2)
        for first, last, s in ploughs:
            change[first] += s
            change[last + 1] -= s * (last - first + 2)
            change[min(last + 2, n + 1)] += s * (last - first + 1)
        slope = height = highest = 0
        for house in range(n):
            slope += change[house]
            height += slope
            highest = max(highest, height)
        return highest
