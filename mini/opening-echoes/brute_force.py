"""Look for every opening at every place."""


class Solution:
    def echoedOpenings(self, melody: str, k: int) -> int:
        n = len(melody)
        result = 0
        for length in range(1, n + 1):
            opening = melody[:length]
            occurrences = sum(melody[i : i + length] == opening for i in range(n))
            result += occurrences >= k
        return result
