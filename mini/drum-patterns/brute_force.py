"""Play both patterns for as long as it takes, from every beat."""


def alike(one, other):
    length = len(one) * len(other)
    endless = one * (len(other) + 1)
    target = other * len(one)
    return any(endless[start : start + length] == target for start in range(len(one)))


class Solution:
    def differentRhythms(self, patterns: list[str]) -> int:
        different = []
        for pattern in patterns:
            if not any(alike(pattern, known) for known in different):
                different.append(pattern)
        return len(different)
