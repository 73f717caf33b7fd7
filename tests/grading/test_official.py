"""The peers' own checks, where they are installed: their verdicts in our terms.

LCBRB_EVALPLUS_PYTHON and LCBRB_BIGCODEBENCH_PYTHON name interpreters that have them, LCBRB_LIVECODEBENCH_SOURCE a
checkout of LiveCodeBench.
"""

import os
import sys
import venv
from pathlib import Path
from types import SimpleNamespace

import pytest

from lcbrb.contract import Comparison, Problem, Protocol, Sample, TestCase, Verdict
from lcbrb.errors import UserError
from lcbrb.grading import official
from lcbrb.grading.encoding import encode
from lcbrb.grading.grade import grade as our_grade
from lcbrb.grading.grade import open_sandbox
from lcbrb.grading.official import Peer, checking
from lcbrb.sandbox import Level

DOUBLE = Problem(
    "HumanEval/x", "humaneval+", "", Protocol.FUNCTION,
    (TestCase(encode([2]), None), TestCase(encode([3]), None, plus=True), TestCase(encode([0.1]), None, plus=True)),
    entry_point="double", reference_solution="def double(n):\n    return 2 * n\n", comparison=Comparison.EVALPLUS,
)  # fmt: skip
ALWAYS_EQUAL = "class Any:\n    __eq__ = lambda *_: True\n\ndef double(n):\n    return Any()\n"
SUM = Problem(
    "sum", "livecodebench", "", Protocol.STDIO, (TestCase("1 2\n", "3\n"), TestCase("5\n6\n", "11\n")), time_limit=6.0
)
READ_ALL = "import sys\nprint(sum(map(int, sys.stdin.read().split())))\n"
SOLUTION = Problem(
    "pair", "livecodebench", "", Protocol.FUNCTION,
    (TestCase(encode(["ab", 1]), encode(["ab", 1])), TestCase(encode([None, [2.5]]), encode([None, [2.5]]))),
    entry_point="pair", starter_code="class Solution:\n    def pair(self, a, b):\n", time_limit=6.0,
)  # fmt: skip
TASK = Problem(
    "BigCodeBench/x", "bigcodebench", "", Protocol.UNITTEST, (), entry_point="task_func",
    completion_prefix="def task_func(n):\n", preamble="def task_func(n):\n    pass\n",
    test_code="""import unittest
class TestCases(unittest.TestCase):
    def test_even(self):
        self.assertEqual(task_func(2), 4)
    def test_odd(self):
        self.assertEqual(task_func(3), 6)
""",
)  # fmt: skip


def peer(benchmark, variable):
    source = os.environ.get("LCBRB_LIVECODEBENCH_SOURCE")
    try:
        return official.find(
            benchmark, Path(os.environ.get(variable, sys.executable)), Path(source) if source else None
        )
    except UserError as error:
        pytest.skip(str(error))


def checked_by(found):
    try:
        return official.open_sandbox(found, Level.L3)
    except UserError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def evalplus():
    found = peer("humaneval+", "LCBRB_EVALPLUS_PYTHON")
    with checked_by(found) as sandbox:
        yield lambda problem, **code: official.grade(problem, Sample("x", 0, **code), sandbox, found)


@pytest.fixture(scope="module")
def livecodebench():
    found = peer("livecodebench", "LCBRB_EVALPLUS_PYTHON")
    with checked_by(found) as sandbox:
        yield lambda problem, code: official.grade(problem, Sample("x", 0, solution=code), sandbox, found)


@pytest.fixture(scope="module")
def bigcodebench():
    found = peer("bigcodebench", "LCBRB_BIGCODEBENCH_PYTHON")
    with checked_by(found) as sandbox:
        yield lambda code: official.grade(TASK, Sample("x", 0, solution=code), sandbox, found)


@pytest.mark.parametrize(
    ("code", "verdict", "base", "first_failure"),
    [
        ("def double(n):\n    return n + n\n", Verdict.PASSED, Verdict.PASSED, None),
        ("def double(n):\n    return n + n + 1e-9 * (n == 0.1)\n", Verdict.PASSED, Verdict.PASSED, None),
        ("def double(n):\n    return 4\n", Verdict.WRONG_ANSWER, Verdict.PASSED, 1),
        ("def double(n):\n    return n\n", Verdict.WRONG_ANSWER, Verdict.WRONG_ANSWER, 0),
        ("def double(", Verdict.WRONG_ANSWER, Verdict.WRONG_ANSWER, 0),
        ("def double(n):\n    while True: pass\n", Verdict.WRONG_ANSWER, Verdict.WRONG_ANSWER, 0),
    ],
)
def test_evalplus_tells_base_and_plus(evalplus, code, verdict, base, first_failure):
    outcome = evalplus(DOUBLE, solution=code)
    assert (outcome.verdict, outcome.base_verdict, outcome.first_failure) == (verdict, base, first_failure)
    assert outcome.tests_total == 3


