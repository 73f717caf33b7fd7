from math import isqrt

n = int(input())
top = isqrt(n)
moebius = [1] * (top + 1)
prime = [True] * (top + 1)
for p in range(2, top + 1):
    if prime[p]:
        for multiple in range(p, top + 1, p):
            prime[multiple] = multiple == p
            moebius[multiple] = -moebius[multiple]
        for multiple in range(p * p, top + 1, p * p):
            moebius[multiple] = 0


def pens(area):
    root = isqrt(area)
    return sum(area // a for a in range(1, root + 1)) - root * (root - 1) // 2


print(sum(moebius[d] * pens(n // (d * d)) for d in range(1, top + 1) if moebius[d]))
