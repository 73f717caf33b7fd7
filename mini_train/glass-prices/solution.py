class Solution:
    def affordable(self, prices: list[list[int]], lo: int, hi: int) -> int:
        def count(limit: int) -> int:
            border, found = len(prices[0]), 0
            for row in prices:
                while border > 0 and row[border - 1] > limit:
                    border -= 1
                found += border
            return found

        return count(hi) - count(lo - 1)
