"""Stand-ins: what the candidate holds in place of objects that stay in the tests' process."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from . import abilities


class _Other:
    """Set by the candidate's driver when it starts; only ever used in that process."""

    ask: Callable[..., Any]
    own_object: Callable[[int], Any]


OTHER = _Other()
_import = importlib.import_module
_FUNCTIONS: dict[int, Any] = {}
_STAND_INS: dict[int, Any] = {}


class StandIn:
    """An object of the tests' process. Subclasses add the special methods that it has."""

    def __init__(self, number: int, pretended: type | None) -> None:
        object.__setattr__(self, "_lcbrb_number", number)
        object.__setattr__(self, "_lcbrb_class", pretended)

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        return self._lcbrb_class or type(self)

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__" or name[:7] == "_lcbrb_":
            raise AttributeError(name)
        return OTHER.ask("get", self._lcbrb_number, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name[:2] == "__":  # pyplot gives what is patched in place of its functions a __signature__
            object.__setattr__(self, name, value)
        else:
            OTHER.ask("set", self._lcbrb_number, name, value)

    def __str__(self) -> Any:
        return OTHER.ask("do", self._lcbrb_number, "__str__", (), {})

    def __repr__(self) -> Any:
        return OTHER.ask("do", self._lcbrb_number, "__repr__", (), {})


def _method(name: str) -> Callable[..., Any]:
    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        return OTHER.ask("do", self._lcbrb_number, name, args, kwargs)

    return method


def stand_in(number: int, letters: str, pretended: type | None) -> StandIn:
    """The stand-in of an object. Pickles from the tests' process call this."""
    found = _STAND_INS.get(number)
    if found is None:
        methods = {name: _method(name) for letter in letters for name in abilities.OF_TESTS[letter]}
        found = _STAND_INS[number] = type("StandIn", (StandIn,), methods)(number, pretended)
    return found  # type: ignore[no-any-return]


def function(number: int, name: str, told: dict[str, Any]) -> Any:
    """The stand-in of a function."""
    found = _FUNCTIONS.get(number)
    if found is None:

        def found(*args: Any, **kwargs: Any) -> Any:
            return OTHER.ask("do", number, "__call__", args, kwargs)

        found.__name__ = found.__qualname__ = str(name)
        for attribute, value in told.items():
            setattr(found, attribute, value)
        found._lcbrb_number = number  # type: ignore[attr-defined]
        _FUNCTIONS[number] = found
    return found


def exception(kind: Any, base: Any, args: tuple[Any, ...], attributes: dict[str, Any]) -> BaseException:
    """An exception of the tests', made without its own constructor."""
    error: BaseException = base.__new__(kind, *args)
    error.args = args
    vars(error).update(attributes)
    return error


def module(name: str) -> Any:
    """A module, by its name."""
    return _import(name)


def own(number: int) -> Any:
    """The candidate's own object, come back."""
    return OTHER.own_object(number)


def number_of(value: Any) -> int | None:
    """The number of a stand-in; None for anything else."""
    if isinstance(type(value), type) and issubclass(type(value), StandIn):
        return value._lcbrb_number  # type: ignore[no-any-return]
    number = getattr(value, "_lcbrb_number", None) if type(value) is type(number_of) else None
    return number if number in _FUNCTIONS and _FUNCTIONS[number] is value else None
