"""stats: the function is an object of a class."""
from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass
class Stats:
    sum: int
    mean: float
    max: int


class Task:
    def __call__(self, numbers: list[int]) -> dict[str, float]:
        if not numbers:
            raise ValueError("empty")
        return asdict(Stats(sum(numbers), sum(numbers) / len(numbers), max(numbers)))


task_func = Task()
