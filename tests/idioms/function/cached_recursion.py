"""add: a cached function, which recurs in C and in Python."""

import sys
from functools import lru_cache

sys.setrecursionlimit(1 << 20)


@lru_cache(maxsize=None)
def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


def add(a, b):
    return a + b + down(30_000) - 30_000
