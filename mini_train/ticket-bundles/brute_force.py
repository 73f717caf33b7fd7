"""Try all numbers of bundles of each kind."""


class Solution:
    def cheapestSeats(self, size: list[int], price: list[int], n: int) -> int:
        def buy(kind, missing):
            if missing <= 0:
                return 0
            if kind == len(size):
                return None
            found = []
            for count in range(-(-missing // size[kind]) + 1):
                rest = buy(kind + 1, missing - count * size[kind])
                if rest is not None:
                    found.append(count * price[kind] + rest)
            return min(found, default=None)

        return buy(0, n)
