"""For each pipe, look at every station and walk down from it."""


class Solution:
    def largestFlow(self, toward: list[int], net: list[int]) -> int:
        def way(i):
            return [] if i == 0 else [i] + way(toward[i])

        ways = [way(i) for i in range(len(toward))]
        return max(abs(sum(net[i] for i in range(len(toward)) if pipe in ways[i])) for pipe in range(1, len(toward)))
