from collections import Counter


class Solution:
    def settingCost(self, text: str, c: int) -> int:
        marks = text.count(",") + text.count(".")
        uses = Counter(piece.rstrip(",.") for piece in text.split())
        return marks + sum(min(count * len(word), c + count) for word, count in uses.items())
