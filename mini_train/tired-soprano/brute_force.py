"""Try all sets of evenings."""

from itertools import product


class Solution:
    def mostApplause(self, applause: list[int]) -> int:
        totals = []
        for plan in product("01", repeat=len(applause)):
            if "111" not in "".join(plan):
                totals.append(sum(a for a, sung in zip(applause, plan) if sung == "1"))
        return max(totals)
