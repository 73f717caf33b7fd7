class Solution:
    def longestPiece(self, rods: list[int], saw: int, k: int) -> int:
        low, high = 0, max(rods) + 1
        while high - low > 1:
            x = (low + high) // 2
            if sum((rod + saw) // (x + saw) for rod in rods) >= k:
                low = x
            else:
                high = x
        return low
