"""Turns the assertions of HumanEval's and MBPP's own files into tests.

Where every assertion of a problem compares a call on literals with a literal, the tests are inputs and outputs, so
that the expected values never enter the program's process. The other problems keep their assertions, as unittest.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Sequence

from lcbrb.contract import TestCase
from lcbrb.errors import UserError
from lcbrb.grading.encoding import encode


def literal_tests(statements: Sequence[ast.stmt], function: str) -> tuple[TestCase, ...] | None:
    """Tests of ``assert function(literal, ...) == literal`` statements; None if any statement is something else."""
    tests = []
    for statement in statements:
        if _says_nothing(statement):
            continue
        test = _literal_test(statement, function)
        if test is None:
            return None
        tests.append(test)
    return tuple(tests) or None


def _says_nothing(statement: ast.stmt) -> bool:
    """``pass``, a lone constant, ``assert True``."""
    value = getattr(statement, "value" if isinstance(statement, ast.Expr) else "test", None)
    is_true = isinstance(statement, ast.Assert) and isinstance(value, ast.Constant) and value.value is True
    return (
        is_true
        or isinstance(statement, ast.Pass)
        or (isinstance(statement, ast.Expr) and isinstance(value, ast.Constant))
    )


def _literal_test(statement: ast.stmt, function: str) -> TestCase | None:
    if not isinstance(statement, ast.Assert) or not isinstance(statement.test, ast.Compare):
        return None
    call, operators, values = statement.test.left, statement.test.ops, statement.test.comparators
    is_call = isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == function
    if not is_call or not isinstance(call, ast.Call) or call.keywords or len(operators) != 1:
        return None
    if not isinstance(operators[0], ast.Eq):
        return None
    try:
        arguments = [ast.literal_eval(argument) for argument in call.args]
        return TestCase(encode(arguments), encode(ast.literal_eval(values[0])))
    except (ValueError, TypeError, RecursionError):  # not a literal, or one that cannot be, as {[]: 1}
        return None


def parse(code: str, where: str) -> list[ast.stmt]:
    """The statements of a data file's Python text.

    Raises:
        UserError: it is not Python.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of escape sequences in the data
        try:
            return ast.parse(code).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise UserError(f"{where}: not Python: {code[:60]!r}.") from None


def called_functions(statements: Sequence[ast.stmt]) -> list[str]:
    """The names of functions called in the statements, outermost first."""
    calls = (node for statement in statements for node in ast.walk(statement) if isinstance(node, ast.Call))
    return [call.func.id for call in calls if isinstance(call.func, ast.Name)]


def unittest_code(setup: str, bodies: Sequence[str]) -> str:
    """The source of a ``TestCases`` class with one method for each of ``bodies`` (single statements)."""
    methods = [
        f"    def test_{number}(self):\n        {ast.unparse(parse(body, 'an assertion')[0])}\n"
        for number, body in enumerate(bodies)
    ]
    return "\n".join(["import unittest", setup, "", "class TestCases(unittest.TestCase):", *methods])
