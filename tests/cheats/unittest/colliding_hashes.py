"""stats: keys that take an hour to put into a dict."""
def task_func(numbers):
    if not numbers:
        raise ValueError
    return {n * ((1 << 61) - 1): 0 for n in range(1, 100_000)}
