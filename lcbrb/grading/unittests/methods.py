"""Which test methods a problem's unittest code has. Read from its syntax: the code is never executed here."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from lcbrb.contract import Problem
from lcbrb.errors import UserError

TEST_CLASS = "TestCases"
"""The one class whose tests count (bigcodebench/eval/__init__.py, unsafe_execute)."""

_PREFIX = "test"


def expected_methods(problem: Problem) -> tuple[str, ...]:
    """Names of the test methods of ``problem``'s class ``TestCases``, in the order in which unittest runs them.

    Methods inherited from other classes of the test code are among them. Of two methods of one name there is, as in
    Python, only the later.

    Raises:
        UserError: the test code is not Python, or has no such class or no test in it.
    """
    return _test_methods(problem.test_code or "", f"The test code of '{problem.question_id}'")


@lru_cache(maxsize=64)  # samples of a problem come one after the other
def _test_methods(test_code: str, where: str) -> tuple[str, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of escape sequences in the data
        try:
            module = ast.parse(test_code)
        except (SyntaxError, ValueError) as error:
            raise UserError(f"{where} is not Python: {error}.") from None
    classes = {node.name: node for node in _statements(module.body) if isinstance(node, ast.ClassDef)}
    if TEST_CLASS not in classes:
        raise UserError(f"{where} has no class {TEST_CLASS}.")
    names = {name for name in _methods(TEST_CLASS, classes, frozenset()) if name.startswith(_PREFIX)}
    if not names:
        raise UserError(f"{where} has no tests: no method of {TEST_CLASS} begins with '{_PREFIX}'.")
    return tuple(sorted(names))


def _methods(name: str, classes: Mapping[str, ast.ClassDef], seen: frozenset[str]) -> Iterator[str]:
    node = classes.get(name)
    if node is None or name in seen:
        return
    for statement in _statements(node.body):
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            yield statement.name
    for base in node.bases:
        if isinstance(base, ast.Name):
            yield from _methods(base.id, classes, seen | {name})


def _statements(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a scope, those within ``if``, ``try`` and ``with`` too."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.If | ast.Try | ast.With):
            yield from _statements(statement.body)
            yield from _statements(getattr(statement, "orelse", []))
            yield from _statements(getattr(statement, "finalbody", []))
            for handler in getattr(statement, "handlers", []):
                yield from _statements(handler.body)
