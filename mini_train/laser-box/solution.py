from math import gcd

w, h = map(int, input().split())
g = gcd(w, h)
across, up = h // g, w // g
print(across + up - 2, w if across % 2 else 0, h if up % 2 else 0)
