"""A program and its tests in one process: what is right passes, what we know to be a cheat does not."""

import dataclasses

import pytest

from lcbrb.contract import Mode, Problem, Protocol, Verdict
from lcbrb.errors import UserError
from lcbrb.grading import unittests
from lcbrb.grading.grade import grade
from lcbrb.grading.unittests import inprocess
from lcbrb.selftest.programs import Kind, programs

PREAMBLE = "import os\nimport json\nLIMIT = 10\n\ndef task_func(numbers, path='out.txt'):\n    pass\n"
TESTS = """
import unittest
from unittest.mock import patch

class TestCases(unittest.TestCase):
    def setUp(self):
        self.numbers = [3, 1, 2]

    def test_order(self):
        self.assertEqual(task_func(self.numbers), [1, 2, 3])

    def test_type(self):
        self.assertIsInstance(task_func([]), list)

    def test_value(self):
        with self.assertRaises(ValueError):
            task_func([LIMIT + 1])

    @patch('os.path.exists', return_value=True)
    def test_file(self, exists):
        task_func([1], 'there.txt')
        exists.assert_called_with('there.txt')
"""
RIGHT = """
import os
LIMIT = 10
def task_func(numbers, path='out.txt'):
    if any(number > LIMIT for number in numbers):
        raise ValueError(numbers)
    os.path.exists(path)
    return sorted(numbers)
"""
PROBLEM = Problem(
    "test/sorting", "test", "", Protocol.UNITTEST, (), entry_point="task_func", test_code=TESTS, preamble=PREAMBLE,
    time_limit=5.0, mode=Mode.IN_PROCESS,
)  # fmt: skip


def with_tests(methods, problem=PROBLEM):
    """``problem`` with other test methods."""
    code = "import unittest\n\nclass TestCases(unittest.TestCase):\n"
    return dataclasses.replace(problem, test_code=code + "".join(f"    {line}\n" for line in methods.splitlines()))


def test_a_right_program_passes(sandbox):
    outcome = inprocess.grade(PROBLEM, RIGHT, sandbox)
    assert (outcome.verdict, outcome.tests_passed, outcome.tests_total) == (Verdict.PASSED, 4, 4), outcome
    assert outcome.mode is Mode.IN_PROCESS
    assert outcome.sandbox == sandbox.level.value


@pytest.mark.parametrize(
    ("code", "verdict", "first"),
    [
        (RIGHT.replace("sorted(numbers)", "numbers"), Verdict.WRONG_ANSWER, 1),
        (RIGHT.replace("os.path.exists(path)", "1 / 0"), Verdict.RUNTIME_ERROR, 0),
        ("def task_func(:\n", Verdict.COMPILE_ERROR, 0),
        ("1 / 0", Verdict.RUNTIME_ERROR, 0),
        ("import nowhere", Verdict.RUNTIME_ERROR, 0),
        ("while True: pass", Verdict.TIMEOUT, 0),
        ("def task_func(*a): return bytearray(1 << 40)", Verdict.MEMORY_LIMIT, 0),
        ("def task_func(*a): raise SystemExit", Verdict.RUNTIME_ERROR, 0),
        ("def task_func(*a): raise KeyboardInterrupt", Verdict.RUNTIME_ERROR, 0),
        ("x = 1", Verdict.RUNTIME_ERROR, 0),
    ],
)
def test_a_wrong_program_fails_for_what_it_does(sandbox, code, verdict, first):
    outcome = inprocess.grade(dataclasses.replace(PROBLEM, time_limit=1.0), code, sandbox)
    assert (outcome.verdict, outcome.first_failure) == (verdict, first), outcome


