"""Ask for each pin whether another one hides it."""


class Solution:
    def seenStars(self, stars: list[list[int]]) -> int:
        def hides(p, q):
            """Whether p stands between the telescope and q."""
            on_line = p[0] * q[1] == p[1] * q[0]
            same_side = p[0] * q[0] + p[1] * q[1] > 0
            return on_line and same_side and p[0] ** 2 + p[1] ** 2 < q[0] ** 2 + q[1] ** 2

        return sum(not any(hides(p, q) for p in stars) for q in stars)
