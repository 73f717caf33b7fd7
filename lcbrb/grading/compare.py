"""When an answer is right: every benchmark's comparison rule, with its source.

Rules see plain data alone: texts, or values rebuilt from the data encoding. They run on the checker's side, on the
checker's own copy of the inputs, and are linear in their size. Differences from the official rules are marked "here".
"""

from __future__ import annotations

import math
import reprlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeAlias

from lcbrb.contract import Comparison, Problem, Protocol, TestCase
from lcbrb.errors import InfraError
from lcbrb.grading import judges
from lcbrb.grading.decoding import MAX_ITEMS, Array, Digest, EncodingError, as_set, decode, hashable, is_opaque
from lcbrb.grading.verdicts import printable

Rule: TypeAlias = Callable[[Any, Any, str, float], bool]
"""answer, expected, the test's input as text, tolerance -> right"""

EVALPLUS_RELATIVE = 1e-7
"""np.testing.assert_allclose's default, as evalplus/eval/__init__.py, unsafe_execute takes it."""
EVALPLUS_ABSOLUTE = 1e-6
"""The tolerance of a float where the task has none (same place)."""

_BAD_ANSWER = (TypeError, ValueError, ArithmeticError, IndexError, RecursionError)
_TEXT_PROTOCOLS = frozenset({Protocol.STDIO})


@dataclass(frozen=True, slots=True)
class Expectation:
    """What one test accepts."""

    comparison: Comparison
    tolerance: float
    is_text: bool
    given: str
    output: str

    @classmethod
    def of(cls, problem: Problem, test: TestCase, reference_output: str | None = None) -> Expectation:
        """What ``test`` accepts; where it holds no output, ``reference_output`` is the reference solution's.

        Raises:
            ValueError: neither says what the output should be.
        """
        output = test.output if test.output is not None else reference_output
        if output is None:
            raise ValueError(f"no expected output for a test of {problem.question_id}")
        is_text = problem.protocol in _TEXT_PROTOCOLS
        default = Comparison.LINES if is_text else Comparison.VALUE
        return cls(problem.comparison or default, problem.tolerance, is_text, test.input, output)

    def accepts(self, answer: str) -> bool:
        """Whether ``answer`` is right: stdout's text, or the returned value in the data encoding.

        Raises:
            InfraError: the expected output is too large to compare with.
        """
        if answer == self.output and (self.is_text or not is_opaque(answer)):
            return True
        expected = self.output if self.is_text else _own(self.output)
        try:
            value = answer if self.is_text else decode(answer)
            return RULES[self.comparison](value, expected, self.given, self.tolerance)
        except (EncodingError, *_BAD_ANSWER):
            return False

    def exceeds_official(self, answer: str) -> bool:
        """Whether an accepted answer is right by the problem's statement alone: LiveCodeBench wants its own answer."""
        if self.comparison not in _BY_STATEMENT:
            return False
        comparison = Comparison.LINES if self.is_text else Comparison.VALUE
        return not replace(self, comparison=comparison).accepts(answer)


def _own(output: str) -> Any:
    """The value of an expected output.

    Raises:
        InfraError: it is past the decoder's bounds: nobody's fault, and no reason to call an answer wrong.
    """
    try:
        return decode(output)
    except EncodingError as error:
        raise InfraError(f"The expected output of a test is too large to compare with: {error}.") from None


# EvalPlus: evalplus/eval/__init__.py, unsafe_execute, and evalplus/eval/_special_oracle.py


def _evalplus(answer: Any, expected: Any, given: str, tolerance: float) -> bool:
    return _close_enough(answer == expected, answer, expected, tolerance)


def _close_enough(exact: bool, answer: Any, expected: Any, tolerance: float) -> bool:
    """Not exact: within tolerance, where the task has one or the expected value is a float or floats.

    Here the tolerance of one test's float is not carried over to the tests after it, shapes must be the same
    (np.allclose broadcasts), and NaN equals NaN in the same place.
    """
    tolerance = tolerance or (EVALPLUS_ABSOLUTE if _is_floats(expected) else 0.0)
    if exact or not tolerance:
        return bool(exact)
    return type(answer) is type(expected) and _all_close(answer, expected, EVALPLUS_RELATIVE, tolerance)


