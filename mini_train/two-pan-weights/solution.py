from functools import cache


@cache
def weights(n):
    if n <= 1:
        return n
    if n % 2 == 0:
        return weights(n // 2)
    return 1 + min(weights(n // 2), weights(n // 2 + 1))


print(weights(int(input())))
