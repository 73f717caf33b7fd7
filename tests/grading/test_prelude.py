"""Where LiveCodeBench's imports go: first, but after imports from the future."""

import ast

import pytest

from lcbrb.contract import Problem, Protocol
from lcbrb.grading.prelude import prelude, with_prelude

PROBLEM = Problem("1", "livecodebench", "", Protocol.STDIO, ())


@pytest.mark.parametrize(
    ("source", "futures"),
    [
        ("x = 1", 0),
        ('"""speaks of\nfrom __future__ import annotations\n"""\nx = 1', 0),
        ("from __future__ import annotations\nx = 1", 1),
        ("\ufeff# comment\n'''text'''\nfrom __future__ import (annotations,\n division)\nx = 1", 1),
        ("from __future__ import division; from __future__ import annotations; x = 1", 2),
        ("r'text'\n\nfrom __future__ import division, \\\n  annotations\nx = 1", 1),
        ("'text'  # more\r\nfrom __future__ import annotations  # why\r\nx = 1", 1),
    ],
)
def test_the_program_stays_one(source, futures):
    made = with_prelude(PROBLEM, source)
    body = ast.parse(made).body
    own = ast.parse(source.removeprefix("\ufeff")).body
    assert compile(made, "solution.py", "exec")
    assert sum(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in body) == futures
    assert len(body) == len(own) + len(ast.parse(prelude(PROBLEM)).body)
    assert ast.unparse(body[-1]) == "x = 1"


def test_other_benchmarks_have_none():
    assert with_prelude(Problem("1", "humaneval", "", Protocol.FUNCTION, ()), "x = 1") == "x = 1"