def _is_floats(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return bool(value) and all(isinstance(item, float) for item in value)
    return isinstance(value, float) or (isinstance(value, Array) and value.dtype[-2:] in ("f4", "f8"))


def _all_close(answer: Any, expected: Any, relative: float, absolute: float) -> bool:
    if isinstance(answer, Array) or isinstance(expected, Array):
        return _arrays_close(answer, expected, relative, absolute)
    if isinstance(expected, list | tuple):
        return (
            isinstance(answer, list | tuple)
            and len(answer) == len(expected)
            and all(_all_close(*pair, relative, absolute) for pair in zip(answer, expected, strict=True))
        )
    if not isinstance(answer, int | float | complex) or not isinstance(expected, int | float | complex):
        return False
    if answer == expected or (answer != answer and expected != expected):
        return True
    difference = abs(answer - expected)
    return math.isfinite(difference) and difference <= absolute + relative * abs(expected)


def _arrays_close(answer: Any, expected: Any, relative: float, absolute: float) -> bool:
    if not (isinstance(answer, Array) and isinstance(expected, Array) and answer.shape == expected.shape):
        return False
    import numpy

    left, right = (numpy.frombuffer(array.data, dtype=array.dtype) for array in (answer, expected))
    return bool(numpy.allclose(left, right, rtol=relative, atol=absolute, equal_nan=True))


def _evalplus_set(answer: Any, expected: Any, given: str, tolerance: float) -> bool:
    """MBPP_OUTPUT_SET_EQ_TASKS: order and number of equal items do not count."""
    exact = answer == expected or _items(answer) == _items(expected)
    return _close_enough(exact, answer, expected, tolerance)


def _items(value: Any) -> set[Any]:
    if isinstance(value, Array) and len(value.shape) == 1:
        import numpy

        return as_set(numpy.frombuffer(value.data, dtype=value.dtype).tolist())
    if isinstance(value, range) and len(value) > MAX_ITEMS:
        raise TypeError
    if not isinstance(value, list | tuple | set | frozenset | dict | str | bytes | range):
        raise TypeError
    return as_set(list(value))


def _evalplus_not_none(answer: Any, expected: Any, given: str, tolerance: float) -> bool:
    """MBPP_OUTPUT_NOT_NONE_TASKS: a match object or nothing, or whether there is one."""
    found = expected is not None
    return answer is found if isinstance(answer, bool) else (answer is not None) == found


def _evalplus_polynomial_root(answer: Any, expected: Any, given: str, tolerance: float) -> bool:
    """HumanEval/32, find_zero: the polynomial of the given coefficients is zero at the answer."""
    coefficients = decode(given)[0]
    value = sum([coefficient * math.pow(answer, power) for power, coefficient in enumerate(coefficients)])
    return bool(abs(value) <= tolerance)


def _evalplus_equal_divisor_sums(answer: Any, expected: Any, given: str, tolerance: float) -> bool:
    """Mbpp/164 of v0.1.0, are_equivalent: the sums of all divisors, or of the proper ones, are equal.

    EvalPlus accepts any answer, as the reference solution is neither; here the answer must fit one reading.
    """
    first, second = (_divisor_sum(abs(number)) for number in decode(given))
    numbers = [abs(number) for number in decode(given)]
    readings = (first == second, first - numbers[0] == second - numbers[1])
    return isinstance(answer, bool) and (answer == expected or answer in readings)


def _divisor_sum(number: int) -> int:
    small = [divisor for divisor in range(1, math.isqrt(number) + 1) if number % divisor == 0]
    return sum({part for divisor in small for part in (divisor, number // divisor)})


def _evalplus_digit_distance(answer: Any, expected: Any, given: str, tolerance: float) -> bool:
    """Mbpp/558, digit_distance_nums: numbers of unequal length may also be padded with zeros."""
    first, second = (str(number) for number in decode(given))
    length = max(len(first), len(second))
    pairs = zip(first.zfill(length), second.zfill(length), strict=True)
    return _close_enough(answer == expected, answer, expected, tolerance) or answer == sum(
        abs(int(left) - int(right)) for left, right in pairs
    )


def _evalplus_pyramid_surface(answer: Any, expected: Any, given: str, tolerance: float) -> bool:
    """Mbpp/581, surface_Area: the height may also be the perpendicular one, the area then rounded."""
    edge, height = decode(given)
    surface = round(edge**2 + 2 * edge * math.sqrt((edge / 2) ** 2 + height**2))
    return _close_enough(answer == expected, answer, expected, tolerance) or abs(answer - surface) <= tolerance


# LiveCodeBench: lcb_runner/evaluation/testing_util.py


def _lines(answer: str, expected: str, given: str, tolerance: float) -> bool:
    """grade_stdio: stripped lines are equal as texts, or as decimal numbers token by token."""
    return _all_lines(answer, expected, _equal_decimals)


def _all_lines(answer: str, expected: str, equal_tokens: Callable[[str, str], bool]) -> bool:
    answer, expected = answer.strip(), expected.strip()
    if answer.count("\n") != expected.count("\n"):
        return False
    for left, right in zip(answer.split("\n"), expected.split("\n"), strict=True):
        if left.strip() == right.strip():
            continue
        left_tokens, right_tokens = left.split(), right.split()
        if len(left_tokens) != len(right_tokens):
            return False
        if not all(equal_tokens(*pair) for pair in zip(left_tokens, right_tokens, strict=True)):
            return False
    return True


def _equal_decimals(answer: str, expected: str) -> bool:
    """Every token of a line that is not equal as text has to be a number."""
    return Decimal(answer) == Decimal(expected)


def _close_lines(answer: str, expected: str, given: str, tolerance: float) -> bool:
    """As lines, with the error that the problem's statement accepts (LiveCodeBench accepts none)."""

    def close(left: str, right: str) -> bool:
        return left == right or _within(float(left), float(right), tolerance)

    return _all_lines(answer, expected, close)


def _within(answer: float, expected: float, tolerance: float) -> bool:
    """The absolute or the relative error is small enough, as AtCoder and LeetCode say it."""
    return math.isfinite(answer) and abs(answer - expected) <= tolerance * max(1.0, abs(expected))


def _value(answer: Any, expected: Any, given: str, tolerance: float) -> bool:
    """grade_call_based: equal in Python, a tuple counting as a list (here at any depth)."""
    if isinstance(answer, Digest) and isinstance(expected, Digest):
        return answer.sha256 == expected.sha256
    return bool(answer == expected or _with_lists(answer) == expected)


def _with_lists(value: Any) -> Any:
    return [_with_lists(item) for item in value] if isinstance(value, list | tuple) else value


def _close_value(answer: Any, expected: Any, given: str, tolerance: float) -> bool:
    """A number within the error that the problem's statement accepts (LiveCodeBench accepts none)."""
    return isinstance(answer, int | float) and _within(float(answer), float(expected), tolerance)


def _any_order(answer: Any, expected: Any, given: str, tolerance: float) -> bool:
    """ERRATA.md: the statement says "in any order"."""
    if not isinstance(answer, list | tuple) or len(answer) != len(expected):
        return False
    return Counter(hashable(list(answer))) == Counter(expected)


def _equal(answer: Any, expected: Any, given: str, tolerance: float) -> bool:
    """``assert f(...) == ...`` of HumanEval's and MBPP's own files."""
    return bool(answer == expected)


RULES: Mapping[Comparison, Rule] = {
    Comparison.LINES: _lines,
    Comparison.VALUE: _value,
    Comparison.EQUAL: _equal,
    Comparison.EVALPLUS: _evalplus,
    Comparison.EVALPLUS_SET: _evalplus_set,
    Comparison.EVALPLUS_NOT_NONE: _evalplus_not_none,
    Comparison.EVALPLUS_POLYNOMIAL_ROOT: _evalplus_polynomial_root,
    Comparison.EVALPLUS_EQUAL_DIVISOR_SUMS: _evalplus_equal_divisor_sums,
    Comparison.EVALPLUS_DIGIT_DISTANCE: _evalplus_digit_distance,
    Comparison.EVALPLUS_PYRAMID_SURFACE: _evalplus_pyramid_surface,
    Comparison.CLOSE_LINES: _close_lines,
    Comparison.CLOSE_VALUE: _close_value,
    Comparison.ANY_ORDER: _any_order,
    Comparison.DIRECTED_CYCLE: judges.directed_cycle,
    Comparison.ABC_PUZZLE: judges.abc_puzzle,
    Comparison.POTIONS: judges.potions,
    Comparison.THREE_CUBES: judges.three_cubes,
    Comparison.ZERO_SUM: judges.zero_sum,
    Comparison.SWAP_SORT: judges.swap_sort,
    Comparison.TRIPLE_SUM: judges.triple_sum,
    Comparison.WRONG_SUM: judges.wrong_sum,
}

_BY_STATEMENT = frozenset(
    {
        Comparison.CLOSE_LINES,
        Comparison.CLOSE_VALUE,
        Comparison.ANY_ORDER,
        Comparison.DIRECTED_CYCLE,
        Comparison.ABC_PUZZLE,
        Comparison.POTIONS,
        Comparison.THREE_CUBES,
        Comparison.ZERO_SUM,
        Comparison.SWAP_SORT,
        Comparison.TRIPLE_SUM,
        Comparison.WRONG_SUM,
    }
)
"""Rules that LiveCodeBench does not have."""


class _Short(reprlib.Repr):
    def __init__(self) -> None:
        super().__init__()
        self.maxstring = self.maxother = 120

    def repr_int(self, value: int, level: int) -> str:
        """Printing a large int takes quadratic time, or is refused."""
        return repr(value) if value.bit_length() < 256 else f"<int of {value.bit_length()} bits>"


def describe(encoded: str, limit: int = 200) -> str:
    """A short text of a value in the data encoding, for reports; safe on hostile values."""
    try:
        text = _Short().repr(decode(encoded))
    except EncodingError as error:
        text = f"<malformed answer: {error}>"
    return printable(text if len(text) <= limit else text[: limit - 1] + "…")
