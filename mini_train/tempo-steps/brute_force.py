"""Try all medleys."""

from itertools import combinations, pairwise


class Solution:
    def longestMedley(self, tempo: list[int], seconds: list[int], d: int) -> int:
        n = len(tempo)
        found = []
        for count in range(1, n + 1):
            for tracks in combinations(range(n), count):
                if all(abs(tempo[i] - tempo[j]) <= d for i, j in pairwise(tracks)):
                    found.append(sum(seconds[i] for i in tracks))
        return max(found)
