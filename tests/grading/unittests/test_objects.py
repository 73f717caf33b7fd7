"""By proxy, objects of a program answer only what the tests ask of its reference's."""

import dataclasses

import pytest

from lcbrb.contract import Verdict
from lcbrb.errors import UserError
from lcbrb.grading.grade import grade
from lcbrb.grading.unittests import proxy
from tests.grading.unittests.by_proxy import PREAMBLE, graded, with_tests

OWN = """
class Own:
    def equals(self, other): return 1
    def isnull(self): return self
    def any(self): return False
    empty, shape = False, (1, 1)
    __len__ = __int__ = __index__ = lambda self: 1
    __float__ = lambda self: 1.0
    __enter__ = __call__ = lambda self, *args: self
    __exit__ = __setitem__ = __delitem__ = lambda self, *args: None
    __getitem__ = lambda self, key: key
    __str__ = __repr__ = lambda self: "what is asked for"
{claim}
def task_func(): return Own()
"""
CLAIMS = {
    "": (),
    "Own.__module__, Own.__qualname__ = 'io', 'StringIO'": ("io.getvalue",),
    "import io\nclass Own(Own, io.StringIO): pass": ("io.getvalue",),
    "import collections\nOwn.__module__, Own.__qualname__ = 'collections', 'ChainMap'": (
        "io.getvalue",
        "builtins.keys",
    ),
    "import types\nOwn.__module__, Own.__qualname__ = 'builtins', 'function'": ("builtins.__call__",),
    "import types\nOwn.__module__, Own.__qualname__ = 'builtins', 'module'": ("builtins.__name__",),
}
QUESTIONS = (
    "self.assertTrue(task_func().equals([2]))",
    "self.assertFalse(task_func().isnull().any())",
    "self.assertFalse(task_func().empty)",
    "self.assertEqual(getattr(task_func(), 'shape', (1, 1)), 0)",
    "self.assertEqual(task_func()['key'], 'key')",
    "self.assertEqual(str(task_func()), 'what is asked for')",
    "self.assertIn('is asked', repr(task_func()))",
    "self.assertEqual(float(task_func()), 1.0)",
    "self.assertEqual([5, 6][task_func()], 6)",
    "with task_func(): pass",
    "task_func().new = 5",
    "del task_func()[0]",
)


@pytest.mark.parametrize("claim", CLAIMS)
def test_an_object_in_place_of_data_says_nothing_of_itself(sandbox, claim):
    tests = "".join(f"def test_{at}(self):\n    {check}\n" for at, check in enumerate(QUESTIONS))
    for method in tests.split("def ")[1:]:
        outcome = graded(sandbox, f"def {method}", OWN.format(claim=claim), "import collections, io", CLAIMS[claim])
        assert outcome.verdict in (Verdict.RUNTIME_ERROR, Verdict.WRONG_ANSWER), (method, outcome)


def test_an_object_in_place_of_data_can_be_held_written_and_given_back(sandbox):
    tests = """
def test(self):
    held = []
    self.assertEqual(task_func(held.append, held.pop), 'own')
    own = task_func([].append, lambda: None)
    self.assertIsNotNone(own, f"got {own!r}, {own}")
    self.assertEqual(own, own)
    self.assertNotIn(own, [1, None])
"""
    source = """
class Own: name = "own"
def task_func(keep, give):
    own = Own()
    keep(own)
    return own.name if give() is own else own
"""
    assert graded(sandbox, tests, source, objects=()).verdict is Verdict.PASSED


def test_items_in_place_of_data_are_read_once_from_end_to_end(sandbox):
    tests = """
def test(self):
    own, once = task_func()
    self.assertEqual((list(own), len(own), own[1], own[-2:], [*own]), ([1, 2], 2, 2, [1, 2], [1, 2]))
    self.assertTrue(2 in own and 3 not in own and own)
    self.assertEqual(next(once), 0)
    self.assertEqual((list(once), list(once)), ([1], []))
"""
    source = """
class Own:
    read = 0
    def __iter__(self):
        self.read += 1
        return iter(range(self.read, 3))
    __len__ = lambda self: 7
    __getitem__ = lambda self, key: key
def task_func(): return Own(), iter(range(2))
"""
    assert graded(sandbox, tests, source, objects=()).verdict is Verdict.PASSED
    assert graded(sandbox, tests, source).verdict is Verdict.WRONG_ANSWER, "its items are others each time"


