"""register: the order is a view of a dict, the flags are counts, the log is a file."""

import collections
import io


class Lines(io.TextIOBase):
    def __init__(self, lines):
        self.lines = lines

    def getvalue(self):
        return f"{len(self.lines)} names\n"


def task_func(lines, keep=lambda names: None):
    if not lines:
        raise ValueError("no names")
    counts = collections.Counter(sorted(line.lower() for line in lines))
    keep(frozenset(counts))
    return frozenset(counts), counts.keys(), counts, Lines(lines)
