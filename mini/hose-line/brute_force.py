"""Join the hoses in all orders and directions."""

from itertools import pairwise, permutations, product


class Solution:
    def couplingCost(self, hoses: list[str], p: int, s: int) -> int:
        costs = []
        for order in set(permutations(hoses)):
            for line in product(*({hose, hose[::-1]} for hose in order)):
                joints = [one[1] + other[0] for one, other in pairwise(line)]
                costs.append(joints.count("PP") * p + joints.count("SS") * s)
        return min(costs)
