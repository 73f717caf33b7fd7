from math import gcd


class Solution:
    def seenStars(self, stars: list[list[int]]) -> int:
        return len({(x // gcd(x, y), y // gcd(x, y)) for x, y in stars})
