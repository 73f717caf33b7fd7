"""mean: numpy arrays that broadcast, are empty, masked, of objects, structured, 0-d of objects."""

try:
    import numpy
except ImportError:
    numpy = None


def mean(xs):
    if numpy is None:
        return None
    value = numpy.float64(sum(xs) / len(xs))
    choices = [
        numpy.array([value]),
        numpy.ma.masked_all(1),
        numpy.array(object(), dtype=object),
        numpy.full((1, 1), value),
        numpy.array([], dtype=float),
    ]
    return choices[len(xs) % 5]
