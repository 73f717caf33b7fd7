"""Let the first barge go alone or with any other one that fits, and so on."""


class Solution:
    def fewestLockings(self, lengths: list[int], chamber: int, gap: int) -> int:
        if not lengths:
            return 0
        first, *others = lengths
        best = 1 + self.fewestLockings(others, chamber, gap)
        for i, other in enumerate(others):
            if first + gap + other <= chamber:
                best = min(best, 1 + self.fewestLockings(others[:i] + others[i + 1 :], chamber, gap))
        return best
