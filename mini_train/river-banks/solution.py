class Solution:
    def mostOnLeft(self, n: int, notes: list[list[int]]) -> int:
        linked = [[] for _ in range(n)]
        for a, b, k in notes:
            linked[a].append((b, k))
            linked[b].append((a, k))
        side = [-1] * n
        total = 0
        for start in range(n):
            if side[start] >= 0:
                continue
            side[start] = 0
            group = [start]
            for a in group:
                for b, k in linked[a]:
                    if side[b] < 0:
                        side[b] = side[a] ^ k
                        group.append(b)
                    elif side[b] != side[a] ^ k:
                        return -1
            ones = sum(side[a] for a in group)
            total += max(ones, len(group) - ones)
        return total