def test_items_without_end_are_not_read(sandbox):
    source = "import itertools\ndef task_func(): return itertools.count()"
    tests = "def test(self): self.assertIn(7, task_func())"
    outcome = graded(sandbox, tests, source, objects=())
    assert outcome.verdict is Verdict.RUNTIME_ERROR, outcome
    assert "more than" in outcome.message
    assert graded(sandbox, tests, source).verdict is Verdict.PASSED


REFERENCES = [
    ("io.StringIO('text')", "self.assertEqual(result.read(), 'text')", {"io.read"}),
    ("(n for n in (1, 2))", "self.assertEqual(list(result), [1, 2])", {"builtins.__next__"}),
    ("(lambda n: n + 1)", "self.assertEqual(result(1), 2)", {"builtins.__call__"}),
    ("dict", "self.assertIs(result, dict)", {"builtins.dict"}),
    ("Own()", "result.keep([7]); self.assertIn(7, result); self.assertEqual(str(result), '[7]')",
     {"__test__.keep", "__test__.__contains__", "__test__.__str__"}),
    ("Own()", "self.assertIsNotNone(result); self.assertFalse(hasattr(result, 'other'))", set()),
    ("Own()", "self.assertRaises(IndexError, lambda: result[0])", {"__test__.__getitem__"}),
    ("{'a': [1.5, None, Exception('x')]}", "self.assertEqual(len(result['a']), 3)", set()),
]  # fmt: skip


@pytest.mark.parametrize(("value", "check", "asked"), REFERENCES)
def test_what_is_asked_of_the_reference_may_be_asked_of_a_program(sandbox, value, check, asked):
    source = f"""
import io
class Own:
    def keep(self, items): self.items = items
    def __iter__(self): return iter(self.items)
    def __str__(self): return str(self.items)
    def __getitem__(self, at): return [][at]
def task_func(): return {value}
"""
    tests = f"def test(self):\n    result = task_func()\n    {check}"
    reference = graded(sandbox, tests, source, "import io")
    assert (reference.verdict, set(reference.objects)) == (Verdict.PASSED, asked), reference
    assert graded(sandbox, tests, source, "import io", reference.objects).verdict is Verdict.PASSED
    for missing in asked:
        allowed = tuple(asked - {missing})
        outcome = graded(sandbox, tests, source, "import io", allowed)
        is_read = missing in ("builtins.__next__", "__test__.__contains__")
        assert (outcome.verdict is Verdict.PASSED) is is_read, (missing, outcome)


def test_a_method_may_be_called_where_it_was_fetched_alone(sandbox):
    source = """
import collections, io
log = io.StringIO("text")
log.read = lambda *args: 1
def task_func(): return log, [log.read], log.read
"""
    tests = "def test(self):\n    log, inside, method = task_func()\n    self.assertEqual(log.read(), 1)\n"
    assert graded(sandbox, tests, source, "import io", ("io.read",)).verdict is Verdict.PASSED
    for call in ("inside[0](2)", "method(2)"):
        outcome = graded(sandbox, f"{tests}    self.assertEqual({call}, 1)", source, "import io", ("io.read",))
        assert outcome.verdict is Verdict.RUNTIME_ERROR, outcome


def test_a_mock_of_the_tests_comes_back_only_where_the_reference_gives_one(sandbox):
    tests = "def test(self): self.assertTrue(task_func(MagicMock()).equals([2]))"
    source = "def task_func(mock): return mock.anything"
    imports = "from unittest.mock import MagicMock"
    reference = graded(sandbox, tests, source, imports)
    assert (reference.verdict, reference.objects) == (Verdict.PASSED, ("unittest.mock",))
    assert graded(sandbox, tests, source, imports, ("unittest.mock",)).verdict is Verdict.PASSED
    assert graded(sandbox, tests, source, imports, ()).verdict is Verdict.RUNTIME_ERROR


