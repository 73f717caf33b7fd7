class Solution:
    def coveredPots(self, pots: list[int], lids: list[int], t: int) -> int:
        pots, lids = sorted(pots), sorted(lids)
        i = j = covered = 0
        while i < len(pots) and j < len(lids):
            if lids[j] < pots[i]:
                j += 1
            elif lids[j] > pots[i] + t:
                i += 1
            else:
                covered += 1
                i += 1
                j += 1
        return covered
