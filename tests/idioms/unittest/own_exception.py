"""stats: an exception of its own, a ValueError."""
class EmptyError(ValueError):
    def __init__(self, numbers, *, hint="give some"):
        self.numbers = numbers
        super().__init__(f"{numbers} is empty: {hint}")


def task_func(numbers):
    if not numbers:
        raise EmptyError(numbers)
    return {"sum": sum(numbers), "mean": sum(numbers) / len(numbers), "max": max(numbers)}