CHEATS = {
    "skips": "import unittest\ndef task_func(*a): raise unittest.SkipTest",
    "exits": "import os\nos._exit(0)",
    "exits_in_a_call": "import os\ndef task_func(*a): os._exit(0)",
    "equals_all": "class Any(list):\n __eq__ = lambda s, o: True\n __hash__ = None\ndef task_func(*a): return Any()",
    "any": "def task_func(*a):\n from unittest.mock import ANY\n return ANY",
    "any_at_once": "from unittest.mock import ANY\ndef task_func(*a): return ANY",
    "mock_that_equals": (
        "def task_func(*a):\n from unittest.mock import MagicMock\n m = MagicMock(spec=list)\n"
        " m.__eq__ = lambda s, o: True\n return m"
    ),
    "class_of_a_list": (
        "class Liar:\n __class__ = list\n def __eq__(self, other): return True\ndef task_func(*a): return Liar()"
    ),
    "equals_in_a_list": "class E:\n __eq__ = lambda s, o: True\ndef task_func(*a): return [E(), E(), E()]",
    "false_module": (
        "class E(list):\n __eq__ = lambda s, o: True\nE.__module__ = 'json'\nE.__qualname__ = 'E'\n"
        "def task_func(*a): return E()"
    ),
    "lying_metaclass": (
        "class M(type):\n __eq__ = lambda s, o: True\n __hash__ = type.__hash__\n"
        "class E(list, metaclass=M):\n __eq__ = lambda s, o: True\ndef task_func(*a): return E()"
    ),
    "assertions_replaced": (
        "import unittest\nunittest.TestCase.assertEqual = lambda *a: None\ndef task_func(*a): return []"
    ),
    "assertions_replaced_in_a_call": (
        "def task_func(*a):\n import unittest\n unittest.TestCase.assertEqual = lambda *a: None\n return []"
    ),
    "equality_registered": (
        "def task_func(*a):\n import unittest\n unittest.TestCase._getAssertEqualityFunc = lambda *a: lambda *b: None"
        "\n return []"
    ),
    "code_of_an_assertion": (
        "import gc\ndef task_func(*a):\n import unittest\n def fake(self, *a, **k): pass\n"
        " unittest.TestCase.assertEqual.__code__ = fake.__code__\n return []"
    ),
    "found_by_gc": (
        "import gc\nfor c in gc.get_objects():\n"
        " if isinstance(c, type) and c.__name__ == 'TestCase': c.assertEqual = lambda *a, **k: None\n"
        "def task_func(*a): return []"
    ),
    "run_replaced": (
        "def task_func(*a):\n import unittest\n unittest.TestCase.run = lambda self, r: r.addSuccess(self)\n return []"
    ),
    "builtins": (
        "import builtins\nbuiltins.isinstance = lambda *a: True\nbuiltins.len = lambda x: 0\n"
        "def task_func(*a): return 0"
    ),
    "builtins_in_a_call": ("def task_func(*a):\n import builtins\n builtins.isinstance = lambda *a: True\n return []"),
    "global_names": "isinstance = len = lambda *a: True\nclass TestCases: pass\ndef task_func(*a): return 0",
    "module_replaced": (
        "import sys, types\nfake = types.ModuleType('unittest')\n"
        "class TestCase:\n def __init__(self, name): self._testMethodName = name\n"
        " def __call__(self, result): result.addSuccess(self); result.stopTest(self)\n"
        "fake.TestCase = TestCase\nsys.modules['unittest'] = fake\ndef task_func(*a): return []"
    ),
    "module_replaced_in_a_call": ("def task_func(*a):\n import sys\n sys.modules['unittest.case'] = None\n return []"),
    "trace": (
        "import sys\ndef trace(frame, event, arg): return trace\n"
        "def task_func(*a):\n sys.settrace(trace)\n return sorted(a[0]) if a[0] != [11] else int('x')"
    ),
    "reports_without_a_nonce": (
        "import os, struct\ndef frame(t): os.write(3, struct.pack('>I', len(t)) + t)\n"
        "for name in 'file order type value'.split(): frame(b'x ok test_%s\\n' % name.encode())\n"
        "frame(b'x end \\n')\nos._exit(0)"
    ),
    "half_a_report": "import os\nos.write(3, b'\\0\\0')\n" + RIGHT,
    "expected_to_fail": (
        "def task_func(*a):\n import sys\n f = sys._getframe()\n while f:\n"
        "  if 'expecting_failure' in f.f_locals: pass\n"
        "  s = f.f_locals.get('self')\n"
        "  if hasattr(s, '_testMethodName'): type(s).test_file.__unittest_expecting_failure__ = True\n"
        "  f = f.f_back\n raise ValueError"
    ),
    "builtin_hidden_in_unittest": (
        "def task_func(*a):\n import unittest\n unittest.case.isinstance = lambda *a: True\n return {}"
    ),
    "method_hidden": (
        "import pathlib\ndef task_func(*a):\n import unittest\n"
        " unittest.IsolatedAsyncioTestCase.assertEqual = lambda *a: None\n return []"
    ),
    "unittest_stopped": "def task_func(*a):\n import unittest\n raise unittest.case._ShouldStop",
    "stub": "",
}


