"""total: a recursion of a hundred thousand, cached, in the main thread."""

import sys
from functools import lru_cache

sys.setrecursionlimit(10**7)


@lru_cache(None)
def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


def plain(n):
    return 0 if n == 0 else 1 + plain(n - 1)


input()
print(sum(map(int, input().split())) + down(60_000) - plain(100_000) + 40_000)
