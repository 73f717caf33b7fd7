from collections import Counter


class Solution:
    def mostCopies(self, word: str, case: str) -> int:
        same_type = str.maketrans("qpu", "bdn")
        need = Counter(word.translate(same_type))
        have = Counter(case.translate(same_type))
        return min(have[letter] // count for letter, count in need.items())
