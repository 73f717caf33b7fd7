"""Try all sets of n - 1 pipes."""

from itertools import combinations


class Solution:
    def networkCosts(self, n: int, pipes: list[list[int]]) -> list[int]:
        def joined(chosen):
            reached = {0}
            for _ in range(n):
                for i in chosen:
                    if reached & set(pipes[i][:2]):
                        reached |= set(pipes[i][:2])
            return len(reached) == n

        networks = [chosen for chosen in combinations(range(len(pipes)), n - 1) if joined(chosen)]
        return [min(sum(pipes[j][2] for j in chosen) for chosen in networks if i in chosen) for i in range(len(pipes))]
