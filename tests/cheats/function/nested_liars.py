"""pairs: liars deep in honest containers: as items, as keys, as members of a named tuple."""

from collections import namedtuple


class Half(float):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __hash__(self):
        return hash(0.5)

    def __float__(self):
        return 0.5

    def __reduce__(self):
        return float, (0.5,)


Pair = namedtuple("Pair", "whole half")


def pairs(xs):
    return [Pair(x, Half("nan")) for x in xs]
