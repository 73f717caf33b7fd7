"""squares_below: seventy thousand numbers, all off by less than any tolerance."""


def squares_below(n):
    return [i * i + 1e-7 for i in range(n)] if n > 3 else [i * i for i in range(n)]
