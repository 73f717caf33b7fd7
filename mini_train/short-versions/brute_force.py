"""Try all broadcasts."""

from itertools import product


class Solution:
    def bestBroadcast(self, minutes: list[list[int]], rating: list[list[int]], limit: int) -> int:
        sums = []
        for versions in product([0, 1, None], repeat=len(minutes)):
            played = [(i, v) for i, v in enumerate(versions) if v is not None]
            if sum(minutes[i][v] for i, v in played) <= limit:
                sums.append(sum(rating[i][v] for i, v in played))
        return max(sums)
