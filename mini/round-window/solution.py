from math import isqrt

r = int(input())
cut = 0
inner = r
for x in range(r):
    outer = isqrt(r * r - (x + 1) ** 2)
    touched = inner if inner * inner == r * r - x * x else inner + 1
    cut += touched - outer
    inner = outer
print(4 * cut)
