from bisect import bisect_left, bisect_right
from itertools import accumulate


class Solution:
    def countDivisions(self, yields: list[int]) -> int:
        n = len(yields)
        sums = [0, *accumulate(yields)]
        total = sums[n]
        fair = 0
        for i in range(1, n - 1):
            first = bisect_left(sums, 2 * sums[i], i + 1, n)
            last = bisect_right(sums, (total + sums[i]) // 2, i + 1, n)
            fair += max(0, last - first)
        return fair
