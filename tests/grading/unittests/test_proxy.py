"""Tests in one process, the program in another: what crosses, what does not, and what fails for what."""

import dataclasses
import json
import os
from pathlib import Path

import pytest

from lcbrb.contract import Mode, Problem, Protocol, Verdict
from lcbrb.errors import InfraError, UserError
from lcbrb.grading.unittests import proxy

HOSTILE = os.environ.get("LCBRB_HOSTILE")
PREAMBLE = "import json\nimport os\nimport random\nLIMIT = 10\n\ndef task_func(*args, **kwargs):\n    pass\n"
PROBLEM = Problem(
    "test/proxy", "test", "", Protocol.UNITTEST, (), entry_point="task_func", preamble=PREAMBLE, time_limit=5.0
)


def with_tests(methods, imports=""):
    """The problem with these test methods."""
    code = f"import unittest\n{imports}\n\nclass TestCases(unittest.TestCase):\n"
    return dataclasses.replace(PROBLEM, test_code=code + "".join(f"    {line}\n" for line in methods.splitlines()))


def graded(sandbox, methods, source, imports=""):
    return proxy.grade(with_tests(methods, imports), source, sandbox)


def assert_crosses(sandbox, value, checks, imports=""):
    """The value of an expression, returned by the program, passes ``checks`` of ``result`` in the tests."""
    tests = "def test(self):\n    result = task_func()\n" + "".join(f"    {check}\n" for check in checks)
    outcome = graded(sandbox, tests, f"{imports}\ndef task_func():\n    return {value}\n", imports)
    assert outcome.verdict is Verdict.PASSED, outcome


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


@pytest.mark.parametrize(
    ("value", "checks", "imports"),
    [
        ("[1, 2.5, None, True, 'é\\ud800', b'x', (1,), {1}, frozenset({2}), 1j, 1 << 80, range(3)]", [
            "self.assertEqual(result, [1, 2.5, None, True, 'é\\ud800', b'x', (1,), {1}, frozenset({2}), 1j, 1 << 80,"
            " range(3)])"], ""),
        ("Counter('aab'), OrderedDict(a=1), defaultdict(list, a=[1]), deque([1, 2], 5)", [
            "self.assertEqual(result, (Counter('aab'), OrderedDict(a=1), {'a': [1]}, deque([1, 2])))",
            "self.assertIsInstance(result[0], Counter)", "result[2]['b'].append(1)",
            "self.assertEqual(result[3].maxlen, 5)"],
            "from collections import Counter, OrderedDict, defaultdict, deque"),
        ("datetime.datetime(2024, 2, 29, 1, 2, 3, 4), datetime.date(1, 1, 1), datetime.timedelta(-1, 5), "
         "datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))", [
            "self.assertEqual(result[0], datetime.datetime(2024, 2, 29, 1, 2, 3, 4))",
            "self.assertEqual(result[1:3], (datetime.date(1, 1, 1), datetime.timedelta(-1, 5)))",
            "self.assertEqual(result[3].isoformat(), '2024-01-01T00:00:00+02:00')"], "import datetime"),
        ("datetime(2024, 7, 1, tzinfo=ZoneInfo('Europe/Paris'))", [
            "self.assertEqual(result.utcoffset().seconds, 7200)",
            "self.assertEqual(str(result.tzinfo), 'Europe/Paris')"],
            "from datetime import datetime\nfrom zoneinfo import ZoneInfo"),
        ("Decimal('1.50'), Fraction(1, 3), UUID(int=5), Path('a/b'), PurePosixPath('/c')", [
            "self.assertEqual(result[:3], (Decimal('1.50'), Fraction(1, 3), UUID(int=5)))",
            "self.assertEqual(result[3:], (Path('a/b'), PurePosixPath('/c')))",
            "self.assertEqual(str(result[0]), '1.50')"],
            "from decimal import *\nfrom fractions import Fraction\nfrom pathlib import *\nfrom uuid import UUID"),
        ("namedtuple('Point', 'x y')(1, 2)", [
            "self.assertEqual(result, (1, 2))", "self.assertEqual(result.y, 2)"], "from collections import namedtuple"),
        ("(n * n for n in range(3))", [
            "self.assertIsInstance(result, types.GeneratorType)", "self.assertEqual(next(result), 0)",
            "self.assertEqual(list(result), [1, 4])",
            "self.assertRaises(StopIteration, next, result)"], "import types"),
        ("lambda a, b=2: a + b", ["self.assertTrue(callable(result))", "self.assertEqual(result(1, b=5), 6)"], ""),
        ("dict, ValueError", ["self.assertEqual(result, (dict, ValueError))"], ""),
        ("http.HTTPStatus.NOT_FOUND", ["self.assertIs(result, http.HTTPStatus.NOT_FOUND)"], "import http"),
        ("np.float32(1.5), np.arange(6, dtype='i2').reshape(2, 3), np.array(['a', None]), np.datetime64('2024')", [
            "self.assertIs(type(result[0]), np.float32)", "self.assertEqual(result[1].dtype, np.int16)",
            "np.testing.assert_array_equal(result[1], [[0, 1, 2], [3, 4, 5]])", "result[1][0, 0] = 9",
            "self.assertEqual(result[2].tolist(), ['a', None])", "self.assertEqual(result[3], np.datetime64('2024'))"],
            "import numpy as np"),
    ],
)  # fmt: skip
def test_values_cross_with_their_types(sandbox, value, checks, imports):
    assert_crosses(sandbox, value, checks, imports)


