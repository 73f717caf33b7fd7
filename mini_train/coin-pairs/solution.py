class Solution:
    def winningMoves(self, rows: list[int]) -> int:
        g = [0, 0]
        for length in range(2, max(rows) + 1):
            reachable = {g[i] ^ g[length - 2 - i] for i in range(length // 2)}
            value = 0
            while value in reachable:
                value += 1
            g.append(value)
        whole = 0
        for length in rows:
            whole ^= g[length]
        return sum(g[i] ^ g[length - 2 - i] == whole ^ g[length] for length in rows for i in range(length - 1))
