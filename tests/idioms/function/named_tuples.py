"""pairs: named tuples."""

from collections import namedtuple

Pair = namedtuple("Pair", "whole half")


def pairs(xs):
    return list(map(Pair._make, ((x, x * 0.5) for x in xs)))
