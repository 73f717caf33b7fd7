"""Pile up heap by heap."""


class Solution:
    def highestHeap(self, n: int, ploughs: list[list[int]]) -> int:
        heaps = [0] * n
        for left, right, snow in ploughs:
            for step, house in enumerate(range(left, right + 1), start=1):
                heaps[house] += step * snow
        return max(heaps)
