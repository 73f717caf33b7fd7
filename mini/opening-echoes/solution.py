class Solution:
    def echoedOpenings(self, melody: str, k: int) -> int:
        n = len(melody)
        z = [n] + [0] * (n - 1)
        left = right = 0
        for i in range(1, n):
            if i < right:
                z[i] = min(right - i, z[i - left])
            while i + z[i] < n and melody[z[i]] == melody[i + z[i]]:
                z[i] += 1
            if i + z[i] > right:
                left, right = i, i + z[i]
        # An opening of length L occurs at i exactly if L <= z[i].
        return sorted(z, reverse=True)[k - 1] if k <= n else 0
