"""add: needs half a gigabyte."""

block = bytearray(1 << 29)


def add(a, b):
    return a + b + block[-1]
