"""stats: everything is awaited."""
import asyncio


async def part(function, numbers):
    await asyncio.sleep(0)
    return function(numbers)


async def parts(numbers):
    functions = (sum, lambda xs: sum(xs) / len(xs), max)
    return dict(zip(("sum", "mean", "max"), await asyncio.gather(*(part(f, numbers) for f in functions))))


def task_func(numbers):
    if not numbers:
        raise ValueError("empty")
    return asyncio.run(parts(numbers))
