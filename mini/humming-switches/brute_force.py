"""Go through the switches and count the ways to every pattern, separately for even and odd numbers of switches."""

from collections import Counter


class Solution:
    def countWays(self, switches: list[int], pattern: int) -> int:
        ways = Counter({(0, False): 1})
        for lamps in switches:
            after = Counter(ways)
            for (shown, hums), number in ways.items():
                after[shown ^ lamps, not hums] += number
            ways = after
        return ways[pattern, False]
