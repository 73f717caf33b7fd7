from collections import Counter


class Solution:
    def countStretches(self, temperatures: list[int], target: int) -> int:
        excess = 0
        seen = Counter([0])
        stretches = 0
        for temperature in temperatures:
            excess += temperature - target
            stretches += seen[excess]
            seen[excess] += 1
        return stretches
