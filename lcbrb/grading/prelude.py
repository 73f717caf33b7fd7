"""What LiveCodeBench puts before every program: star imports that published solutions rely on."""

from __future__ import annotations

from lcbrb.contract import Problem

_STARRED = (
    "string", "re", "datetime", "collections", "heapq", "bisect", "copy", "math", "random", "statistics", "itertools",
    "functools", "operator", "io", "sys", "json", "builtins", "typing",
)  # fmt: skip
"""lcb_runner/evaluation/testing_util.py, import_string. ``builtins`` late: pow and open are Python's own again."""
_RECURSION_LIMIT = 50_000

MODULES = tuple(name for name in _STARRED if name != "builtins")
"""Imported by the warm server, so that no program waits for them."""

LIVECODEBENCH = "; ".join(
    [
        *(f"from {name} import *" for name in _STARRED),
        f"import {', '.join(MODULES)}",
        f"sys.setrecursionlimit({_RECURSION_LIMIT})",
    ]
)
"""The statements, on one line."""


def prelude(problem: Problem) -> str:
    """The statements that go before a program of ``problem``, in a text of their own; empty where there are none."""
    return LIVECODEBENCH if problem.benchmark == "livecodebench" else ""
