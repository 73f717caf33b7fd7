class Solution:
    def countStrips(self, n: int, k: int) -> int:
        mod = 10**9 + 7
        faces = 2 * k
        total = pow(faces, n, mod) + pow(faces, (n + 1) // 2, mod)
        if n % 2 == 0:
            total += pow(faces, n // 2, mod)
        return total * pow(4, -1, mod) % mod
