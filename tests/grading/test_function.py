"""Grading of function problems: what decides, in which order, and what time means."""

import dataclasses

import pytest

from lcbrb.contract import Comparison, Outcome, Problem, Protocol, Sample, TestCase, Verdict
from lcbrb.grading.encoding import encode
from lcbrb.grading.grade import grade
from lcbrb.selftest.tasks import TASKS, function_problem

ADD = TASKS["add"].problem


def test_an_outcome_says_what_was_passed_and_used(sandbox):
    outcome = grade(ADD, "def add(a, b):\n    return a + b\n", sandbox)
    assert dataclasses.replace(outcome, seconds=0, peak_memory=0) == Outcome(
        Verdict.PASSED, Verdict.PASSED, 5, 5, sandbox=sandbox.level.value
    )
    assert outcome.seconds > 0
    assert outcome.peak_memory > 1 << 20


@pytest.mark.parametrize(
    ("code", "verdict", "passed"),
    [
        ("def add(a, b):\n    return a + b if a >= 0 else 0", Verdict.WRONG_ANSWER, 2),
        ("def add(a, b):\n    return 1 / 0 if a < 0 else a + b", Verdict.RUNTIME_ERROR, 2),
        ("def add(a, b):\n    return bytearray(1 << 44)", Verdict.MEMORY_LIMIT, 0),
        ("def add(a, b:\n    return a + b", Verdict.COMPILE_ERROR, 0),
        ("def plus(a, b):\n    return a + b", Verdict.RUNTIME_ERROR, 0),
        ("raise ImportError('nothing works')", Verdict.RUNTIME_ERROR, 0),
        ("def add(a, b):\n    while a < 0: pass\n    return a + b", Verdict.TIMEOUT, 2),
        ("x = '\x00'", Verdict.COMPILE_ERROR, 0),
        ("\ud800", Verdict.COMPILE_ERROR, 0),
        ("  \n", Verdict.NO_CODE, 0),
    ],
)
def test_the_first_failing_test_decides(sandbox, code, verdict, passed):
    outcome = grade(ADD, code, sandbox)
    assert (outcome.verdict, outcome.tests_passed, outcome.tests_total) == (verdict, passed, 5)
    assert outcome.first_failure == (None if verdict is Verdict.NO_CODE else passed)
    assert outcome.message


def test_a_program_that_answers_and_does_not_end_has_failed(sandbox):
    code = "import os, time\nos._exit = lambda status=0: time.sleep(1e6)\ndef add(a, b):\n    return a + b\n"
    outcome = grade(ADD, code, sandbox)
    assert (outcome.verdict, outcome.tests_passed, outcome.first_failure) == (Verdict.TIMEOUT, 5, None)


def test_base_tests_have_a_verdict_of_their_own(sandbox):
    tests = tuple(dataclasses.replace(test, plus=number >= 2) for number, test in enumerate(ADD.tests))
    problem = dataclasses.replace(ADD, tests=tests)
    outcome = grade(problem, "def add(a, b):\n    return a + b if a >= 0 else 0", sandbox)
    assert (outcome.verdict, outcome.base_verdict) == (Verdict.WRONG_ANSWER, Verdict.PASSED)
    outcome = grade(problem, "def add(a, b):\n    return 3", sandbox)
    assert outcome.base_verdict is Verdict.WRONG_ANSWER


def test_answers_sent_after_the_last_test_void_those_before(sandbox):
    problem = dataclasses.replace(ADD, tests=(dataclasses.replace(ADD.tests[0], plus=False),))
    code = "import os\ndef add(a, b):\n    os.write(3, b'\\0\\0\\0\\x17answer 0.000001\\n' + b'3333333')\n    return 3"
    outcome = grade(problem, code, sandbox)
    assert outcome.verdict is not Verdict.PASSED


def test_a_test_that_runs_out_of_time_once_is_run_again(sandbox):
    code = """
import os
calls = 0
def add(a, b):
    global calls
    calls += 1
    if calls == 3:  # in a fresh process this test is the first
        while True:
            pass
    return a + b
"""
    outcome = grade(function_problem("add", lambda a, b: a + b, [(1, 2), (3, 4), (5, 6), (7, 8)]), code, sandbox)
    assert outcome.verdict is Verdict.PASSED


def test_time_asleep_is_bounded_too(sandbox):
    problem = dataclasses.replace(ADD, time_limit=0.1, tests=ADD.tests[:1])
    outcome = grade(problem, "import time\ndef add(a, b):\n    time.sleep(100)", sandbox)
    assert outcome.verdict is Verdict.TIMEOUT
    assert outcome.seconds < 1


def test_a_problem_without_tests_passes_nothing(sandbox):
    outcome = grade(dataclasses.replace(ADD, tests=()), "def add(a, b):\n    return a + b", sandbox)
    assert outcome.verdict is Verdict.INFRA_ERROR


def test_a_completion_continues_the_prompt(sandbox):
    problem = dataclasses.replace(ADD, completion_prefix="def add(a, b):\n")
    assert (
        grade(problem, Sample(ADD.question_id, 0, completion="    return a + b\n"), sandbox).verdict is Verdict.PASSED
    )


LEETCODE = Problem(
    "3000", "livecodebench", "", Protocol.FUNCTION,
    (TestCase(encode([[3, 1, 2]]), encode([1, 2, 3])), TestCase(encode([[]]), encode([]))),
    starter_code="class Solution:\n    def order(self, xs: List[int]) -> List[int]:\n        ",
    entry_point="order", time_limit=6.0,
)  # fmt: skip


@pytest.mark.parametrize(
    "code",
    [
        "class Solution:\n    def order(self, xs: List[int]) -> List[int]:\n        return sorted(xs)",
        "class Solution:\n    def order(self, xs):\n        heapify(xs)\n        return nsmallest(len(xs), xs)",
        "from __future__ import annotations\nclass Solution:\n    def order(self, xs: No):\n        return tuple(sorted(xs))",  # noqa: E501
        "def order(xs):\n    return sorted(xs)",
        "class Solution:\n    def order(self, xs):\n        return xs if pow(2, 3, 5) == 3 and not xs else sorted(xs)",
    ],
)
def test_livecodebench_calls_methods_and_imports_what_programs_expect(sandbox, code):
    assert grade(LEETCODE, code, sandbox).verdict is Verdict.PASSED


def test_other_benchmarks_import_nothing(sandbox):
    problem = function_problem("order", sorted, [([3, 1],)], Comparison.EQUAL)
    outcome = grade(problem, "def order(xs: List[int]):\n    return sorted(xs)", sandbox)
    assert outcome.verdict is Verdict.RUNTIME_ERROR
