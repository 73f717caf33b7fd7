from math import gcd


class Solution:
    def treesInside(self, corners: list[list[int]]) -> int:
        turned = [((x + y) // 2, (x - y) // 2) for x, y in corners]
        twice = posts = 0
        for (a, b), (c, d) in zip(turned, turned[1:] + turned[:1], strict=True):
            twice += a * d - b * c
            posts += gcd(c - a, d - b)
        return (abs(twice) - posts + 2) // 2
