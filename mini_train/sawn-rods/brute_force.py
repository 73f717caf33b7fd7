"""Saw the rods, for each length."""


class Solution:
    def longestPiece(self, rods: list[int], saw: int, k: int) -> int:
        best = 0
        for length in range(1, max(rods) + 1):
            pieces = 0
            for rod in rods:
                while rod >= length:
                    pieces += 1
                    rod -= length + saw
            if pieces >= k:
                best = length
        return best
