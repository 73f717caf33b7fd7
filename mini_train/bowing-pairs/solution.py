class Solution:
    def mostApplause(self, fame: list[int]) -> int:
        n = len(fame)
        best = [[0] * (n + 1) for _ in range(n + 2)]  # best[i][j] for the dancers i to j - 1
        for i in range(n - 2, -1, -1):
            inner = best[i + 1]
            for j in range(i + 2, n + 1, 2):
                best[i][j] = max(fame[i] * fame[k] + inner[k] + best[k + 1][j] for k in range(i + 1, j, 2))
        return best[0][n]
