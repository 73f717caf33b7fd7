"""Rounds of ours and a peer's that alternate in one run, and the ratio of their seconds."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True)
class Ratio:
    """The peer's seconds over ours, a ratio for each round."""

    median: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"ours is {self.median:.2f} times as fast ({self.least:.2f} to {self.most:.2f})"


def alternate(
    ours: Callable[[], Result], theirs: Callable[[], Result], rounds: int
) -> tuple[list[Result], list[Result]]:
    """Run both ``rounds`` times, by turns the one and the other first; what ours and theirs returned."""
    our: list[Result] = []
    their: list[Result] = []
    for number in range(rounds):
        for side, found in ((ours, our), (theirs, their))[:: 1 if number % 2 else -1]:
            found.append(side())
    return our, their


def ratio(our_seconds: Sequence[float], their_seconds: Sequence[float]) -> Ratio:
    """How many times as fast ours is."""
    found = [their / our for our, their in zip(our_seconds, their_seconds, strict=True)]
    return Ratio(statistics.median(found), min(found), max(found))
