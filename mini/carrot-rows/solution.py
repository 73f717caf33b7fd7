from math import lcm


class Solution:
    def plantedRows(self, n: int, a: int, b: int) -> int:
        return n // a + n // b - 2 * (n // lcm(a, b))
