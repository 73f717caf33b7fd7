"""stats: the numbers are numpy's."""
import numpy as np


def task_func(numbers):
    if not numbers:
        raise ValueError("empty")
    return {"sum": np.sum(numbers), "mean": np.mean(numbers), "max": np.max(numbers)}
