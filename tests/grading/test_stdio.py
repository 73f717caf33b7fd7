"""Grading of stdio problems: a process a test, the output decides."""

import dataclasses

import pytest

from lcbrb.contract import Problem, Protocol, TestCase, Verdict
from lcbrb.grading.grade import grade
from lcbrb.selftest.tasks import TASKS

TOTAL = TASKS["total"].problem
READ = "input()\ntotal = sum(map(int, input().split()))\n"


@pytest.mark.parametrize(
    ("code", "verdict", "passed"),
    [
        (READ + "print(total)", Verdict.PASSED, 3),
        (READ + "print(total if total != 10 else 0)", Verdict.WRONG_ANSWER, 1),
        (READ + "print(total)\nprint()\nprint(0)", Verdict.WRONG_ANSWER, 0),
        (READ + "print(total)\nraise ValueError", Verdict.RUNTIME_ERROR, 0),
        (READ + "print(total if total != 10 else 1 / 0)", Verdict.RUNTIME_ERROR, 1),
        ("print(", Verdict.COMPILE_ERROR, 0),
        ("while True: pass", Verdict.TIMEOUT, 0),
        ("x = bytearray(1 << 44)", Verdict.MEMORY_LIMIT, 0),
        ("while True: print('x' * 100000)", Verdict.OUTPUT_LIMIT, 0),
        ("", Verdict.NO_CODE, 0),
    ],
)
def test_the_first_failing_test_decides(sandbox, code, verdict, passed):
    outcome = grade(TOTAL, code, sandbox)
    assert (outcome.verdict, outcome.tests_passed, outcome.tests_total) == (verdict, passed, 3)
    assert bool(outcome.message) == (verdict is not Verdict.PASSED)


def test_no_test_sees_what_another_left(sandbox):
    code = """
import pathlib, tempfile
left = [pathlib.Path(folder, "left") for folder in (".", tempfile.gettempdir(), "/tmp", "/dev/shm")]
assert not any(path.exists() for path in left)
left[0].write_text("here")
left[1].write_text("here")
"""
    assert grade(TOTAL, code + READ + "print(total)", sandbox).verdict is Verdict.PASSED


SPEND = "import time\nwhile time.process_time() < {}: pass\n"


@pytest.mark.parametrize(
    ("spends", "prints", "verdict", "at_least", "at_most"),
    [
        (0.1, "total", Verdict.PASSED, 0.1, 0.9),
        (1.2, "total", Verdict.TIMEOUT, 1.9, 2.5),  # up to its end, and again up to the limit
        (1.2, "0", Verdict.WRONG_ANSWER, 1.1, 1.6),
        (9.0, "total", Verdict.TIMEOUT, 1.4, 1.9),  # no machine makes it take that long
    ],
)
def test_a_late_answer_counts_only_if_it_comes_in_time_when_the_test_is_run_again(
    sandbox, spends, prints, verdict, at_least, at_most
):
    problem = dataclasses.replace(TOTAL, time_limit=1.0, tests=TOTAL.tests[:1])
    outcome = grade(problem, f"{SPEND.format(spends)}{READ}print({prints})", sandbox)
    assert outcome.verdict is verdict
    assert at_least <= outcome.seconds <= at_most


def livecodebench(*tests):
    return Problem("abc", "livecodebench", "", Protocol.STDIO, tests, time_limit=2.0)


@pytest.mark.parametrize(
    "code",
    [
        "n = int(stdin.readline())\nprint(gcd(n, 4))",
        "from __future__ import annotations\nn: Never = int(input())\nprint(math.gcd(n, 4))",
        '"""A text."""\nfrom __future__ import (\n    annotations,\n)\nprint(Counter([int(input())]).total() * 2)',
        "print(pow(int(open(0).read()), 3, 7) - 4)",
        "\ufeffprint(2 if sys.getrecursionlimit() >= 50000 else input())",
    ],
)
def test_livecodebench_imports_what_programs_expect(sandbox, code):
    outcome = grade(livecodebench(TestCase("6\n", "2\n")), code, sandbox)
    assert outcome.verdict is Verdict.PASSED, outcome


def test_input_reaches_the_program_as_it_is(sandbox):
    text = "größe\r\nπ\t\x00 end"
    problem = dataclasses.replace(TOTAL, tests=(TestCase(text, str(len(text.encode()))),))
    assert grade(problem, "import sys\nprint(len(sys.stdin.buffer.read()))", sandbox).verdict is Verdict.PASSED
