"""Part of the in-process driver: keeps what tests rely on as it was before a program was loaded, and says if not.

Runs in the untrusted process: standard library alone, Python 3.9. Everything is noted down in the warm server, before
there is a program. A program that goes looking for these notes can change them (docs/security.md).
"""

from __future__ import annotations

import builtins
import cmath  # noqa: F401  # so that it is noted down
import contextlib
import json  # noqa: F401
import sys
import sysconfig
import types
import unittest
import unittest.mock
from collections.abc import Iterator
from typing import Any

BUILTINS = builtins.__dict__

_ORACLES = (
    "builtins", "math", "cmath", "operator", "unittest", "unittest.case", "unittest.suite", "unittest.result",
    "unittest.loader", "unittest.util", "unittest.signals", "unittest.async_case", "unittest.mock",
    "numpy", "numpy.testing", "numpy.testing._private.utils", "numpy.core.numeric", "numpy.core.fromnumeric",
    "pandas", "pandas.testing", "pandas._testing", "pandas._testing.asserters", "pandas.core.frame",
    "pandas.core.series", "pandas.core.generic", "pandas.core.base", "pandas.core.indexes.base",
    "pandas.core.arraylike", "os", "posixpath", "genericpath", "pathlib",
    "shutil", "glob", "io", "subprocess", "json", "csv", "re", "datetime", "collections", "decimal", "statistics",
    "string", "hashlib", "sqlite3", "zipfile", "matplotlib.figure", "matplotlib.axes._axes", "matplotlib.axes._base",
)  # fmt: skip
"""Modules whose functions and classes decide what a test finds."""
_COMPARING = frozenset({
    "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__class__", "__getattribute__", "__contains__",
    "__instancecheck__", "__subclasscheck__", "__array_ufunc__", "__array__",
})  # fmt: skip
_CHANGING = frozenset(
    {"__slotnames__", "__abstractmethods__", "_abc_impl", "__doc__", "__annotations__", "__dict__", "__weakref__"}
)
_ITEMS = 10_000
_DEPTH = 20


class _Record:
    """What a module or class held: the same objects have to be there again."""

    def __init__(self, owner: Any, whole: bool) -> None:
        self._owner = owner
        items = dict(owner.__dict__)
        self._names = items.keys()
        self._values = {
            name: value for name, value in items.items() if name not in _CHANGING and (whole or callable(value))
        }
        self._codes = [
            (value, value.__code__, value.__defaults__, value.__kwdefaults__)
            for value in map(_function, self._values.values())
            if value is not None
        ]

    def change(self) -> str | None:
        """The name of something that has changed."""
        now = self._owner.__dict__
        for name, value in self._values.items():
            if now.get(name, self) is not value:
                return f"{self._owner.__name__}.{name}"
        for function, code, defaults, keywords in self._codes:
            if not (
                function.__code__ is code and function.__defaults__ is defaults and function.__kwdefaults__ is keywords
            ):
                return f"{self._owner.__name__}.{function.__name__}"
        new = sorted(name for name in now.keys() - self._names - _CHANGING if _shadows(self._owner, name))
        return f"{self._owner.__name__}.{new[0]}" if new else None


def _shadows(owner: Any, name: str) -> bool:
    """Whether a new name hides what a class inherits, or a builtin. Libraries add methods to others."""
    if isinstance(owner, type):
        return name.startswith("__") or any(name in base.__dict__ for base in owner.__mro__[1:])
    return name in BUILTINS or (owner is builtins and name != "_")


def _function(value: Any) -> Any:
    value = getattr(value, "__func__", value)  # of a class or static method
    return value if isinstance(value, types.FunctionType) else None


def _records() -> list[_Record]:
    found: dict[int, _Record] = {}
    for name in _ORACLES:
        module = sys.modules.get(name)
        if module is None:  # not preimported
            continue
        found[id(module)] = _Record(module, whole=name in ("builtins", "unittest.case"))
        for value in list(module.__dict__.values()):
            if isinstance(value, type) and value.__module__ == name and id(value) not in found:
                found[id(value)] = _Record(value, whole=True)
    return list(found.values())


def _all_classes() -> frozenset[int]:
    seen: set[int] = set()
    waiting: list[type] = [object]
    while waiting:
        found = waiting.pop()
        if id(found) not in seen:
            seen.add(id(found))
            waiting += type.__subclasses__(found)
    return frozenset(seen)


