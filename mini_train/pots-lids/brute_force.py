"""Try every lid for the first pot, and also none."""


class Solution:
    def coveredPots(self, pots: list[int], lids: list[int], t: int) -> int:
        if not pots:
            return 0
        best = self.coveredPots(pots[1:], lids, t)
        for j, lid in enumerate(lids):
            if pots[0] <= lid <= pots[0] + t:
                best = max(best, 1 + self.coveredPots(pots[1:], lids[:j] + lids[j + 1 :], t))
        return best
