"""Look at the clocks day by day."""


class Solution:
    def daysUntilEqual(self, gain: list[int]) -> int:
        day = 1
        while len({g * day % 43200 for g in gain}) > 1:
            day += 1
        return day
