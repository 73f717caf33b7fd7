from math import gcd


def first_day():
    n, T = map(int, input().split())
    r, m = 0, 1
    for _ in range(n):
        p, a = map(int, input().split())
        g = gcd(m, p)
        difference = a - T - r
        if difference % g:
            return "never"
        steps = difference // g * pow(m // g, -1, p // g) % (p // g)
        r, m = r + m * steps, m // g * p
    return T + r


print(first_day())
