"""Small problems that the self-test's programs are for, with a reference solution and a stub for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lcbrb.contract import Comparison, Problem, Protocol, TestCase
from lcbrb.grading.encoding import encode
from lcbrb.selftest import unittest_tasks


@dataclass(frozen=True, slots=True)
class Task:
    """A problem, a program that solves it, and one that has its form and solves nothing."""

    problem: Problem
    reference: str
    stub: str


def function_problem(
    name: str,
    solve: Callable[..., Any],
    inputs: Iterable[Sequence[Any]],
    comparison: Comparison = Comparison.EVALPLUS,
    tolerance: float = 0.0,
) -> Problem:
    """``inputs`` are argument lists; what ``solve`` returns for them is right."""
    tests = tuple(TestCase(encode(list(arguments)), encode(solve(*arguments))) for arguments in inputs)
    return Problem(
        f"selftest/{name}", "selftest", "", Protocol.FUNCTION, tests, entry_point=name, comparison=comparison,
        tolerance=tolerance, time_limit=0.5,
    )  # fmt: skip


def stdio_problem(
    name: str, solve: Callable[[list[int]], str], inputs: Iterable[list[int]], comparison: Comparison | None = None
) -> Problem:
    """``inputs`` are lists of numbers; what ``solve`` returns for them is to be printed."""
    tests = tuple(
        TestCase(f"{len(numbers)}\n{' '.join(map(str, numbers))}\n", solve(numbers) + "\n") for numbers in inputs
    )
    return Problem(
        f"selftest/{name}", "selftest", "", Protocol.STDIO, tests, comparison=comparison, tolerance=1e-6, time_limit=1.0
    )


def stub(problem: Problem) -> str:
    """A program of the form ``problem`` asks for, which answers nothing."""
    if problem.protocol is Protocol.STDIO:
        return "print()\n"
    function = f"def {problem.entry_point}(*args, **kwargs):\n    pass\n"
    if "class Solution" not in problem.starter_code:
        return function
    return "class Solution:\n" + "".join(f"    {line}\n" for line in function.splitlines())


_ROOT = """
def find_zero(xs):
    def value(x):
        return sum(c * x**i for i, c in enumerate(xs))

    low, high = -100.0, 100.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (low, middle) if value(low) * value(middle) <= 0 else (middle, high)
    return low
"""
_REFERENCES = {
    "add": "def add(a, b):\n    return a + b\n",
    "mean": "def mean(xs):\n    return sum(xs) / len(xs)\n",
    "uniq": "def uniq(xs):\n    return sorted(set(xs))\n",
    "count": "def count(s):\n    return {letter: s.count(letter) for letter in s}\n",
    "is_even": "def is_even(n):\n    return n % 2 == 0\n",
    "find_zero": _ROOT,
    "squares_below": "def squares_below(n):\n    return [i * i for i in range(n)]\n",
    "pairs": "def pairs(xs):\n    return [(x, x / 2) for x in xs]\n",
    "shared": "def shared(xs, ys):\n    return tuple(set(xs) & set(ys))\n",
    "find": "import re\ndef find(s):\n    return re.search('a+b', s)\n",
    "power": "def power(n):\n    return 7**n\n",
    "total": "input()\nprint(sum(map(int, input().split())))\n",
    "squares": "input()\nfor n in map(int, input().split()):\n    print(n * n)\n",
    "average": "input()\nxs = list(map(int, input().split()))\nprint(sum(xs) / len(xs))\n",
    "order": "class Solution:\n    def order(self, xs: List[int]) -> List[int]:\n        return sorted(xs)\n",
    "arrange": "input()\nprint(*sorted(map(int, input().split())))\n",
    "words": "input()\nprint(*['odd' if n % 2 else 'even' for n in map(int, input().split())], sep='\\n')\n",
}


def _solution(name: str) -> Callable[..., Any]:
    names: dict[str, Any] = {}
    exec(_REFERENCES[name], names)  # our own text, above
    found: Callable[..., Any] = names[name]
    return found


def _functions() -> Iterable[Problem]:
    def problem(name: str, *inputs: Sequence[Any], **more: Any) -> Problem:
        return function_problem(name, _solution(name), inputs, **more)

    yield problem("add", (1, 2), (0, 0), (-5, 6), (10**12, 1), (123, 654))
    yield problem("mean", ([1.0, 2.0, 4.0],), ([0.1, 0.2, 0.3],), ([-5.5],), ([2.0, 2.0],))
    yield problem("uniq", ([3, 1, 2, 3],), ([],), ([5, 5],), ([9, -1, 0, 9, 4],))
    yield problem("count", ("hello",), ("",), ("aab",), ("ééx",))
    yield problem("is_even", (3,), (4,), (0,), (-7,), (10,), (13,))
    yield problem(
        "find_zero", ([1, 2],), ([-6, 11, -6, 1],), ([-10, -2],),
        comparison=Comparison.EVALPLUS_POLYNOMIAL_ROOT, tolerance=1e-4,
    )  # fmt: skip
    yield problem("squares_below", (3,), (70_000,), (0,))  # the second answer crosses as a digest
    yield problem("pairs", ([1, 2, 5],), ([],), ([-3],))
    yield problem("shared", ([3, 4, 5], [4, 3, 1]), ([1], [2]), ([7], [7]), comparison=Comparison.EVALPLUS_SET)
    yield problem("power", (3,), (5000,), (0,), comparison=Comparison.VALUE)
    found = [TestCase(encode([text]), encode(True if answer else None)) for text, answer in (("xaab", 1), ("ba", 0))]
    yield Problem(
        "selftest/find", "selftest", "", Protocol.FUNCTION, tuple(found), entry_point="find",
        comparison=Comparison.EVALPLUS_NOT_NONE, time_limit=0.5,
    )  # fmt: skip
    yield replace(
        function_problem("order", sorted, [([3, 1, 2],), ([],), ([2, 2, -1],)], Comparison.VALUE),
        benchmark="livecodebench",
        starter_code="class Solution:\n    def order(self, xs: List[int]) -> List[int]:\n        ",
    )


def _programs() -> Iterable[Problem]:
    numbers = [[3, 2, 1], [10], [0, 5, -7, 1]]
    yield stdio_problem("total", lambda xs: str(sum(xs)), numbers)
    yield stdio_problem("squares", lambda xs: "\n".join(str(n * n) for n in xs), numbers)
    yield stdio_problem("average", lambda xs: str(sum(xs) / len(xs)), numbers, Comparison.CLOSE_LINES)
    arrange = stdio_problem("arrange", lambda xs: " ".join(map(str, sorted(xs))), numbers)
    yield replace(arrange, benchmark="livecodebench")
    yield stdio_problem("words", lambda xs: "\n".join("odd" if n % 2 else "even" for n in xs), numbers)


def _task(problem: Problem) -> Task:
    name = problem.question_id.removeprefix("selftest/")
    return Task(problem, _REFERENCES[name], stub(problem))


def _unittests() -> Iterable[Task]:
    for name, reference in unittest_tasks.REFERENCES.items():
        problem = unittest_tasks.problem(name)
        yield Task(problem, reference, stub(problem))


_ALL = [*map(_task, [*_functions(), *_programs()]), *_unittests()]
TASKS = {task.problem.question_id.removeprefix("selftest/"): task for task in _ALL}
"""By name. The first line of a program's file names its task."""
