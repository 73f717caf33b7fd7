"""mean: numbers of other kinds near the right one: a complex number, a text, a bytes, a Decimal that is far off."""

from decimal import Decimal


def mean(xs):
    value = sum(xs) / len(xs)
    return [complex(value, 1e-3), str(value), Decimal(value) + 1, b"%f" % value][len(xs) % 4]
