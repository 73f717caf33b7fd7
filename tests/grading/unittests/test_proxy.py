"""Tests in one process, the program in another: verdicts, and what tests set up."""

import dataclasses
import json
import os
from pathlib import Path

import pytest

from lcbrb.contract import Mode, Verdict
from lcbrb.errors import InfraError, UserError
from lcbrb.grading.unittests import proxy
from tests.grading.unittests.by_proxy import PREAMBLE, PROBLEM, assert_crosses, graded, with_tests

HOSTILE = os.environ.get("LCBRB_HOSTILE")
TWO = """
def test_a(self):
    self.assertEqual(task_func(1), 2)
def test_b(self):
    with self.assertRaises(ValueError):
        task_func(LIMIT + 1)
"""
RIGHT = "def task_func(n):\n    if n > LIMIT:\n        raise ValueError(n)\n    return n + 1\n"


def test_a_right_program_passes(sandbox):
    outcome = graded(sandbox, TWO, PREAMBLE + RIGHT)
    assert (outcome.verdict, outcome.tests_passed, outcome.tests_total) == (Verdict.PASSED, 2, 2), outcome
    assert (outcome.mode, outcome.sandbox) == (Mode.PROXY, sandbox.level.value)
    assert outcome.seconds > 0
    assert outcome.peak_memory > 0


@pytest.mark.parametrize(
    ("source", "verdict", "first"),
    [
        ("def task_func(n): return n", Verdict.WRONG_ANSWER, 0),
        ("def task_func(n): return 2", Verdict.WRONG_ANSWER, 1),
        ("def task_func(n): return 1 / 0", Verdict.RUNTIME_ERROR, 0),
        ("def task_func(:", Verdict.COMPILE_ERROR, 0),
        ("1 / 0", Verdict.RUNTIME_ERROR, 0),
        ("import nowhere", Verdict.RUNTIME_ERROR, 0),
        ("x = 1", Verdict.RUNTIME_ERROR, 0),
        ("while True: pass", Verdict.TIMEOUT, 0),
        ("def task_func(n): raise SystemExit", Verdict.RUNTIME_ERROR, 0),
        ("raise SystemExit(0)", Verdict.RUNTIME_ERROR, 0),
        ("import os\ndef task_func(n): os._exit(0)", Verdict.RUNTIME_ERROR, 0),
        ("import os\ndef task_func(n): os.kill(os.getpid(), 9)", Verdict.RUNTIME_ERROR, 0),
        ("import os, time\ndef task_func(n): time.sleep(100)", Verdict.TIMEOUT, 0),
        ("data = bytearray(1 << 40)", Verdict.MEMORY_LIMIT, 0),
    ],
)
def test_a_wrong_program_fails_for_what_it_does(sandbox, source, verdict, first):
    problem = dataclasses.replace(with_tests(TWO), time_limit=1.5)
    outcome = proxy.grade(problem, source, sandbox)
    assert (outcome.verdict, outcome.first_failure) == (verdict, first), outcome
    assert (outcome.tests_passed, outcome.tests_total) == (first, 2)


@pytest.mark.parametrize(
    "method",
    [
        "@unittest.skip('no')\ndef test(self): pass",
        "def test(self): self.skipTest('no')",
        "@unittest.expectedFailure\ndef test(self): self.fail()",
        "@unittest.expectedFailure\ndef test(self): pass",
        "def test(self):\n    with self.subTest(): self.fail()",
        "def test(self):\n    raise KeyboardInterrupt",
        "def test(self): pass\ndef tearDown(self): self.fail()",
        "def test(self): pass\n@classmethod\ndef setUpClass(cls): raise unittest.SkipTest",
        "def test(self): self.addCleanup(self.fail)",
        "def test(self):\n    import os\n    os._exit(0)",
    ],
)
def test_a_test_that_does_not_report_success_fails(sandbox, method):
    outcome = graded(sandbox, method, "def task_func(): pass")
    assert outcome.verdict in (Verdict.WRONG_ANSWER, Verdict.RUNTIME_ERROR), outcome
    assert outcome.tests_passed == 0


def test_tests_that_cannot_run_here_are_no_wrong_answer(sandbox):
    with pytest.raises(InfraError, match=r"test/proxy.*nowhere"):
        graded(sandbox, TWO, RIGHT, imports="import nowhere")


def test_a_problem_without_tests_is_refused(sandbox):
    with pytest.raises(UserError, match="has no tests"):
        graded(sandbox, "def helper(self): pass", RIGHT)


