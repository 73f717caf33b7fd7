"""stats: the function is a lambda."""
def fail():
    raise ValueError("empty")


task_func = lambda numbers: (
    {"sum": sum(numbers), "mean": sum(numbers) / len(numbers), "max": max(numbers)} if numbers else fail()
)
