class Solution:
    def bestBroadcast(self, minutes: list[list[int]], rating: list[list[int]], limit: int) -> int:
        best = [0] * (limit + 1)
        for (f, s), (x, y) in zip(minutes, rating):
            for t in range(limit, s - 1, -1):
                best[t] = max(best[t], best[t - s] + y, best[t - f] + x if t >= f else 0)
        return best[limit]