def test_evalplus_continues_the_prompt_with_a_completion(evalplus):
    import dataclasses

    problem = dataclasses.replace(DOUBLE, completion_prefix="def double(n):\n")
    assert evalplus(problem, completion="    return 2 * n\n").verdict is Verdict.PASSED


def test_the_official_check_can_be_cheated_and_ours_cannot(evalplus, references):
    assert evalplus(DOUBLE, solution=ALWAYS_EQUAL).verdict is Verdict.PASSED
    with open_sandbox("L3") as sandbox:
        assert our_grade(DOUBLE, ALWAYS_EQUAL, sandbox, references).verdict is Verdict.WRONG_ANSWER


@pytest.mark.parametrize(
    ("code", "verdict", "first_failure"),
    [
        (READ_ALL, Verdict.PASSED, None),
        ("print(3)", Verdict.WRONG_ANSWER, 1),
        ("print(1 / 0)", Verdict.RUNTIME_ERROR, 0),
        ("import sys\nfor line in sys.stdin:\n    pass\nprint(3)", Verdict.RUNTIME_ERROR, 0),
    ],
)
def test_livecodebench_checks_programs(livecodebench, code, verdict, first_failure):
    outcome = livecodebench(SUM, code)
    assert (outcome.verdict, outcome.first_failure) == (verdict, first_failure), outcome


def test_livecodebench_checks_methods_on_its_own_form_of_the_tests(livecodebench):
    right = "class Solution:\n    def pair(self, a, b):\n        return (a, b)\n"
    assert livecodebench(SOLUTION, right).verdict is Verdict.PASSED
    assert livecodebench(SOLUTION, right.replace("(a, b)\n", "[a, 1]\n")).first_failure == 1


@pytest.mark.parametrize(
    ("body", "verdict"),
    [("return 2 * n", Verdict.PASSED), ("return 4", Verdict.WRONG_ANSWER), ("import nowhere", Verdict.WRONG_ANSWER)],
)
def test_bigcodebench_runs_the_unittest_code(bigcodebench, body, verdict):
    outcome = bigcodebench(f"def task_func(n):\n    {body}\n")
    assert outcome.verdict is verdict, outcome
    if verdict is Verdict.WRONG_ANSWER:
        assert "test_odd" in outcome.message or "test_even" in outcome.message


def test_bigcodebench_counts_a_skipped_test_as_passed(bigcodebench):
    assert bigcodebench("import unittest\ndef task_func(n):\n    raise unittest.SkipTest\n").verdict is Verdict.PASSED


@pytest.fixture(scope="module")
def bare_python(tmp_path_factory):
    """An interpreter with nothing installed."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder, symlinks=True)
    return folder / "bin" / "python"


@pytest.mark.parametrize(("benchmark", "extra"), [("mbpp+", "evalplus"), ("bigcodebench-hard", "bigcodebench")])
def test_a_missing_package_is_one_sentence_that_names_the_extra(bare_python, benchmark, extra):
    with pytest.raises(UserError, match=rf"^{extra}, the official checker .* `pip install 'recode-bench\[{extra}\]'`"):
        official.find(benchmark, bare_python)


def test_livecodebench_needs_a_checkout_and_numpy(bare_python, tmp_path):
    with pytest.raises(UserError, match="--livecodebench-source"):
        official.find("livecodebench")
    with pytest.raises(UserError, match="is no checkout of LiveCodeBench"):
        official.find("livecodebench", None, tmp_path)
    folder = tmp_path / "lcb_runner" / "evaluation"
    folder.mkdir(parents=True)
    for name in ("compute_code_generation_metrics.py", "testing_util.py"):
        (folder / name).write_text("")
    with pytest.raises(UserError, match="needs numpy, which is not installed"):
        official.find("livecodebench", bare_python, tmp_path)


def test_an_interpreter_that_is_none_is_named():
    with pytest.raises(UserError, match="Cannot start the interpreter /nowhere/python"):
        official.find("mbpp+", Path("/nowhere/python"))


@pytest.mark.parametrize("level", [Level.L2, Level.W])
def test_levels_without_multiprocessing_are_refused(level):
    with pytest.raises(UserError, match=f"multiprocessing, which sandbox level {level} excludes; L3 has it"):
        official.open_sandbox(Peer("evalplus", "0", Path(sys.executable)), level)


def test_an_answer_that_the_program_wrote_nested_without_end_is_none():
    # The peer and the program share a process, so the frame may be the program's.
    written = SimpleNamespace(frames=(b"[" * 1_000_000,))
    assert checking._answer(written) is None
