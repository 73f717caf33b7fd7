"""squares_below: one wrong number among seventy thousand."""


def squares_below(n):
    found = [i * i for i in range(n)]
    if n > 65_536:
        found[65_537] += 1
    return found
