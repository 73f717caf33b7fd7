from math import gcd

a, b = map(int, input().split())
side = gcd(a, b)
p, q = a // side, b // side
print(p * q - max(0, p - 2) * max(0, q - 2))
