"""Handles: what the tests hold in place of objects that stay in the candidate's process.

What a handle says is data from that process, no better and no worse than what a wrong function returns. It is never
asked to judge: it equals itself alone, orders nothing, looks for items one by one, and a method that answers a
question about its arguments with yes or no is an error (``assertTrue(graph.has_edge("a", "b"))``: a liar needs to
know nothing). Nor may it pass for data: no special attribute is fetched, which numpy would take memory addresses from.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from . import abilities

_FETCHED = frozenset({"__name__", "__qualname__", "__doc__", "__module__", "__wrapped__", "__version__"})
_REFUSED = frozenset({"_typ", "_as_parameter_", "_data", "_mgr", "_ndarray", "difference"})
"""By these others would take a handle for data: numpy and pandas, ctypes, ``assertSetEqual``."""
_MOST_CLASSES = 200


class JudgingHandleError(Exception):
    """A handle was to judge values of the tests."""


class Handle:
    """An object of the candidate's process. Subclasses add the special methods that it has."""

    __slots__ = ("__weakref__", "_lcbrb_ask", "_lcbrb_class", "_lcbrb_is_method", "_lcbrb_number")

    def __init__(self, ask: Callable[..., Any], number: int, kind: type | None) -> None:
        object.__setattr__(self, "_lcbrb_ask", ask)
        object.__setattr__(self, "_lcbrb_number", number)
        object.__setattr__(self, "_lcbrb_class", kind)
        object.__setattr__(self, "_lcbrb_is_method", False)

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        return self._lcbrb_class or type(self)

    def __getattr__(self, name: str) -> Any:
        if name in _REFUSED or (name[:2] == "__" and name not in _FETCHED):
            raise AttributeError(name)
        found = self._lcbrb_ask("get", self._lcbrb_number, name)
        if issubclass(type(found), Handle):
            object.__setattr__(found, "_lcbrb_is_method", True)
        return found

    def __setattr__(self, name: str, value: Any) -> None:
        self._lcbrb_ask("set", self._lcbrb_number, name, value)

    def __str__(self) -> str:
        return str(_exactly(str, _do(self, "__str__")))

    def __repr__(self) -> str:
        return str(_exactly(str, _do(self, "__repr__")))

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError("an object of the program's cannot be copied here")


def _do(handle: Any, name: str, args: Any = (), kwargs: Any = None) -> Any:
    return handle._lcbrb_ask("do", handle._lcbrb_number, name, args, kwargs or {})


def _exactly(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"the program's object gave {type(value).__name__} for {kind.__name__}")
    return value


def _call(self: Any, *args: Any, **kwargs: Any) -> Any:
    answer = _do(self, "__call__", args, kwargs)
    if (args or kwargs) and self._lcbrb_is_method and _is_yes_or_no(answer):
        raise JudgingHandleError("a method of an object that stays with the program judges its arguments")
    return answer


def _is_yes_or_no(value: Any) -> bool:
    numpy: Any = sys.modules.get("numpy")
    return isinstance(value, bool) or (numpy is not None and isinstance(value, numpy.bool_))


def _contains(self: Any, item: Any) -> bool:
    return any(found is item or found == item for found in self)


def _asks(name: str, result: Callable[[Any], Any] = lambda value: value) -> Callable[..., Any]:
    def method(self: Any, *args: Any) -> Any:
        return result(_do(self, name, args))

    return method


def _exit(self: Any, *error: Any) -> None:
    """Errors of the tests are theirs: the program may not swallow them."""
    _do(self, "__exit__", (None, None, None))


_METHODS: dict[str, Callable[..., Any]] = {
    "__call__": _call,
    "__iter__": _asks("__iter__", iter),
    "__next__": _asks("__next__"),
    "__len__": _asks("__len__", lambda value: _exactly(int, value)),
    "__getitem__": _asks("__getitem__"),
    "__setitem__": _asks("__setitem__"),
    "__delitem__": _asks("__delitem__"),
    "__contains__": _contains,
    "__enter__": _asks("__enter__"),
    "__exit__": _exit,
    "__bool__": _asks("__bool__", lambda value: _exactly(bool, value)),
    "__int__": _asks("__int__", lambda value: _exactly(int, value)),
    "__index__": _asks("__index__", lambda value: _exactly(int, value)),
    "__float__": _asks("__float__", lambda value: _exactly(float, value)),
}
_CLASSES: dict[tuple[str, type | None], type[Handle]] = {}


def class_with(letters: str, kind: type | None) -> type[Handle]:
    """The class of handles with these abilities, named as the class that they claim.

    Raises:
        ValueError: no such abilities.
    """
    found = _CLASSES.get((letters, kind))
    if found is None:
        if len(_CLASSES) >= _MOST_CLASSES:
            raise ValueError("too many kinds of handles")
        methods: dict[str, Any] = {name: _METHODS[name] for letter in letters for name in abilities.LETTERS[letter]}
        if "__next__" in methods:
            methods["__iter__"] = lambda self: self
        if "__len__" in methods:
            methods.setdefault("__bool__", lambda self: len(self) > 0)
        if "__iter__" in methods or "__getitem__" in methods:
            methods["__contains__"] = _contains
        else:
            methods.pop("__contains__", None)
        if kind is not None:
            methods.update(__module__=kind.__module__, __qualname__=kind.__qualname__)
        name = "Handle" if kind is None else kind.__name__
        found = _CLASSES[letters, kind] = type(name, (Handle,), {"__slots__": (), **methods})
    return found


class Handles:
    """The handles that are known, by number: one object has one handle."""

    def __init__(self, ask: Callable[..., Any]) -> None:
        self._ask = ask
        self._known: dict[int, Handle] = {}

    def get(self, number: int, letters: str, kind: type | None) -> Handle:
        """The handle of a number."""
        found = self._known.get(number)
        if found is None:
            found = self._known[number] = class_with(letters, kind)(self._ask, number, kind)
        return found
