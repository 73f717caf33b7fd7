"""Join the hoses in all orders and directions."""

from itertools import permutations, product


class Solution:
    def couplingCost(self, hoses: list[str], p: int, s: int) -> int:
        costs = []
        for order in set(permutations(hoses)):
            for line in product(*({hose, hose[::-1]} for hose in order)):
                joints = [one[1] + other[0] for one, other in zip(line, line[1:])]
                costs.append(joints.count("PP") * p + joints.count("SS") * s)
        return min(costs)
