"""Try all sets of k sections."""

from itertools import combinations, pairwise


class Solution:
    def cheapestRenewal(self, costs: list[int], k: int) -> int:
        return min(
            sum(costs[i] for i in chosen)
            for chosen in combinations(range(len(costs)), k)
            if all(other - one > 1 for one, other in pairwise(chosen))
        )
