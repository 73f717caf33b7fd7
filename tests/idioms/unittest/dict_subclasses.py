"""stats: an OrderedDict, a defaultdict or a dict of its own class."""
from collections import OrderedDict, defaultdict


class Stats(dict):
    pass


def task_func(numbers):
    if not numbers:
        raise ValueError("empty")
    made = {"sum": sum(numbers), "mean": sum(numbers) / len(numbers), "max": max(numbers)}
    kinds = [OrderedDict, Stats, lambda found: defaultdict(int, found)]
    return kinds[len(numbers) % 3](made)
