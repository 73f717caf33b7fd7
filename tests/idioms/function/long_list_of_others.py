"""squares_below: tens of thousands of numbers that are equal but of other types."""


class Square(int):
    pass


def squares_below(n):
    return [(float(i * i), i * i, Square(i * i))[i % 3] for i in range(n)]
