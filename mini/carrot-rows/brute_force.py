"""Look at every row."""


class Solution:
    def plantedRows(self, n: int, a: int, b: int) -> int:
        planted = 0
        for row in range(1, n + 1):
            carrots = row % a == 0
            dill = row % b == 0
            if carrots != dill:
                planted += 1
        return planted
