from functools import reduce
from itertools import combinations
from math import gcd


class Solution:
    def distinctMarks(self, scales: list[int]) -> int:
        marks = 0
        for size in range(1, len(scales) + 1):
            shared = sum(reduce(gcd, chosen) for chosen in combinations(scales, size))
            marks += shared if size % 2 else -shared
        return marks
