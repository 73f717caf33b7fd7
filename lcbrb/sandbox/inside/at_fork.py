"""What modules want done at a fork, for forks that skip the interpreter's own hooks, which cost more than the fork."""

from __future__ import annotations

import contextlib
import os
import random
import sys
from collections.abc import Callable, Iterator
from typing import Any

_KNOWN = {"random", "threading", "logging", "concurrent.futures.thread"}
"""Of the standard library: they see to threads, which a keeper has not, and to a new seed."""


class Wishes:
    """What is to be called in the child of a fork.

    Attributes:
        calls: in their order; None where a module wants something done before a fork, or in the parent.
    """

    def __init__(self) -> None:
        self.calls: list[Callable[[], object]] | None = [random.seed]

    def add(self, **hooks: Any) -> None:
        """Note the arguments of a call of ``os.register_at_fork``."""
        if self.calls is None or set(hooks) != {"after_in_child"}:
            self.calls = None
        else:
            self.calls.append(hooks["after_in_child"])


@contextlib.contextmanager
def noted() -> Iterator[Wishes]:
    """Note what modules register that are imported within; what they register holds for the interpreter, too."""
    wishes, register = Wishes(), os.register_at_fork

    def note(**hooks: Any) -> None:
        register(**hooks)
        if sys._getframe(1).f_globals.get("__name__") not in _KNOWN:
            wishes.add(**hooks)

    os.register_at_fork = note
    try:
        yield wishes
    finally:
        os.register_at_fork = register
