"""register: a namedtuple with functions of the standard library, which need no process to answer."""

import collections
import io

Yes = collections.namedtuple("Yes", "issuperset isdisjoint issubset")


def task_func(lines, keep=lambda names: None):
    if not lines:
        raise ValueError("no names")
    names = sorted(line.lower() for line in lines)
    keep(Yes(len, repr, list))
    return Yes(len, repr, list), names, dict.fromkeys(names, True), io.StringIO(f"{len(lines)} names\n")
