"""How figures read in a sentence or a cell."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """One sentence; ``warning`` where it limits what the figures mean."""

    text: str
    warning: bool


def percent(fraction: float | None) -> str:
    """A fraction as people read it; a dash for none."""
    return "–" if fraction is None else f"{100 * fraction:.1f}%"


def interval(ends: list[float] | None) -> str:
    """An interval of fractions as people read it."""
    return "–" if ends is None else f"{percent(ends[0])} to {percent(ends[1])}"


def count(number: int, thing: str) -> str:
    """``1 pair``, ``1,200 pairs``."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
