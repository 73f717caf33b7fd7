class Solution:
    def mostApplause(self, applause: list[int]) -> int:
        n = len(applause)
        best = [0] * (n + 1)
        best[1] = applause[0]
        for i in range(2, n + 1):
            last, previous = applause[i - 1], applause[i - 2]
            best[i] = max(best[i - 1], last + best[i - 2], last + previous + (best[i - 3] if i > 2 else 0))
        return best[n]
