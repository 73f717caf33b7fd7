"""stats: never answers, and takes no time for it."""
import time


def task_func(numbers):
    time.sleep(1000)
