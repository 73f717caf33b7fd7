"""mean: a numpy array of no dimension, which is equal to its number."""

try:
    import numpy
except ImportError:
    numpy = None


def mean(xs):
    return numpy.asarray(sum(xs) / len(xs)) if numpy else sum(xs) / len(xs)