@pytest.mark.parametrize(
    "value",
    [
        "pd.DataFrame({'a': [1, 2], 'b': ['x', None], 'c': [1.5, float('nan')]}, index=['r', 's'])",
        "pd.DataFrame([[1, 2]], columns=['a', 'a'])",
        "pd.DataFrame()",
        "pd.DataFrame({'a': pd.Categorical(['x', 'y', 'x'], ordered=True)}).groupby('a', observed=True).size()",
        "pd.Series([1, None], dtype='Int64', name='n')",
        "pd.Series(pd.date_range('2024-01-01', periods=3, freq='D', tz='Europe/Paris'))",
        "pd.DataFrame({'a': [1]}, index=pd.MultiIndex.from_tuples([('x', 1)], names=['k', 'n']))",
        "pd.Series(['a', None], dtype='string')",
        "pd.Series(pd.period_range('2024-01', periods=2, freq='M'))",
        "pd.cut(pd.Series([1, 5]), 2)",
        "pd.Series([pd.Timestamp('2024-01-01'), pd.NaT])",
    ],
)
def test_tables_cross_with_their_types(sandbox, value):
    pytest.importorskip("pandas")
    compare = "pd.testing.assert_frame_equal" if value.startswith("pd.DataFrame") else "pd.testing.assert_series_equal"
    compare = "pd.testing.assert_series_equal" if "groupby" in value else compare
    assert_crosses(sandbox, value, [f"{compare}(result, {value})"], "import pandas as pd")


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
    ("raised", "expected", "check"),
    [
        ("KeyError('k')", "KeyError", "self.assertEqual(c.exception.args, ('k',))"),
        ("FileNotFoundError(2, 'No', 'f')", "OSError", "self.assertEqual(c.exception.filename, 'f')"),
        ("SystemExit(3)", "SystemExit", "self.assertEqual(c.exception.code, 3)"),
        ("json.JSONDecodeError('bad', 'doc', 1)", "json.JSONDecodeError", "self.assertEqual(c.exception.pos, 1)"),
        ("UnicodeDecodeError('utf-8', b'x', 0, 1, 'why')", "UnicodeDecodeError", "str(c.exception)"),
        ("type('Own', (LookupError,), {})('text')", "LookupError", "self.assertEqual(str(c.exception), 'text')"),
        ("AssertionError('no')", "AssertionError", "pass"),
    ],
)
def test_exceptions_cross(sandbox, raised, expected, check):
    tests = f"def test(self):\n    with self.assertRaises({expected}) as c:\n        task_func()\n    {check}"
    outcome = graded(sandbox, tests, f"import json\ndef task_func(): raise {raised}")
    assert outcome.verdict is Verdict.PASSED, outcome


@pytest.mark.parametrize("raised", ["unittest.SkipTest('x')", "KeyboardInterrupt()", "unittest.case._ShouldStop()"])
def test_exceptions_that_unittest_heeds_do_not_cross(sandbox, raised):
    tests = "def test(self):\n    task_func()"
    outcome = graded(sandbox, tests, f"import unittest\ndef task_func(): raise {raised}")
    assert outcome.verdict is Verdict.RUNTIME_ERROR, outcome


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


def test_objects_of_the_tests_come_back_themselves(sandbox):
    tests = """
def test(self):
    class Box:
        full = True
        def fill(self, what): self.what = what
    box, out, calls = Box(), io.StringIO(), []
    self.assertIs(task_func(box, out, calls.append), box)
    self.assertEqual((box.what, box.full, out.getvalue(), calls), ([1], False, "text", [{"a": 1}]))
"""
    source = """
def task_func(box, out, call):
    box.fill([1]); box.full = False; out.write("text"); call({"a": 1})
    return box
"""
    assert graded(sandbox, tests, source, "import io").verdict is Verdict.PASSED


def test_functions_of_the_tests_are_described(sandbox):
    tests = """
def test(self):
    def given(a, b: int = 2, *c, d=print) -> str: "Doc."
    self.assertEqual(task_func(given), ("given", "Doc.", ["a", "b"], (2,), {"b": int, "return": str}))
"""
    source = """
import inspect
def task_func(f):
    spec = inspect.getfullargspec(f)
    return f.__name__, f.__doc__, spec.args, spec.defaults, spec.annotations
"""
    assert graded(sandbox, tests, source).verdict is Verdict.PASSED


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


def test_figures_stay_with_the_program_and_can_be_looked_at(sandbox):
    tests = """
def tearDown(self):
    plt.close('all')
def test(self):
    ax = task_func([1, 2])
    self.assertIsInstance(ax, plt.Axes)
    self.assertEqual((ax.get_title(), len(ax.lines)), ('T', 1))
    self.assertEqual(ax.lines[0].get_ydata().tolist(), [1, 2])
    self.assertEqual([text.get_text() for text in ax.get_legend().get_texts()], ['L'])
    self.assertIs(plt.gca(), ax)
def test_none(self):
    self.assertEqual(plt.get_fignums(), [])
"""
    source = """
import matplotlib.pyplot as plt
def task_func(xs):
    fig, ax = plt.subplots()
    ax.plot(xs, label='L'); ax.legend(); ax.set_title('T')
    return ax
"""
    problem = dataclasses.replace(with_tests(tests, "import matplotlib.pyplot as plt"), time_limit=30.0)  # to import it
    outcome = proxy.grade(problem, source, sandbox)
    assert outcome.verdict is Verdict.PASSED, outcome


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
