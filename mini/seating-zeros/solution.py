class Solution:
    def zerosAtTheEnd(self, n: int, b: int) -> int:
        def power(p):
            total, rest = 0, n
            while rest:
                rest //= p
                total += rest
            return total

        zeros = []
        p = 2
        while b > 1:
            if p * p > b:
                p = b
            exponent = 0
            while b % p == 0:
                b //= p
                exponent += 1
            if exponent:
                zeros.append(power(p) // exponent)
            p += 1
        return min(zeros)
