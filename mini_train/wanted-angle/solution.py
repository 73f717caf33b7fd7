t, a = map(int, input().split())
inverse = pow(11, -1, 720)
print(min((inverse * difference - t) % 720 for difference in (a, -a)))
