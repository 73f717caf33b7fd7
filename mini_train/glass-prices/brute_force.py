"""Read the whole table."""


class Solution:
    def affordable(self, prices: list[list[int]], lo: int, hi: int) -> int:
        found = 0
        for row in prices:
            for price in row:
                if lo <= price <= hi:
                    found += 1
        return found
