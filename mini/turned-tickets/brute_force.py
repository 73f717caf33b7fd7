"""Turn one ticket of every pair, digit by digit."""

TURNED = {"0": "0", "1": "1", "6": "9", "8": "8", "9": "6"}


class Solution:
    def confusedPairs(self, tickets: list[str]) -> int:
        pairs = 0
        for j in range(len(tickets)):
            turned = "".join(TURNED[digit] for digit in reversed(tickets[j]))
            for i in range(j):
                if tickets[i] == turned:
                    pairs += 1
        return pairs