_RECORDS = _records()
_MODULES = {name: module for name, module in sys.modules.items() if name in _ORACLES}
_UNITTEST = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "unittest"}
_BUILTINS = dict(BUILTINS)
_PATHS = tuple({sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")})


class _Canaries(unittest.TestCase):
    """Every method but the last has to fail."""

    def test_equal(self) -> None:
        self.assertEqual([1, {"a": 2}], [1, {"a": 3}])

    def test_true(self) -> None:
        self.assertTrue(0)

    def test_false(self) -> None:
        self.assertFalse([0])

    def test_raises(self) -> None:
        with self.assertRaises(Exception):  # noqa: B017
            pass

    def test_close(self) -> None:
        self.assertAlmostEqual(1.0, 1.001)

    def test_in(self) -> None:
        self.assertIn("c", ["a", "b"])

    def test_instance(self) -> None:
        self.assertIsInstance("1", int)

    def test_statement(self) -> None:
        assert sorted([2, 1]) == [2, 1]

    def test_that_passes(self) -> None:
        self.assertEqual(len([1, 2]), 2)
        self.assertTrue(isinstance(True, int))


_CANARIES = tuple(name for name in _Canaries.__dict__ if name.startswith("test_"))
_CLASSES = _all_classes()


class Guard:
    """Watches over one job."""

    def __init__(self) -> None:
        self._answer: str | None = None

    @contextlib.contextmanager
    def own_copies(self) -> Iterator[None]:
        """Within, ``import unittest`` makes a copy; builtins are put back at the end."""
        for name in _UNITTEST:
            sys.modules.pop(name, None)
        try:
            yield
        finally:
            sys.settrace(None)
            sys.setprofile(None)
            for name in [name for name in sys.modules if name.split(".")[0] == "unittest"]:
                del sys.modules[name]
            sys.modules.update(_UNITTEST)
            for name in BUILTINS.keys() - _BUILTINS.keys():
                del BUILTINS[name]
            BUILTINS.update(_BUILTINS)

    def fault(self) -> str | None:
        """What is no longer as it was; None where nothing was found."""
        if self._answer is not None:
            return self._answer
        if sys.gettrace() is not None or sys.getprofile() is not None:
            return "A trace function is set."
        for name, module in _MODULES.items():
            if sys.modules.get(name) is not module:
                return f"The module {name} was replaced."
        for record in _RECORDS:
            change = record.change()
            if change is not None:
                return f"{change} was replaced."
        return _canary_fault()

    def examine(self, answer: Any) -> None:
        """Look at what the program returned to a test: nothing in it may decide for itself what it is equal to."""
        waiting, seen = [(answer, 0)], 0
        while waiting and seen < _ITEMS:
            value, depth = waiting.pop()
            seen += 1
            if _decides_itself(value):
                self._answer = "The answer holds an object of the program's own that decides what it is equal to."
                return
            if depth < _DEPTH:
                waiting += [(item, depth + 1) for item in _items(value)]


def _items(value: Any) -> list[Any]:
    if issubclass(type(value), dict):
        return [*dict.keys(value), *dict.values(value)]
    kinds: tuple[Any, ...] = (list, tuple, set, frozenset)
    return next((list(kind.__iter__(value)) for kind in kinds if issubclass(type(value), kind)), [])


def _decides_itself(value: Any) -> bool:
    kind = type(value)
    if kind is type(unittest.mock.ANY):
        return True
    for metaclass in (kind, type(kind)):
        for found in type.__dict__["__mro__"].__get__(metaclass):
            if id(found) in _CLASSES or not _COMPARING & found.__dict__.keys():
                continue
            if not _installed(found) and not _plain_mock(found):
                return True
    return False


def _installed(kind: type) -> bool:
    """Whether a class is what an installed module holds under its name."""
    module = sys.modules.get(str(type.__getattribute__(kind, "__module__")))
    origin = getattr(getattr(module, "__spec__", None), "origin", None)
    held: Any = module
    for part in str(type.__getattribute__(kind, "__qualname__")).split("."):
        held = getattr(held, "__dict__", {}).get(part)
    return held is kind and (origin in ("built-in", "frozen") or str(origin).startswith(_PATHS))


def _plain_mock(kind: type) -> bool:
    """Whether it is the class that a mock makes for itself, with unittest's own comparisons."""
    if not issubclass(kind, unittest.mock.NonCallableMock):
        return False
    made = (kind.__dict__[name] for name in ("__eq__", "__ne__") if name in kind.__dict__)
    return all(type(method).__module__ == "unittest.mock" for method in made)


def _canary_fault() -> str | None:
    for name in _CANARIES:
        result = unittest.TestResult()
        _Canaries(name).run(result)
        failed = len(result.failures) == 1 and not result.errors
        if failed == (name == "test_that_passes") or result.testsRun != 1 or result.skipped:
            return f"A test of the checker's own had the wrong result ({name})."
    return None
