"""stats: sorts what it was given."""
def task_func(numbers):
    if not numbers:
        raise ValueError("empty")
    numbers.sort()
    total = 0
    for number in numbers:
        total += number
    return {"sum": total, "mean": total / len(numbers), "max": numbers.pop()}
