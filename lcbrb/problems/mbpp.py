"""MBPP and MBPP+: EvalPlus's release files, and MBPP's own files (whole and sanitized)."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from lcbrb.contract import Comparison, Problem, Protocol, TestCase
from lcbrb.errors import UserError
from lcbrb.problems import evalplus
from lcbrb.problems.assertions import called_functions, literal_tests, parse, unittest_code
from lcbrb.problems.sources import list_field, text_field

_COMPARISONS = {
    "similar_elements": Comparison.EVALPLUS_SET,
    "find_char_long": Comparison.EVALPLUS_SET,
    "common_in_nested_lists": Comparison.EVALPLUS_SET,
    "extract_singly": Comparison.EVALPLUS_SET,
    "larg_nnum": Comparison.EVALPLUS_SET,
    "intersection_array": Comparison.EVALPLUS_SET,
    "find_dissimilar": Comparison.EVALPLUS_SET,
    "Diff": Comparison.EVALPLUS_SET,
    "check_str": Comparison.EVALPLUS_NOT_NONE,
    "text_match_three": Comparison.EVALPLUS_NOT_NONE,
    "text_starta_endb": Comparison.EVALPLUS_NOT_NONE,
    "are_equivalent": Comparison.EVALPLUS_EQUAL_DIVISOR_SUMS,
    "digit_distance_nums": Comparison.EVALPLUS_DIGIT_DISTANCE,
    "surface_Area": Comparison.EVALPLUS_PYRAMID_SURFACE,
}
"""evalplus/eval/_special_oracle.py and unsafe_execute in evalplus/eval/__init__.py, by entry point.

Not taken over: the oracle of sum_div (Mbpp/295, in v0.1.0 alone) passes whatever returns 0.
"""

_Arguments: TypeAlias = list[Any]


def _comparison(entry_point: str) -> Comparison:
    return _COMPARISONS.get(entry_point, Comparison.EVALPLUS)


# EvalPlus's inputs: JSON has no tuples, sets and complex numbers (evalplus/data/mbpp.py, mbpp_deserialize_inputs)


def deserialize(question_id: str, arguments: _Arguments) -> _Arguments:
    """Turn a task's arguments as JSON holds them into what the program takes."""
    convert = _CONVERSIONS.get(int(question_id.rpartition("/")[2]))
    return arguments if convert is None else convert(arguments)


def _each(convert: Callable[[Any], Any]) -> Callable[[_Arguments], _Arguments]:
    return lambda arguments: [convert(argument) for argument in arguments]


def _first(convert: Callable[[Any], Any]) -> Callable[[_Arguments], _Arguments]:
    return lambda arguments: [convert(arguments[0]), *arguments[1:]]


def _tuples(rows: list[Any]) -> list[Any]:
    return [tuple(row) for row in rows]


def _tuple_of_rows(rows: list[Any]) -> tuple[Any, ...]:
    return tuple(tuple(row) if isinstance(row, list) else row for row in rows)


def _deep_tuple(value: Any) -> Any:
    return tuple(map(_deep_tuple, value)) if isinstance(value, list) else value


def _sets(rows: list[Any]) -> list[Any]:
    return [set(row) if isinstance(row, list) and row else {} for row in rows]


_CONVERSIONS: Mapping[int, Callable[[_Arguments], _Arguments]] = {
    **dict.fromkeys((2, 116, 132, 143, 222, 261, 273, 394, 399, 421, 424, 429, 470, 560, 579, 596, 616), _each(tuple)),
    **dict.fromkeys((630, 726, 740, 744, 809), _each(tuple)),
    **dict.fromkeys((63, 64, 70, 94, 120, 237, 272, 299, 400, 409, 417, 438, 473, 614, 780), _each(_tuples)),
    **dict.fromkeys((75, 413, 444, 753), _first(_tuples)),
    **dict.fromkeys((106, 750), lambda arguments: [arguments[0], tuple(arguments[1])]),
    115: _first(_sets),
    124: lambda arguments: [float(arguments[0]), complex(arguments[1])],
    **dict.fromkeys((250, 307, 405, 446, 617, 720, 763, 808), _first(tuple)),
    252: _first(complex),
    **dict.fromkeys((259, 278, 401, 445), _each(_tuple_of_rows)),
    **dict.fromkeys((580, 615, 791), _each(_deep_tuple)),
    722: _first(lambda table: {key: tuple(value) for key, value in table.items()}),
}


# MBPP's own files


def _original_outline(row: dict[str, Any], where: str) -> Problem:
    """mbpp.jsonl or sanitized-mbpp.json of google-research: ``test_list`` holds assertions.

    ``test_setup_code`` runs after the program: it builds objects of the program's own classes.
    """
    description = text_field(row, "text" if "text" in row else "prompt", where)
    code, tests = text_field(row, "code", where), _assertions(row, where)
    called = called_functions([statement for test in tests for statement in parse(test, where)])
    defined = {node.name for node in parse(code, where) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    entry_point = next((name for name in called if name in defined), None)
    if entry_point is None:
        raise UserError(f"{where}: field 'test_list' calls no function of 'code'; the problem has no tests.")
    setup = _setup(row, where)
    literal = not setup.strip() and _literal(tests, entry_point, where) is not None
    prompt = f'"""\n{description}\n{tests[0]}\n"""\n'  # EvalPlus's prompt
    return Problem(
        question_id=f"Mbpp/{row.get('task_id')}",
        benchmark="mbpp",
        statement=prompt,
        protocol=Protocol.FUNCTION if literal else Protocol.UNITTEST,
        tests=(),
        entry_point=entry_point,
        reference_solution=code,
        comparison=Comparison.EQUAL if literal else None,
        completion_prefix=prompt,
        test_code=None if literal else unittest_code(setup, tests),
        time_limit=None if literal else 10.0,
    )


def _setup(row: dict[str, Any], where: str) -> str:
    imports = list_field(row, "test_imports", where) if row.get("test_imports") else []
    if any(not isinstance(line, str) for line in imports):
        raise UserError(f"{where}: field 'test_imports' holds something else than text.")
    code = text_field(row, "test_setup_code", where) if row.get("test_setup_code") else ""
    return "\n".join([*imports, code])


def _original_tests(outline: Problem, row: Mapping[str, Any], where: str) -> tuple[TestCase, ...]:
    if outline.protocol is not Protocol.FUNCTION or outline.entry_point is None:
        return ()
    return _literal(_assertions(dict(row), where), outline.entry_point, where) or ()


def _assertions(row: dict[str, Any], where: str) -> list[str]:
    tests = list_field(row, "test_list", where)
    if not tests or any(not isinstance(test, str) for test in tests):
        raise UserError(f"{where}: field 'test_list' holds no assertions; the problem has no tests.")
    return tests


def _literal(tests: list[str], entry_point: str, where: str) -> tuple[TestCase, ...] | None:
    return literal_tests([statement for test in tests for statement in parse(test, where)], entry_point)


FAMILY = evalplus.Family(
    benchmark="mbpp",
    others="HumanEval/",
    released="MbppPlus",
    version="v0.2.0",  # which evalplus 0.3 uses: evalplus/data/mbpp.py
    comparison=_comparison,
    original_outline=_original_outline,
    original_tests=_original_tests,
    deserialize=deserialize,
)
