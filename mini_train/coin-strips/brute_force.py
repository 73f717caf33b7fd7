"""Write all strips down, each in the first of its forms."""

from itertools import product


class Solution:
    def countStrips(self, n: int, k: int) -> int:
        found = set()
        for strip in product(range(2 * k), repeat=n):
            over = tuple(coin ^ 1 for coin in strip)
            found.add(min(strip, strip[::-1], over, over[::-1]))
        return len(found) % (10**9 + 7)