STATE = """
def test_environment(self):
    with patch.dict(os.environ, {"COLOUR": "red"}):
        self.assertEqual(task_func("os.environ.get('COLOUR')"), "red")
    self.assertEqual(task_func("os.environ.get('COLOUR')"), None)
def test_folder(self):
    with tempfile.TemporaryDirectory() as folder:
        before = os.getcwd()
        os.chdir(folder)
        self.assertEqual(task_func("os.path.realpath(os.getcwd())"), os.path.realpath(folder))
        os.chdir(before)
def test_patched_function(self):
    with patch("os.listdir", return_value=["a"]) as listdir:
        self.assertEqual(task_func("os.listdir('x')"), ["a"])
    listdir.assert_called_once_with("x")
    self.assertNotEqual(task_func("os.listdir('.')"), ["a"])
@patch("builtins.open", new_callable=mock_open, read_data="a,b")
def test_patched_open(self, opened):
    self.assertEqual(task_func("open('nowhere').read()"), "a,b")
    opened.assert_called_once_with("nowhere")
@patch("time.sleep", side_effect=KeyError("s"))
def test_raising_patch(self, sleep):
    with self.assertRaises(KeyError):
        task_func("__import__('time').sleep(1)")
@patch(f"{__name__}.LIMIT", 77)
def test_patched_name(self):
    self.assertEqual(task_func("LIMIT"), 77)
@patch.object(json.JSONDecoder, "decode", autospec=True, side_effect=lambda self, text: text * 2)
def test_patched_method(self, decode):
    self.assertEqual(task_func("json.loads('ab')"), "abab")
def test_seeds(self):
    random.seed(1)
    drawn = [random.random(), random.random()]
    random.seed(1)
    self.assertEqual([task_func("random.random()"), task_func("random.random()")], drawn)
def test_printed(self):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        task_func("print('said')")
    self.assertEqual(out.getvalue(), "said\\n")
def test_input(self):
    with patch("builtins.input", side_effect=["x", "y"]), patch("sys.argv", ["p", "q"]):
        self.assertEqual(task_func("[input(), input(), sys.argv]"), ["x", "y", ["p", "q"]])
def test_warning(self):
    with self.assertWarns(DeprecationWarning):
        task_func("__import__('warnings').warn('old', DeprecationWarning)")
"""


def test_what_tests_set_up_holds_for_the_program(sandbox):
    imports = "import contextlib, io, json, sys, tempfile\nfrom unittest.mock import mock_open, patch"
    outcome = graded(sandbox, STATE, PREAMBLE + "def task_func(text): return eval(text)", imports)
    assert outcome.verdict is Verdict.PASSED, outcome
    assert outcome.tests_passed == 11


def test_what_finalizers_do_blocks_nothing(sandbox):
    tests = """
def test(self):
    class Box:
        def close(self): pass
    for _ in range(50):
        self.assertEqual(task_func(Box()), None)
"""
    source = """
import gc
gc.set_threshold(5, 2, 2)
class Closing:
    def __init__(self, box): self.box, self.cycle = box, self
    def __del__(self): self.box.close()
def task_func(box): [Closing(box) for _ in range(20)]
"""
    assert graded(sandbox, tests, source).verdict is Verdict.PASSED


def test_encoders_that_the_tests_patch_are_not_those_of_the_proxy(sandbox):
    tests = """
@patch("base64.b64decode", return_value=b"x")
@patch("base64.b64encode", return_value=b"x")
@patch("json.dumps", return_value="y")
@patch("pickle.dumps", side_effect=OSError)
def test(self, *mocks):
    self.assertEqual(task_func(b"abc"), (b"abc", b"x", "y"))
"""
    source = "import base64, json\ndef task_func(b): return b, base64.b64encode(b), json.dumps(b)"
    imports = "from unittest.mock import patch\nimport base64, json, pickle"
    assert graded(sandbox, tests, source, imports).verdict is Verdict.PASSED


def test_files_are_shared(sandbox):
    tests = """
def test(self):
    with open("in.txt", "w") as file: file.write("a")
    self.assertEqual(task_func("in.txt"), 1)
    with open("out.txt") as file: self.assertEqual(file.read(), "A")
"""
    source = "def task_func(p):\n    t = open(p).read()\n    with open('out.txt', 'w') as f: return f.write(t.upper())"
    assert graded(sandbox, tests, source).verdict is Verdict.PASSED


def test_the_next_program_finds_no_files(sandbox):
    graded(sandbox, TWO, "open('left.txt', 'w').close()\n" + RIGHT)
    assert_crosses(sandbox, "__import__('os').listdir('.')", ["self.assertEqual(result, [])"])


@pytest.mark.skipif(not HOSTILE, reason="LCBRB_HOSTILE is not set")
def test_records_of_the_hostile_corpus_get_the_verdict_they_should(sandbox):
    task = json.loads(Path(HOSTILE, "tasks.json").read_text())["U_stats"]
    problem = dataclasses.replace(PROBLEM, test_code=task["test"], preamble="", time_limit=5.0)
    assert proxy.grade(problem, task["reference"], sandbox).verdict is Verdict.PASSED
    wrong = []
    for record in map(json.loads, Path(HOSTILE, "sample.jsonl").read_text().splitlines()):
        if record["style"] != "unittest":
            continue
        outcome = proxy.grade(problem, record["code"], sandbox)
        if (outcome.verdict is Verdict.PASSED) != (record["expected"] == "must_pass"):
            wrong.append((record["id"], outcome))
    # Level L2 gives no network, and no semaphores to a pool of processes.
    unavailable = {"b38_loopback_server", "b40_multiprocessing"} if sandbox.level.value.startswith("L2") else set()
    assert {name for name, _ in wrong} <= unavailable, wrong
