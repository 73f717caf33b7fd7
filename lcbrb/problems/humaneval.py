"""HumanEval and HumanEval+: EvalPlus's release files, and HumanEval's own file."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from lcbrb.contract import Comparison, Problem, Protocol, TestCase
from lcbrb.errors import UserError
from lcbrb.problems import evalplus
from lcbrb.problems.assertions import literal_tests, parse, unittest_code
from lcbrb.problems.sources import text_field


def _comparison(entry_point: str) -> Comparison:
    """evalplus/eval/__init__.py, unsafe_execute: HumanEval/32 is checked by evaluating the polynomial."""
    return Comparison.EVALPLUS_POLYNOMIAL_ROOT if entry_point == "find_zero" else Comparison.EVALPLUS


def _original_outline(row: dict[str, Any], where: str) -> Problem:
    """HumanEval.jsonl of openai/human-eval: ``test`` holds a function ``check(candidate)`` with assertions."""
    prompt, entry_point = text_field(row, "prompt", where), text_field(row, "entry_point", where)
    literal = _original_tests_of(row, where)
    helpers = prompt[: prompt.rfind(f"def {entry_point}")]  # check() of HumanEval/38 and /50 call a helper
    test_code = unittest_code(helpers + text_field(row, "test", where), [f"check({entry_point})"])
    return Problem(
        question_id=text_field(row, "task_id", where),
        benchmark="humaneval",
        statement=prompt,
        protocol=Protocol.FUNCTION if literal else Protocol.UNITTEST,
        tests=(),
        entry_point=entry_point,
        reference_solution=prompt + text_field(row, "canonical_solution", where),
        comparison=Comparison.EQUAL if literal else None,
        completion_prefix=prompt,
        test_code=None if literal else test_code,
        time_limit=None if literal else 10.0,
    )


def _original_tests(outline: Problem, row: Mapping[str, Any], where: str) -> tuple[TestCase, ...]:
    return (_original_tests_of(row, where) or ()) if outline.protocol is Protocol.FUNCTION else ()


def _original_tests_of(row: Mapping[str, Any], where: str) -> tuple[TestCase, ...] | None:
    statements = parse(text_field(dict(row), "test", where), where)
    checks = [node for node in statements if isinstance(node, ast.FunctionDef) and node.name == "check"]
    if len(checks) != 1:
        raise UserError(f"{where}: field 'test' has no function 'check'; the problem has no tests.")
    return literal_tests(checks[0].body, "candidate")


FAMILY = evalplus.Family(
    benchmark="humaneval",
    others="Mbpp/",
    released="HumanEvalPlus",
    version="v0.1.10",  # which evalplus 0.3 uses: evalplus/data/humaneval.py
    comparison=_comparison,
    original_outline=_original_outline,
    original_tests=_original_tests,
)
