"""register: the order is an object that can be counted and read, or an iterator that can be read once."""

import io


class Order:
    def __init__(self, names):
        self.names = names

    def __len__(self):
        return len(self.names)

    def __getitem__(self, at):
        return self.names[at]


def task_func(lines, keep=lambda names: None):
    if not lines:
        raise ValueError("no names")
    names = {line.lower() for line in lines}
    keep(names)
    return names, Order(sorted(names)), dict.fromkeys(names, True), io.StringIO(f"{len(lines)} names\n")
