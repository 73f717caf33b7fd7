n, p, q = map(int, input().split())
lost = 1
while True:
    following = lost * q // (q - p) + 1
    if following > n:
        break
    lost = following
print(n - lost)
