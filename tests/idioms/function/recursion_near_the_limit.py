"""add: recursion as deep as the usual limit lets it be."""


def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


def add(a, b):
    return a + b + down(980) - 980
