"""shared: a generator that yields some twice, where order and number do not count."""


def shared(xs, ys):
    for x in [*xs, *xs]:
        if x in ys:
            yield x
