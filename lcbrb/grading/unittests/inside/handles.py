"""Handles: what the tests hold in place of objects that stay in the candidate's process.

What a handle says is data from that process, no better and no worse than what a wrong function returns. It is never
asked to judge: it equals itself alone, orders nothing, looks for items one by one, and a method that answers a
question about its arguments with yes or no is an error (``assertTrue(graph.has_edge("a", "b"))``: a liar needs to
know nothing). Nor may it pass for data: no special attribute is fetched, which numpy would take memory addresses from.

It answers only what the tests asked of an object of the reference's: what is noted is the package of the object's class
and the name of the attribute or special method. So where the reference gives data, an object that answers as it
likes has nothing to say: it can be held, given back, told what class it is of, and read from end to end, once, as a
list could.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any

from . import abilities, classes

_FETCHED = frozenset({"__name__", "__qualname__", "__doc__", "__module__", "__wrapped__", "__version__"})
_REFUSED = frozenset({"_typ", "_as_parameter_", "_data", "_mgr", "_ndarray", "difference"})
"""By these others would take a handle for data: numpy and pandas, ctypes, ``assertSetEqual``."""
_MOST_CLASSES = 200
_MOST_ITEMS = 100_000
MOCKS = "unittest.mock"
"""Noted where the reference hands back a mock of the tests, which agrees with everything."""


class JudgingHandleError(Exception):
    """A handle was to judge values of the tests."""


class ClosedError(AttributeError, TypeError):
    """A handle was asked what the tests ask of no object of the reference's."""


class Handle:
    """An object of the candidate's process. Subclasses add the special methods that it has.

    ``led_to``: the question that led to it, which was allowed and so is what it leads to: ``__call__`` for a method
    that was fetched, ``__next__`` for an iterator.
    """

    __slots__ = ("__weakref__", "_lcbrb_class", "_lcbrb_home", "_lcbrb_led_to", "_lcbrb_number", "_lcbrb_read")

    def __init__(self, home: Handles, number: int, kind: type | None, led_to: str = "") -> None:
        object.__setattr__(self, "_lcbrb_home", home)
        object.__setattr__(self, "_lcbrb_number", number)
        object.__setattr__(self, "_lcbrb_class", kind)
        object.__setattr__(self, "_lcbrb_led_to", led_to)
        object.__setattr__(self, "_lcbrb_read", None)

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        return self._lcbrb_class or type(self)

    def __getattr__(self, name: str) -> Any:
        if name in _REFUSED or (name[:2] == "__" and name not in _FETCHED):
            raise AttributeError(name)
        found = self._lcbrb_home.ask(self, name, "get", name)
        return _led(found, "__call__") if callable(found) else found

    def __setattr__(self, name: str, value: Any) -> None:
        self._lcbrb_home.ask(self, name, "set", name, value)

    def __eq__(self, other: object) -> Any:
        return self._lcbrb_number == other._lcbrb_number if isinstance(other, Handle) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._lcbrb_number)

    def __str__(self) -> str:
        return _text(self, "__str__")

    def __repr__(self) -> str:
        return _text(self, "__repr__")

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError("an object of the program's cannot be copied here")


def _do(handle: Any, name: str, args: Any = (), kwargs: Any = None) -> Any:
    return handle._lcbrb_home.ask(handle, name, "do", name, args, kwargs or {})


def _led(found: Any, question: str) -> Any:
    """What an allowed question led to. A handle of its own: the same object, found elsewhere, was not asked for."""
    if not issubclass(type(found), Handle):
        return found
    return type(found)(found._lcbrb_home, found._lcbrb_number, found._lcbrb_class, question)


def _text(handle: Any, name: str) -> str:
    """Its own, or one that tells nothing: tests write what they got into messages, right or wrong."""
    if handle._lcbrb_home.may_ask(handle, name):
        return str(_exactly(str, _do(handle, name)))
    return "<an object of the program's>"


def _exactly(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"the program's object gave {type(value).__name__} for {kind.__name__}")
    return value


def _call(self: Any, *args: Any, **kwargs: Any) -> Any:
    answer = _do(self, "__call__", args, kwargs)
    if (args or kwargs) and self._lcbrb_led_to == "__call__" and _is_yes_or_no(answer):
        raise JudgingHandleError("a method of an object that stays with the program judges its arguments")
    return answer


def _is_yes_or_no(value: Any) -> bool:
    numpy: Any = sys.modules.get("numpy")
    return isinstance(value, bool) or (numpy is not None and isinstance(value, numpy.bool_))