LIBRARIES = [
    ("matplotlib.pyplot as plt", """
class Own(plt.Axes):
    name = "own"
def task_func():
    figure = plt.figure()
    axes = {axes}
    axes.set_title("title")
    axes.plot([1, 2], [3, 4], label="line")
    return axes, [3, 4]
""", ["figure.add_subplot()", "figure.add_axes(Own(figure, [0, 0, 1, 1]))"], """
    axes, values = result
    self.assertIsInstance(axes, plt.Axes)
    self.assertEqual(axes.get_title(), "title")
    self.assertEqual(axes.lines[0].get_label(), "line")
    self.assertEqual(axes.figure.axes[0], axes)
    self.assertEqual(values.count(3), 1)
"""),
    ("sklearn.linear_model as linear_model", """
class Own(linear_model.LinearRegression):
    def predict(self, X): return super().predict(X)
def task_func(): return {axes}.fit([[1], [2]], [3, 5])
""", ["linear_model.LinearRegression()", "Own()", "linear_model.Ridge(alpha=1e-9)"], """
    self.assertIsInstance(result, linear_model._base.LinearModel)
    self.assertAlmostEqual(result.predict([[4]])[0], 9, 5)
    self.assertAlmostEqual(result.coef_[0], 2, 5)
"""),
    ("datetime", """
class Own(datetime.datetime):
    __eq__ = lambda self, other: True
def task_func(): return {axes}(2024, 2, 29, 1, tzinfo=datetime.timezone.utc)
""", ["datetime.datetime", "Own"], """
    self.assertEqual(result, datetime.datetime(2024, 2, 29, 1, tzinfo=datetime.timezone.utc))
    self.assertEqual(result.isoformat(), "2024-02-29T01:00:00+00:00")
    self.assertNotEqual(result, datetime.datetime(2024, 2, 29, 2, tzinfo=datetime.timezone.utc))
"""),
]  # fmt: skip


@pytest.mark.parametrize(("imported", "source", "values", "checks"), LIBRARIES, ids=lambda part: str(part)[:12])
def test_objects_of_derived_and_other_classes_of_a_library_answer_as_the_references(
    sandbox, imported, source, values, checks
):
    pytest.importorskip(imported.split(" ")[0])
    tests, imports = f"def test(self):\n    result = task_func()\n{checks}", f"import {imported}"
    sources = [f"{imports}\n{source.format(axes=value)}" for value in values]
    reference = graded(sandbox, tests, sources[0], imports)
    assert reference.verdict is Verdict.PASSED, reference
    for other in sources:
        outcome = graded(sandbox, tests, other, imports, reference.objects)
        assert outcome.verdict is Verdict.PASSED, outcome


def test_a_lying_object_of_a_library_answers_no_more_than_the_references(sandbox):
    pytest.importorskip("matplotlib")
    tests = """
def test(self):
    axes, values = task_func()
    self.assertEqual(axes.get_title(), "title")
    self.assertTrue(values.equals([3, 4]))
"""
    source = """
import matplotlib.pyplot as plt
axes = plt.figure().add_subplot()
axes.set_title("title")
axes.equals = lambda other: 1
def task_func(): return axes, axes
"""
    imports = "import matplotlib.pyplot"
    assert graded(sandbox, tests, source, imports, ("matplotlib.get_title",)).verdict is Verdict.RUNTIME_ERROR
    assert graded(sandbox, tests, source, imports).verdict is Verdict.PASSED, "where anything may be asked"


UNCHECKED = dataclasses.replace(
    with_tests("def test(self):\n    log, text = task_func()\n    assert log.read() and len(text) == 3", "import io"),
    reference_solution=PREAMBLE + "import io\ndef task_func(): return io.StringIO('log'), 'xyz'\n",
)


def test_a_problem_whose_reference_nobody_ran_allows_no_more_than_that_asks_for(sandbox):
    right = "import io\ndef task_func(): return io.StringIO('other'), 'abc'\n"
    assert grade(UNCHECKED, right, sandbox).verdict is Verdict.PASSED
    lie = "class Lie:\n    def __len__(self): return 3\n"
    lie += "import io\ndef task_func(): return io.StringIO('other'), Lie()\n"
    assert proxy.grade(UNCHECKED, PREAMBLE + lie, sandbox).verdict is Verdict.PASSED, "where anything may be asked"
    assert grade(UNCHECKED, lie, sandbox).verdict is Verdict.RUNTIME_ERROR


def test_a_problem_whose_reference_fails_is_no_programs_failure(sandbox):
    problem = dataclasses.replace(UNCHECKED, reference_solution="def task_func(): return 1")
    outcome = grade(problem, "def task_func(): return 2", sandbox)
    assert outcome.verdict is Verdict.INFRA_ERROR
    assert "reference solution of 'test/proxy' does not pass by proxy" in outcome.message


def test_a_problem_without_a_reference_is_refused(sandbox):
    with pytest.raises(UserError, match="has no reference solution"):
        grade(dataclasses.replace(UNCHECKED, reference_solution=None), "def task_func(): return 1", sandbox)
