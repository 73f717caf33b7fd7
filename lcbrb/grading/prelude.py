"""What LiveCodeBench puts before every program: star imports that published solutions rely on."""

from __future__ import annotations

import re

from lcbrb.contract import Problem

_STARRED = (
    "string", "re", "datetime", "collections", "heapq", "bisect", "copy", "math", "random", "statistics", "itertools",
    "functools", "operator", "io", "sys", "json", "builtins", "typing",
)  # fmt: skip
"""lcb_runner/evaluation/testing_util.py, import_string. ``builtins`` late: pow and open are Python's own again."""
_RECURSION_LIMIT = 50_000
# What may come before the last import from the future: blanks, comments, one text, other imports of that kind.
_HEAD = re.compile(
    r"""(?:\s+ | ; | \#[^\n]*
      | [rRuU]?(?: \"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3} | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
      | (?P<future> from[ \t]+__future__[ \t]+import\b(?: [ \t]*\([^)]*\) | (?:[^\n;\#\\]|\\\n)* ) (?:;[ \t]*)?)
    )*""",
    re.VERBOSE | re.DOTALL,
)

MODULES = tuple(name for name in _STARRED if name != "builtins")
"""Imported by the warm server, so that no program waits for them."""


def prelude(problem: Problem) -> str:
    """The statements that go before a program of ``problem``, on one line; empty where there are none."""
    if problem.benchmark != "livecodebench":
        return ""
    stars = [f"from {name} import *" for name in _STARRED]
    return "; ".join([*stars, f"import {', '.join(MODULES)}", f"sys.setrecursionlimit({_RECURSION_LIMIT})"])


def with_prelude(problem: Problem, source: str) -> str:
    """``source`` with the prelude before it, but after its ``from __future__`` imports, which have to come first."""
    statements = prelude(problem)
    if not statements:
        return source
    source = source.removeprefix("\ufeff")
    head = _HEAD.match(source)
    at = head.end("future") if head else -1
    return f"{source[:at]}\n{statements}\n{source[at:]}" if at > 0 else f"{statements}\n{source}"
