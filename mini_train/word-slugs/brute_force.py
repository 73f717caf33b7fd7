"""Try every set of words that get a slug."""

from itertools import combinations


class Solution:
    def settingCost(self, text: str, c: int) -> int:
        words = text.replace(",", " ").replace(".", " ").split()
        marks = sum(character in ",." for character in text)
        kinds = sorted(set(words))
        costs = []
        for size in range(len(kinds) + 1):
            for slugs in combinations(kinds, size):
                costs.append(marks + c * size + sum(1 if word in slugs else len(word) for word in words))
        return min(costs)
