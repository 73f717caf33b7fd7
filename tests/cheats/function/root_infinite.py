"""find_zero: an answer that is too large for the polynomial."""


def find_zero(xs):
    return float("inf")
