"""The tests' objects that the candidate's process may use, and how far.

Arguments go there as a pickle: this process is trusted, that one is not, so nothing but the direction makes it safe.
What must stay here (mocks, functions and objects of the tests, open files) goes as a number; that process may then
ask for what is allowed here, and nothing that leads to other objects: no special or private names, no attribute of a
function or a generator, of a mock none of its own.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
import io
import pickle
import sys
import types
import unittest
import unittest.mock
from collections.abc import Callable
from typing import Any

from . import abilities, stand_ins
from .handles import Handle

_MOST = 100_000
_BytesIO, _signature = io.BytesIO, inspect.signature  # saved before tests patch them
_CALLABLES = (types.FunctionType, types.MethodType, types.BuiltinFunctionType, functools.partial)
_MOCK_NAMES = frozenset(dir(unittest.mock.MagicMock) + dir(unittest.mock.AsyncMock)) | {"method_calls"}
_dumps_error = (pickle.PicklingError, TypeError, AttributeError, NotImplementedError, ValueError, RecursionError)


class RefusedError(Exception):
    """The candidate's process asked for what it may not have."""


class Exports:
    """Objects of this process that went to the other as numbers.

    Args:
        test_module: name of the module of the tests.
    """

    def __init__(self, test_module: str) -> None:
        self._module = test_module
        self.shared: dict[int, Any] = {}
        """What the candidate's process has under the same names, by identity."""
        self._objects: list[Any] = []
        self._numbers: dict[int, int] = {}

    def object(self, number: int) -> Any:
        """The object of a number.

        Raises:
            RefusedError: there is none.
        """
        if not 0 <= number < len(self._objects):
            raise RefusedError("no such object")
        return self._objects[number]

    def dumps(self, value: Any) -> bytes:
        """A value as a pickle for the candidate's process.

        Raises:
            TypeError: it cannot cross.
        """
        out = _BytesIO()
        try:
            _Pickler(out, self).dump(value)
        except _dumps_error as error:
            raise TypeError(f"cannot hand this to the program: {error}") from None
        return out.getvalue()

    def reduce(self, value: Any) -> Any:
        """How an object goes: NotImplemented for as a pickle has it."""
        kind = type(value)
        if issubclass(kind, Handle):
            return stand_ins.own, (value._lcbrb_number,)
        if isinstance(value, types.ModuleType):
            return stand_ins.module, (value.__name__,)
        if issubclass(kind, BaseException):
            known = next(base for base in kind.__mro__ if self._is_known_there(base))
            base = next(base for base in kind.__mro__ if base.__module__ == "builtins")
            return stand_ins.exception, (known, base, value.args, dict(vars(value)))
        role = self._role(value, kind)
        if role is None:
            return NotImplemented
        number = self._number(value)
        if role == "function":
            return stand_ins.function, (number, getattr(value, "__name__", "function"), _told(value))
        pretended = value.__class__ if value.__class__ is not kind else None
        if pretended is None and kind.__module__ != self._module and role != "mock":
            pretended = kind
        letters = abilities.of(kind) + ("a" if role == "mock" else "")
        return stand_ins.stand_in, (number, letters, pretended)

    def _role(self, value: Any, kind: type) -> str | None:
        """function, mock, iterator or object; None for what goes as a pickle."""
        if isinstance(value, unittest.TestCase) or (isinstance(value, type) and issubclass(value, unittest.TestCase)):
            raise TypeError("a test case does not leave its process")
        if issubclass(kind, unittest.mock.NonCallableMock):
            return "mock"
        if issubclass(kind, _CALLABLES):
            return None if self._is_known_there(value) else "function"
        if isinstance(value, type):
            return None if self._is_known_there(value) else "function"
        if issubclass(kind, (types.GeneratorType,)):
            return "iterator"
        if issubclass(kind, io.IOBase):
            return "object"
        if kind.__module__ == self._module and not self._is_known_there(kind):
            return "object"
        return None

    def _is_known_there(self, value: Any) -> bool:
        """Whether a function or class has a name under which the other process finds the same."""
        if isinstance(value, types.BuiltinFunctionType) and not isinstance(
            value.__self__, (types.ModuleType, type(None))
        ):
            return False
        module, qualified = getattr(value, "__module__", None), getattr(value, "__qualname__", "")
        if module == self._module:
            return id(value) in self.shared
        found: Any = sys.modules.get(module) if isinstance(module, str) else None
        for part in qualified.split("."):
            found = getattr(found, part, None)
        return found is value

    def _number(self, value: Any) -> int:
        number = self._numbers.get(id(value))
        if number is None:
            if len(self._objects) >= _MOST:
                raise TypeError("too many objects went to the program")
            number = self._numbers[id(value)] = len(self._objects)
            self._objects.append(value)
        return number

    def use(self, operation: str, number: int, *rest: Any) -> Any:
        """Do what the candidate's process asks.

        Raises:
            RefusedError: it may not.
            BaseException: whatever the object raises.
        """
        value = self.object(number)
        role = self._role(value, type(value))
        if operation == "do":
            name, args, kwargs = rest
            self._check_operation(role, name)
            return _DO.get(name, _special(name))(value, *args, **kwargs)
        name = rest[0]
        if type(name) is not str or not _within_reach(role, name):
            raise RefusedError(f"'{str(name)[:80]}' of an object of the tests is out of reach")
        if operation == "get":
            return getattr(value, name)
        if operation == "set":
            return setattr(value, name, rest[1])
        raise RefusedError("no such question")

    def _check_operation(self, role: str | None, name: Any) -> None:
        allowed = {"function": ("__call__",), "iterator": ("__iter__", "__next__")}.get(role or "", ())
        if name not in abilities.OPERATIONS or (role not in ("mock", "object") and name not in allowed):
            raise RefusedError("that cannot be done with an object of the tests")


def _within_reach(role: str | None, name: str) -> bool:
    """Whether an attribute may be fetched and set. Those of a mock are mocks, but for what it has of its own."""
    if role == "mock":
        return name[:2] != "__" and name[:5] != "_mock" and name[:5] != "_spec" and name not in _MOCK_NAMES
    return role == "object" and name[:1] != "_"


def _told(value: Any) -> dict[str, Any]:
    """What the stand-in of a function says of it."""
    if not isinstance(value, types.FunctionType):
        return {}
    told: dict[str, Any] = {"__doc__": value.__doc__, "__annotations__": dict(value.__annotations__)}
    with contextlib.suppress(TypeError, ValueError):
        told["__signature__"] = _signature(value)
    return told


def _special(name: str) -> Callable[..., Any]:
    def operation(value: Any, *args: Any) -> Any:
        method = getattr(value, name, None)  # of the object, not of its class: mocks have theirs there
        if method is None:
            raise TypeError(f"'{type(value).__name__}' object has no {name}")
        return method(*args)

    return operation


_DO: dict[str, Callable[..., Any]] = {
    "__call__": lambda value, *args, **kwargs: value(*args, **kwargs),
    "__iter__": iter,
    "__next__": next,
    "__len__": len,
    "__str__": str,
    "__repr__": repr,
    "__bool__": bool,
}


class _Pickler(pickle.Pickler):
    def __init__(self, out: io.BytesIO, exports: Exports) -> None:
        super().__init__(out, protocol=5)
        self._exports = exports

    def reducer_override(self, value: Any) -> Any:
        """Called for everything but instances of built-in data types."""
        return self._exports.reduce(value)
