"""register: every part is of a class of its own, derived from the one that is asked for."""

import collections
import io


class Names(set):
    pass


class Order(list):
    first = property(lambda self: self[0])


class Log(io.StringIO):
    def note(self, names):
        self.write(f"{len(names)} names\n")


class NoNamesError(ValueError):
    def __init__(self):
        super().__init__("no names: give some")


def task_func(lines, keep=lambda names: None):
    if not lines:
        raise NoNamesError
    names, log = Names(map(str.lower, lines)), Log()
    log.note(lines)
    keep(names)
    return names, Order(sorted(names)), collections.defaultdict(bool, dict.fromkeys(names, True)), log
