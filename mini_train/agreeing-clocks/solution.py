from math import gcd


class Solution:
    def daysUntilEqual(self, gain: list[int]) -> int:
        return 43200 // gcd(43200, *(g - gain[0] for g in gain))
