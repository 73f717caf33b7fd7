class Solution:
    def cheapestSeats(self, size: list[int], price: list[int], n: int) -> int:
        cost = [0] * (n + 1)
        for k in range(1, n + 1):
            cost[k] = min(cost[max(0, k - s)] + p for s, p in zip(size, price))
        return cost[n]
