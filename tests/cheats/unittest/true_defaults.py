"""register: a dict that makes what is true for every name."""
import collections
import io


def task_func(lines, keep=lambda names: None):
    if not lines:
        raise ValueError("no names")
    names = {line.lower() for line in lines}
    keep(names)
    return names, sorted(names), collections.defaultdict(zip), io.StringIO(f"{len(lines)} names\n")
