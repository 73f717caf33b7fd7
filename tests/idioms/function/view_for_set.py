"""shared: the view of a dict's keys, where order does not count."""


def shared(xs, ys):
    return {x: None for x in ys if x in xs}.keys()
