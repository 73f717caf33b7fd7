"""power: the number as a text, in another base, as bytes, as digits."""


def power(n):
    return str(7**n) if n != 5000 else hex(7**n)
