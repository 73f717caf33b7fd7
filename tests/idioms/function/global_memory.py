"""is_even: globals, a cache, and eval in a comprehension."""

from functools import lru_cache

calls = 0


@lru_cache(maxsize=None)
def is_even(n):
    global calls
    calls += 1
    parity = 2
    return [eval("value % divisor == 0", {"value": value, "divisor": parity}) for value in (n,)][0]
