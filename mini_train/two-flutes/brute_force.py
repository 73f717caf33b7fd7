"""Try all choices of the notes that the second flautist plays."""

from itertools import combinations


class Solution:
    def countShares(self, first: str, second: str, recording: str) -> int:
        count = 0
        for played in combinations(range(len(recording)), len(second)):
            others = [recording[p] for p in range(len(recording)) if p not in played]
            right = "".join(recording[p] for p in played) == second and "".join(others) == first
            count += right and all(q - p > 1 for p, q in zip(played, played[1:]))
        return count % (10**9 + 7)
