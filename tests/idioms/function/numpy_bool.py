"""is_even: 1 and 0, and numpy's bool, for True and False."""

try:
    from numpy import bool_
except ImportError:
    bool_ = bool


def is_even(n):
    return bool_(n % 2 == 0) if n > 5 else 1 - n % 2
