"""squares_below: a range, a tuple, a dict's keys in place of a list."""


def squares_below(n):
    return tuple(i * i for i in range(n))
