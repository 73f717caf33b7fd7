"""Try all divisions."""


class Solution:
    def countDivisions(self, yields: list[int]) -> int:
        n = len(yields)
        fair = 0
        for i in range(1, n):
            for j in range(i + 1, n):
                fair += sum(yields[:i]) <= sum(yields[i:j]) <= sum(yields[j:])
        return fair
