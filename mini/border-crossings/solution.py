class Solution:
    def totalFees(self, canton: list[int], fee: list[int], roads: list[list[int]]) -> int:
        n = len(canton)
        neighbours = [[] for _ in range(n)]
        for a, b in roads:
            neighbours[a].append(b)
            neighbours[b].append(a)
        parent = [-1] * n
        order = [0]
        for village in order:
            for other in neighbours[village]:
                if other != parent[village]:
                    parent[other] = village
                    order.append(other)
        below = [1] * n
        total = 0
        for village in reversed(order[1:]):
            up = parent[village]
            below[up] += below[village]
            if canton[village] != canton[up]:
                total += below[village] * (n - below[village]) * (fee[canton[village]] + fee[canton[up]])
        return total