def _iter(self: Any, name: str = "__iter__") -> Any:
    if self._lcbrb_home.may_ask(self, name):
        return iter(_led(self._lcbrb_home.ask(self, name, "do", "__iter__", (), {}), "__next__"))
    return iter(_read(self))


def _next(self: Any) -> Any:
    return _do(self, "__next__") if self._lcbrb_home.may_ask(self, "__next__") else next(_read(self))


def _contains(self: Any, item: Any) -> bool:
    return any(found is item or found == item for found in _iter(self, "__contains__"))


def _len(self: Any) -> Any:
    return _exactly(int, _do(self, "__len__")) if self._lcbrb_home.may_ask(self, "__len__") else len(_read(self))


def _getitem(self: Any, key: Any) -> Any:
    if self._lcbrb_home.may_ask(self, "__getitem__") or not isinstance(key, (int, slice)):
        return _do(self, "__getitem__", (key,))
    return _read(self)[key]


def _read(handle: Any) -> Any:
    """The items of an object that may not be asked: read once, before any is looked at, and so always the same."""
    if handle._lcbrb_read is None:
        object.__setattr__(handle, "_lcbrb_read", handle._lcbrb_home.items(handle))
    return handle._lcbrb_read


def _asks(name: str, result: Callable[[Any], Any] = lambda value: value) -> Callable[..., Any]:
    def method(self: Any, *args: Any) -> Any:
        return result(_do(self, name, args))

    return method


def _exit(self: Any, *error: Any) -> None:
    """Errors of the tests are theirs: the program may not swallow them."""
    _do(self, "__exit__", (None, None, None))


_METHODS: dict[str, Callable[..., Any]] = {
    "__call__": _call,
    "__iter__": _iter,
    "__next__": _next,
    "__len__": _len,
    "__getitem__": _getitem,
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
    """The handles that are known, by number: one object has one handle, but for those that a question leads to.

    Args:
        ask: asks the candidate's process.
        allowed: what may be asked, as in ``asked``; None for anything.
    """

    def __init__(self, ask: Callable[..., Any], allowed: Iterable[str] | None) -> None:
        self._ask = ask
        self._allowed = None if allowed is None else frozenset(allowed)
        self._known: dict[int, Handle] = {}
        self.asked: set[str] = set()
        """What was asked: "matplotlib.get_title", "builtins.__next__"; classes that were given: "builtins.dict"."""

    def get(self, number: int, letters: str, kind: type | None) -> Handle:
        """The handle of a number, with the abilities that the object has, and the class that it claims."""
        found = self._known.get(number)
        if found is None:
            found = self._known[number] = class_with(letters, kind)(self, number, kind)
        return found

    def allows(self, what: str) -> bool:
        """Whether the reference does or gives what is noted so; notes that it was done or given here."""
        if self._allowed is not None:
            return what in self._allowed
        self.asked.add(what)
        return True

    def may_ask(self, handle: Any, name: str) -> bool:
        """Whether the tests asked this of an object of the reference's."""
        return self._allowed is None or handle._lcbrb_led_to == name or _note(handle, name) in self._allowed

    def ask(self, handle: Any, name: str, operation: str, *rest: Any) -> Any:
        """The object's answer.

        Raises:
            ClosedError: it may not be asked.
            BaseException: what the program raised.
        """
        if not self.may_ask(handle, name):
            raise ClosedError(f"'{name[:80]}' is asked of an object of the program's, and of none of its reference's")
        try:
            answer = self._ask(operation, handle._lcbrb_number, *rest)
        except BaseException as error:
            if not isinstance(error, AttributeError):  # what an object does not have needs no leave
                self._was_asked(handle, name)
            raise
        self._was_asked(handle, name)
        return answer

    def _was_asked(self, handle: Any, name: str) -> None:
        if handle._lcbrb_led_to != name:
            self.asked.add(_note(handle, name))

    def items(self, handle: Any) -> Any:
        """All items of an object, as a list; an iterator over them if it is an iterator.

        Raises:
            ClosedError: there are too many.
            TypeError: it has none.
        """
        if not {"__iter__", "__getitem__"} & set(dir(type(handle))):
            raise ClosedError("items are asked of an object of the program's, and of none of its reference's")
        found = _exactly(list, self._ask("items", handle._lcbrb_number, _MOST_ITEMS + 1))
        if len(found) > _MOST_ITEMS:
            raise ClosedError(f"an object of the program's has more than {_MOST_ITEMS} items")
        return iter(found) if hasattr(type(handle), "__next__") else found


def _note(handle: Any, name: str) -> str:
    return f"{classes.package_of(handle._lcbrb_class)}.{name}"
