class Solution:
    def countSignals(self, n: int, k: int) -> int:
        mod = 10**9 + 7
        total = n + 1
        short, every = [0] * (total + 1), [0] * (total + 1)
        short[0] = 1
        for t in range(total + 1):
            if t >= 2:
                short[t] = every[t - 2]
            every[t] = short[t]
            if t >= 3:
                every[t] += every[t - 3]
            if t >= 3 * (k + 1):
                every[t] -= short[t - 3 * (k + 1)]
            every[t] %= mod
        return every[total]
