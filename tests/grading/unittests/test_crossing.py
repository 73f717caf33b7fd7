"""What crosses between the process of the tests and that of the program, by proxy."""

import dataclasses

import pytest

from lcbrb.contract import Verdict
from lcbrb.grading.unittests import proxy
from tests.grading.unittests.by_proxy import assert_crosses, graded, with_tests


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
        ("np.ma.array([1.0, 2.0]), np.ma.array([1.0, 2.0], mask=[False, True])", [
            "self.assertIsInstance(result[0], np.ma.MaskedArray)", "self.assertTrue(np.isnan(result[1][1]))",
            "self.assertRaises(AssertionError, np.testing.assert_allclose, result[1], [1.0, 2.0])"],
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


def test_mocks_of_the_tests_calculate_for_the_program(sandbox):
    tests = """
def test(self):
    mock = MagicMock()
    mock.__sub__.side_effect = lambda n: 10 - n
    mock.__rmul__.side_effect = lambda n: 7 * n
    mock.__getitem__.side_effect = lambda key: key + "!"
    self.assertEqual(task_func(mock), (6, 14, mock.__pow__.return_value, "a!"))
    mock.__getitem__.assert_called_once_with("a")
"""
    source = "def task_func(n): return n - 4, 2 * n, n**3, n['a']"
    assert graded(sandbox, tests, source, "from unittest.mock import MagicMock").verdict is Verdict.PASSED


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
