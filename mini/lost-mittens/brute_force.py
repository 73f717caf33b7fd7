"""Take away one possible pair after the other, in all ways."""

from functools import cache


@cache
def best(left, right, either):
    options = [0]
    if left and right:
        options.append(1 + best(left - 1, right - 1, either))
    if left and either:
        options.append(1 + best(left - 1, right, either - 1))
    if right and either:
        options.append(1 + best(left, right - 1, either - 1))
    if either > 1:
        options.append(1 + best(left, right, either - 2))
    return max(options)


class Solution:
    def mostPairs(self, left: list[int], right: list[int], either: list[int]) -> int:
        return sum(best(*colour) for colour in zip(left, right, either, strict=True))
