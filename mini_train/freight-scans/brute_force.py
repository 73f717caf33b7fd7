"""Try all orders of lifting; the scanner takes the containers as they come."""

from itertools import permutations


class Solution:
    def earliestEnd(self, lift: list[int], scan: list[int]) -> int:
        ends = []
        for order in permutations(range(len(lift))):
            free = 0
            for k, i in enumerate(order):
                out = sum(lift[j] for j in order[: k + 1])
                start = out if out > free else free
                free = start + scan[i]
            ends.append(free)
        return min(ends)
