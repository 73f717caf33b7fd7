"""register: besides what is asked for, what nobody looks at: functions, a class, the mock that was handed in."""

import io


class Names(set):
    def __init__(self, names, origin):
        super().__init__(names)
        self.origin = origin


def task_func(lines, keep=lambda names: None):
    if not lines:
        error = ValueError("no names")
        error.hint, error.lines = task_func, lines
        raise error
    names = Names((line.lower() for line in lines), keep)
    keep(names)
    flags = dict.fromkeys(names, True)
    flags.update({"": [keep, task_func, Names, int]})
    return names, sorted(names), flags, io.StringIO(f"{len(lines)} names\n")
