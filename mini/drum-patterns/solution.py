class Solution:
    def differentRhythms(self, patterns: list[str]) -> int:
        rhythms = set()
        for pattern in patterns:
            root = pattern[: (pattern + pattern).index(pattern, 1)]
            rhythms.add(min(root[i:] + root[:i] for i in range(len(root))))
        return len(rhythms)
