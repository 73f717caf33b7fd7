from collections import Counter


class Solution:
    def confusedPairs(self, tickets: list[str]) -> int:
        half_turn = str.maketrans("69", "96")
        seen = Counter()
        pairs = 0
        for ticket in tickets:
            pairs += seen[ticket[::-1].translate(half_turn)]
            seen[ticket] += 1
        return pairs
