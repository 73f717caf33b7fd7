"""Visit every tree around the orchard and count the crossings of the fence on its right."""


class Solution:
    def treesInside(self, corners: list[list[int]]) -> int:
        fence = list(zip(corners, corners[1:] + corners[:1], strict=True))
        xs, ys = zip(*corners, strict=True)
        trees = 0
        for x in range(min(xs), max(xs) + 1):
            for y in range(min(ys), max(ys) + 1):
                if (x + y) % 2:
                    continue
                inside = post = False
                for (a, b), (c, d) in fence:
                    side = (c - a) * (y - b) - (d - b) * (x - a)
                    if side == 0 and min(a, c) <= x <= max(a, c) and min(b, d) <= y <= max(b, d):
                        post = True
                    if (b > y) != (d > y) and (side > 0) == (d > b):
                        inside = not inside
                trees += inside and not post
        return trees