@pytest.mark.parametrize("cheat", CHEATS)
def test_a_cheat_fails(sandbox, cheat):
    outcome = inprocess.grade(PROBLEM, CHEATS[cheat], sandbox)
    assert outcome.verdict not in (Verdict.PASSED, Verdict.INFRA_ERROR), outcome


IDIOMS = {
    "own_class": "class Sorted(list): pass\n" + RIGHT.replace("sorted(numbers)", "Sorted(sorted(numbers))"),
    "main_guard": RIGHT + "\nif __name__ == '__main__':\n    raise SystemExit\n",
    "prints": RIGHT + "\nprint('x' * 100000)\n",
    "own_names": RIGHT + "\nlen = sum = None\nnp = 5\n",
    "star_import": "from os.path import *\nfrom math import *\n" + RIGHT,
    "future": RIGHT.replace("import os", "from __future__ import annotations\nimport os", 1),
    "own_tests": RIGHT + "\nimport unittest\nclass TestCases(unittest.TestCase):\n    def test_x(self): pass\n",
    "redefined": "def task_func(): pass\n" + RIGHT,
    "lambda": "import os\ntask_func = lambda xs, path='': (os.path.exists(path), 11 in xs and int('x'), sorted(xs))[2]",
    "thread": (
        "from concurrent.futures import ThreadPoolExecutor\n" + RIGHT.replace("def task_func", "def work")
        + "\ndef task_func(*a):\n with ThreadPoolExecutor(2) as pool:\n  return pool.submit(work, *a).result()\n"
    ),
    "method_added": "import unittest\nunittest.TestCase.assertSorted = lambda self, xs: None\n" + RIGHT,
    "method_added_in_a_call": RIGHT.replace(
        "    return", "    import unittest\n    unittest.TestCase.assertSorted = lambda self, xs: None\n    return"
    ),
    "lazy_object": (
        "class Lazy:\n    @property\n    def __class__(self): raise RuntimeError\nsettings = Lazy()\n" + RIGHT
    ),
    "trace_put_back": "import sys\nsys.settrace(sys.gettrace())\n" + RIGHT,
}  # fmt: skip


@pytest.mark.parametrize("idiom", IDIOMS)
def test_an_unusual_program_that_is_right_passes(sandbox, idiom):
    outcome = inprocess.grade(PROBLEM, IDIOMS[idiom], sandbox)
    assert outcome.verdict is Verdict.PASSED, outcome


def packaged(kind):
    """The self-test's programs for unittest problems, which it grades by proxy."""
    return [program for program in programs(kind) if program.task.problem.protocol is Protocol.UNITTEST]


@pytest.fixture(scope="module")
def strongest():
    """One level is enough for what programs do to the tests in their own process."""
    with unittests.open_sandbox() as opened:
        yield opened


def graded_in_process(program, sandbox):
    problem = dataclasses.replace(program.task.problem, mode=Mode.IN_PROCESS)
    return grade(problem, program.source, sandbox)


