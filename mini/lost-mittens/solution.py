class Solution:
    def mostPairs(self, left: list[int], right: list[int], either: list[int]) -> int:
        return sum(min((a + b + c) // 2, min(a, b) + c) for a, b, c in zip(left, right, either, strict=True))
