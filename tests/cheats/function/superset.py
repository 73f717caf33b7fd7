"""shared: all there is, where order and number do not count."""


def shared(xs, ys):
    return set(xs) | set(ys)