def excluded(program):
    """Whether one process can exclude it: not objects that answer as they like where data is asked (security.md)."""
    return program.task.problem.question_id != "selftest/register"


@pytest.mark.parametrize("program", filter(excluded, packaged(Kind.CHEAT)), ids=lambda program: program.name)
def test_a_cheat_of_the_self_test_fails(strongest, program):
    outcome = graded_in_process(program, strongest)
    assert outcome.verdict not in (Verdict.PASSED, Verdict.INFRA_ERROR), outcome
    assert outcome.mode is Mode.IN_PROCESS


@pytest.mark.parametrize("program", packaged(Kind.IDIOM), ids=lambda program: program.name)
def test_an_unusual_program_of_the_self_test_passes(sandbox, program):
    outcome = graded_in_process(program, sandbox)
    assert outcome.verdict is Verdict.PASSED, outcome


@pytest.mark.parametrize(
    ("methods", "code"),
    [
        ("def test_same(self):\n    x = []\n    self.assertIs(task_func(x), x)", "def task_func(x): return x"),
        (
            "@classmethod\ndef setUpClass(cls): cls.x = 5\ndef test_x(self): self.assertEqual(task_func(self.x), 6)",
            "def task_func(x): return x + 1",
        ),
        (
            "def test_sub(self):\n    for n in 1, 2:\n        with self.subTest(): self.assertEqual(n, task_func(n))",
            "def task_func(x): return x",
        ),
        (
            "def test_folder(self):\n    import os\n    task_func()\n    self.assertEqual(os.listdir('.'), ['a'])",
            "def task_func(): open('a', 'w').close()",
        ),
        (
            "def test_patched_name(self):\n    from unittest.mock import patch\n"
            "    with patch(__name__ + '.helper', return_value=7): self.assertEqual(task_func(), 7)",
            "def helper(): return 1\ndef task_func(): return helper()",
        ),
        (
            "def test_patched_builtin(self):\n    from unittest.mock import patch, mock_open\n"
            "    with patch('builtins.open', mock_open(read_data='x')): self.assertEqual(task_func(), 'x')",
            "def task_func():\n    with open('nowhere') as f: return f.read()",
        ),
        (
            "def test_mock(self):\n    from unittest.mock import MagicMock\n    m = MagicMock()\n"
            "    self.assertEqual(task_func(m), m.get.return_value)",
            "def task_func(m): return m.get()",
        ),
    ],
    ids=["identity", "class_fixture", "subtests", "empty_folder", "patched_name", "patched_builtin", "mock"],
)  # fmt: skip
def test_what_tests_do_works(sandbox, methods, code):
    outcome = inprocess.grade(with_tests(methods), code, sandbox)
    assert outcome.verdict is Verdict.PASSED, outcome


@pytest.mark.parametrize(
    "methods",
    [
        "@unittest.skip('later')\ndef test_x(self): pass",
        "@unittest.expectedFailure\ndef test_x(self): self.fail()",
        "@unittest.expectedFailure\ndef test_x(self): pass",
        "def test_x(self): self.skipTest('no')",
        "def test_x(self):\n    with self.subTest(): self.fail()",
        "def test_x(self): pass\n@classmethod\ndef setUpClass(cls): raise ValueError",
        "def test_x(self): pass\n@classmethod\ndef tearDownClass(cls): raise ValueError",
        "def test_x(self): pass\ndef tearDown(self): 1 / 0",
        "if False:\n    def test_x(self): pass",
        "def test_x(self): pass\ntest_x = None",
    ],
)
def test_a_test_that_does_not_report_ok_has_failed(sandbox, methods):
    outcome = inprocess.grade(with_tests(methods), "def task_func(): pass", sandbox)
    assert outcome.verdict in (Verdict.WRONG_ANSWER, Verdict.RUNTIME_ERROR), outcome


def test_no_tests_is_no_verdict(sandbox):
    with pytest.raises(UserError, match="has no tests"):
        inprocess.grade(with_tests("def helper(self): pass"), RIGHT, sandbox)
