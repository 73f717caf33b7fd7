"""By proxy, nothing of the program's runs among its tests or judges for them."""

import pytest

from lcbrb.contract import Verdict
from tests.grading.unittests.by_proxy import graded


def test_a_table_of_a_lying_class_is_a_plain_one(sandbox):
    pytest.importorskip("pandas")
    source = """
import pandas as pd
class Liar(pd.DataFrame):
    def equals(self, other): return True
    __eq__ = __ne__ = equals
pd.testing.assert_frame_equal = lambda *a, **k: None
def task_func(): return Liar({'a': [1]})
"""
    tests = "def test(self):\n    self.assertTrue(task_func().equals(pd.DataFrame({'a': [2]})))"
    assert graded(sandbox, tests, source, "import pandas as pd").verdict is Verdict.WRONG_ANSWER


@pytest.mark.parametrize(
    ("read", "write"),
    [
        ("pickle.load(open('f', 'rb'))", "pickle.dump(Run(), f)"),
        ("pickle.Unpickler(open('f', 'rb')).load()", "pickle.dump(Run(), f)"),
        ("pickle._loads(open('f', 'rb').read())", "pickle.dump(Run(), f)"),
        ("importlib.machinery.SourceFileLoader('m', os.path.abspath('f')).load_module()", "f.write(CODE.encode())"),
        ("sys.path.insert(0, os.getcwd()) or __import__('f')", "open('f.py', 'w').write(CODE)"),
    ],
)
def test_what_a_program_wrote_does_not_run_among_its_tests(sandbox, read, write):
    tests = f"def test(self):\n    task_func()\n    try: {read}\n    except Exception: pass\n    self.assertEqual(1, 2)"
    source = f"""
import pickle
CODE = "import unittest; unittest.TestCase.assertEqual = lambda *args: None"
class Run:
    def __reduce__(self): return exec, (CODE,)
def task_func():
    with open('f', 'wb') as f: {write}
"""
    outcome = graded(sandbox, tests, source, "import importlib.machinery, pickle, sys")
    assert outcome.verdict is Verdict.WRONG_ANSWER, outcome


def test_a_search_path_of_the_program_is_seen_and_not_searched(sandbox):
    tests = """
def test(self):
    task_func()
    self.assertIn("/usr/share/own", sys.path)
    task_func()
    self.assertEqual(sys.path.count("/usr/share/own"), 2)
    self.assertIn(os.getcwd(), sys.path)
    with self.assertRaises(ImportError):
        import written_by_the_program
"""
    source = """
import os, sys
def task_func():
    open("written_by_the_program.py", "w").close()
    sys.path[:0] = ["/usr/share/own", os.getcwd()]
"""
    assert graded(sandbox, tests, source, "import sys").verdict is Verdict.PASSED


def test_a_pickle_of_data_is_read(sandbox):
    tests = "def test(self):\n    task_func()\n    self.assertEqual(pickle.load(open('f', 'rb')), {'a': [1.5]})"
    source = "import pickle\ndef task_func():\n    with open('f', 'wb') as f: pickle.dump({'a': [1.5]}, f)"
    assert graded(sandbox, tests, source, "import pickle").verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("body", "checks"),
    [
        ("judge = lambda self, x: True", ["self.assertTrue(result.judge(5))"]),
        ("__eq__ = lambda self, x: True", ["self.assertEqual(result, 5)"]),
        ("__ne__ = lambda self, x: False", ["self.assertEqual(result, 5)"]),
        ("__contains__ = lambda self, x: True\n    __iter__ = lambda self: iter([])", ["self.assertIn(5, result)"]),
        ("__gt__ = lambda self, x: True", ["self.assertGreater(result, 5)"]),
        ("difference = lambda self, x: []\n    __iter__ = lambda self: iter(range(99))", [
            "self.assertSetEqual(result, {5})"]),
        ("__sub__ = lambda self, x: 0", ["self.assertAlmostEqual(result, 5)"]),
        ("__class__ = property(lambda self: int)", ["self.assertIsInstance(result, int)"]),
        ("__array_interface__ = {'shape': (1,), 'typestr': '<i8', 'data': (8, True)}", [
            "import numpy", "self.assertEqual(numpy.asarray(result).dtype, int)"]),
        ("_typ = 'dataframe'", ["self.assertEqual(result._typ, 'dataframe')"]),
        ("__len__ = lambda self: 'x'", ["self.assertTrue(len(result))"]),
        ("__str__ = __repr__ = lambda self: 'A' * (1 << 28)", ["self.assertEqual(str(result), '')"]),
    ],
)  # fmt: skip
def test_an_object_of_the_program_judges_nothing(sandbox, body, checks):
    tests = "def test(self):\n    result = task_func()\n" + "".join(f"    {check}\n" for check in checks)
    outcome = graded(sandbox, tests, f"class Own:\n    {body}\ndef task_func(): return Own()")
    assert outcome.verdict in (Verdict.WRONG_ANSWER, Verdict.RUNTIME_ERROR), outcome


@pytest.mark.parametrize(
    ("read", "write"),
    [
        ("os.open(os.fsencode(path), os.O_RDONLY)", "os.mkfifo('f'); return 'f'"),
        ("os.open(pathlib.Path(path), os.O_RDONLY)", "os.mkfifo('f'); return 'f'"),
        ("open(path).read()", "return 3"),
        ("os.popen(f'echo {path}').read()", "return '; echo harm'"),
        ("os.system(f'echo {path}')", "return '$(echo harm)'"),
        ("subprocess.run(f'echo {path}', shell=True)", "return '`echo harm`'"),
    ],
)
def test_a_name_from_the_program_opens_no_channel_and_starts_no_command(sandbox, read, write):
    tests = (
        f"def test(self):\n    path = task_func()\n    with self.assertRaisesRegex(Exception, 'not'):\n        {read}"
    )
    outcome = graded(sandbox, tests, f"import os\ndef task_func(): {write}", "import pathlib, subprocess")
    assert outcome.verdict is Verdict.PASSED, outcome


def test_a_command_of_the_tests_runs_on_a_file_of_the_program(sandbox):
    tests = "def test(self):\n    self.assertEqual(os.popen(f'cat {task_func()}').read(), 'text')"
    source = "def task_func():\n    with open('f', 'w') as f: f.write('text')\n    return 'f'"
    assert graded(sandbox, tests, source).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    "forge",
    [
        "m.await_count = 1",
        "m.await_args_list.append(1)",
        "m.called = True",
        "m._increment_mock_call()",
        "m.configure_mock(call_count=1)",
        "m.return_value = 5",
        "m.__class__ = object",
    ],
)
def test_a_mock_of_the_tests_is_what_the_tests_made_it(sandbox, forge):
    tests = """
def test(self):
    for m in (MagicMock(return_value=7), AsyncMock(return_value=7)):
        task_func(m)
        self.assertEqual((m.call_count, m.called, m.return_value), (0, False, 7))
    self.assertEqual((m.await_count, m.await_args_list), (0, []))
"""
    source = f"def task_func(m):\n    try: {forge}\n    except Exception: pass"
    outcome = graded(sandbox, tests, source, "from unittest.mock import AsyncMock, MagicMock")
    assert outcome.verdict is Verdict.PASSED, outcome
