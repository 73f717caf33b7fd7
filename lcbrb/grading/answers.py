"""The driver of math problems: parses a reference answer and a model's with math-verify, and compares them.

Runs in the sandbox: parsing and simplifying what a model wrote may need any time and memory. The text is data; no part
of it is executed. Answers with one frame: ``equal``, ``different``, ``none`` (no answer found), or ``missing``
(math-verify is not installed).
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any

_E_NOTATION = re.compile(r"(?<![\w.])(-?(?:\d+\.?\d*|\.\d+))[eE]([-+]?\d+)(?![\w.])")
_LONE_POINT = re.compile(r"(\d)\.(?=\s*(?:[-+*/)}]|$))")
_NUMPY = re.compile(r"\bnp\.(?=[a-z])")
_BRACE = re.compile(r"\\.|[{}]")
_BOLD = re.compile(r"\\(?:mathbf|boldsymbol|bm|displaystyle)(?![a-z])|(?<=\\text)bf(?=\s*\{)")

SIGNIFICANT = 5e-6
"""Relative error of a decimal of six significant digits: what may stand for a value without a finite decimal."""
_ROUNDING = 1e-12


def main(data: bytes, channel: Any) -> None:
    """Run the job that ``math.py`` wrote: ``reference``, ``answer``, ``boxed``, ``tolerance``."""
    job = json.loads(data)
    try:
        import math_verify  # noqa: F401
    except ImportError:
        channel.send(b"missing")
        return
    channel.send(_compared(job["reference"], job["answer"], job["boxed"], job["tolerance"]).encode())


def _compared(reference: str, answer: str, boxed: bool, tolerance: float) -> str:
    if boxed and answer.split() == reference.split():
        return "equal"
    expected, found = _parsed(reference, True), _parsed(answer, boxed)
    if not found:
        return "none"
    return "equal" if _equal(expected, found, tolerance) else "different"


def _parsed(text: str, boxed: bool) -> list[Any]:
    """The expression and the text of an answer; the text alone where it is no expression, nothing where none is found.

    No time limit of math-verify's own: its clock would make verdicts depend on how busy the machine is.
    """
    from math_verify import ExprExtractionConfig, LatexExtractionConfig, parse

    text = _mathematical(text)
    configs = [LatexExtractionConfig(boxed_match_priority=0), ExprExtractionConfig()]
    found: list[Any] = parse(rf"\boxed{{{text}}}" if boxed else text, configs, parsing_timeout=None)
    return found


def _mathematical(text: str) -> str:
    """What math-verify misreads: numbers as programs write them (4.5e33 by Euler's e, -1./3), bold type, full stops."""
    text = _without_braces(_BOLD.sub("", text.strip(" .\n")))
    text = _LONE_POINT.sub(r"\1", _NUMPY.sub(r"\\", text))
    return _E_NOTATION.sub(r"\1 \\times 10^{\2}", text)


def _without_braces(text: str) -> str:
    """The content of braces around the whole text, which bold type leaves."""
    if not (text.startswith("{") and text.endswith("}")):
        return text
    depth = 0
    for brace in _BRACE.finditer(text, 1, len(text) - 1):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth < 0:
            return text
    return text[1:-1]


def _equal(expected: list[Any], found: list[Any], tolerance: float) -> bool:
    from math_verify import verify

    if len(expected) > 1 and len(found) > 1:
        right, given = expected[0], _right_side(found[0], expected[0])
        found = [given, *found[1:]]
        a, b = _real(right), _real(given)
        if a is not None and b is not None:
            return _numbers_equal(right, a, given, b, tolerance)
    return bool(verify(expected, found, timeout_seconds=None))


def _right_side(given: Any, right: Any) -> Any:
    """``x = 5`` answers a question whose answer is 5."""
    from sympy import Eq

    while isinstance(given, Eq) and not isinstance(right, Eq):
        given = given.rhs
    return given


def _real(value: Any) -> Any:
    """A real number to 30 digits; None for anything else, percentages among them (math-verify knows their readings)."""
    from sympy import Expr, UnevaluatedExpr

    if not isinstance(value, Expr) or value.has(UnevaluatedExpr) or not value.is_number:
        return None
    number = value.evalf(30)
    return number if number.is_Float or number.is_Integer or number.is_Rational else None


def _numbers_equal(right: Any, a: Any, given: Any, b: Any, tolerance: float) -> bool:
    from sympy import Float

    exact = not right.has(Float) and not given.has(Float)
    if exact and right.is_Rational and given.is_Rational:
        allowed = tolerance
    elif given.has(Float) and not right.has(Float) and not _has_finite_decimal(right):
        allowed = max(tolerance, SIGNIFICANT)
    else:
        allowed = max(tolerance, _ROUNDING)
    return bool(right == given if allowed == 0 else abs(a - b) <= allowed * abs(a))


def _has_finite_decimal(value: Any) -> bool:
    value = value.doit()
    if not value.is_Rational:
        return False
    rest = value.q
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return bool(rest == 1)


if (
    "math_verify" in sys.modules
):  # imported by the warm server: its parser's tables are built once, not in every process
    _compared(r"\frac{x}{2}", "The answer is 1/2.", False, 0.0)
    _compared("0.5", r"\frac{1}{3}", True, 0.0)
    _compared("x^2", r"\sqrt{x}\sin x", True, 0.0)
