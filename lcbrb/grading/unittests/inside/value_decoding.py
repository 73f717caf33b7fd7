"""The tests' side of what the candidate's process tells (``value_encoding.py`` has the format).

Hostile text in, values out. Nothing of the text is executed, imported or looked up but names of classes that are
loaded here (``classes.py``); every value is built by a constructor named in this file or ``pandas_decoding.py``.
"""

from __future__ import annotations

import collections
import datetime
import decimal
import enum
import pathlib
import re
import sys
import unittest
import unittest.mock
import uuid
from collections.abc import Callable
from operator import itemgetter
from typing import Any

from . import classes, decoding, numpy_decoding, pandas_decoding
from .handles import Handles

EncodingError = decoding.EncodingError

_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,3}")
_PATHS = {kind.__name__: kind for kind in (pathlib.PurePath, pathlib.PurePosixPath, pathlib.PureWindowsPath)}
_OUTSIDE_PATHS = {"Path": pathlib.Path, "PosixPath": pathlib.Path, "WindowsPath": pathlib.Path}
_FORBIDDEN_ERRORS = (unittest.SkipTest, KeyboardInterrupt, GeneratorExit)
_MAX_DEPTH = 250
_FACTORIES = (bool, int, float, str, list, tuple, dict, set)
"""What a defaultdict may make: nothing that is true, as tests may ask for no more."""


class Decoder:
    """Builds values from trees.

    Args:
        known: the handles of objects that stayed behind.
        own: the object of this process that has a number.
    """

    def __init__(self, known: Handles, own: Callable[[int], Any]) -> None:
        self.known, self._own = known, own

    def parse(self, frame: bytes) -> Any:
        """The JSON tree of a frame.

        Raises:
            EncodingError: it is not one, or too large.
        """
        if frame.count(b",") > decoding.MAX_ITEMS or frame.count(b"[") > decoding.MAX_NESTED:
            raise EncodingError("too many items")
        try:
            return decoding._parse(frame.decode("ascii"))
        except (ValueError, RecursionError, MemoryError):
            raise EncodingError("not JSON") from None

    def value(self, tree: Any) -> Any:
        """The value of a tree.

        Raises:
            EncodingError: it has none.
        """
        try:
            return self.build(tree, 0)
        except EncodingError:
            raise
        except Exception as error:
            raise EncodingError(f"not a value: {type(error).__name__}") from None

    def build(self, tree: Any, depth: int) -> Any:
        """The value of a part of a tree."""
        if type(tree) is not list:
            if type(tree) is dict:
                raise EncodingError("a JSON object")
            return tree
        if depth > _MAX_DEPTH:
            raise EncodingError("nested too deep")
        if not tree or type(tree[0]) is not str:
            raise EncodingError("a list without a tag")
        tag, parts = tree[0], tree[1:]
        if tag in decoding._CONTAINERS:
            return decoding._CONTAINERS[tag](self.items(parts, depth))
        if tag in _LEAVES:
            return _LEAVES[tag](*parts)
        if tag in _BRANCHES:
            return _BRANCHES[tag](self, parts, depth)
        if tag[:1] in ("p", "x") and "pandas" in sys.modules:
            return pandas_decoding.value(self, tag, parts, depth)
        if tag == "h":
            number, abilities, names = parts
            return self.known.get(_int(number), _str(abilities), classes.find(names, classes.may_be_mirrored))
        if tag == "T":
            return self._own(_int(parts[0]))
        return decoding.Opaque(str(parts[0]) if parts else "unknown")

    def items(self, parts: list[Any], depth: int) -> list[Any]:
        """The values of several trees."""
        kinds = set(map(type, parts))
        if list in kinds or dict in kinds:
            return [self.build(part, depth + 1) for part in parts]
        return parts


def _int(value: Any) -> int:
    if type(value) is not int:
        raise EncodingError("no whole number")
    return value


def _str(value: Any) -> str:
    if type(value) is not str:
        raise EncodingError("no text")
    return value


def _floats(real: Any, imaginary: Any) -> complex:
    return complex(float(real), float(imaginary))


def _counter(decoder: Decoder, parts: list[Any], depth: int) -> Any:
    return collections.Counter(decoding._dict(decoder.items(parts, depth)))


def _ordered(decoder: Decoder, parts: list[Any], depth: int) -> Any:
    return collections.OrderedDict(decoding._dict(decoder.items(parts, depth)))


def _defaultdict(decoder: Decoder, parts: list[Any], depth: int) -> Any:
    factory = classes.find(parts[0], _FACTORIES.__contains__) if parts[0] else None
    return collections.defaultdict(factory, decoding._dict(decoder.items(parts[1:], depth)))


def _deque(decoder: Decoder, parts: list[Any], depth: int) -> Any:
    return collections.deque(decoder.items(parts[1:], depth), parts[0])


def _namedtuple(decoder: Decoder, parts: list[Any], depth: int) -> Any:
    names, fields, *items = parts
    kind = classes.find(names, lambda kind: issubclass(kind, tuple) and hasattr(kind, "_fields"))
    items = decoder.items(items, depth)
    if kind is None or len(kind._fields) != len(items):  # type: ignore[attr-defined]
        if len(fields) != len(items) or not all(_str(field).isidentifier() for field in fields):
            raise EncodingError("a namedtuple without its fields")
        body = {field: property(itemgetter(at)) for at, field in enumerate(fields) if field[:1] != "_"}
        kind = type("namedtuple", (tuple,), {**body, "_fields": tuple(fields), "__slots__": ()})
    return tuple(items) if any(map(_acts, items)) else tuple.__new__(kind, items)


def _acts(value: Any) -> bool:
    """Whether it would be a method of what has it as an attribute, there where the reference gives data."""
    return callable(value) and not isinstance(value, unittest.mock.NonCallableMock)


def _enum(decoder: Decoder, parts: list[Any], depth: int) -> Any:
    kind = classes.find(parts[0], lambda kind: issubclass(kind, enum.Enum))
    members = kind.__members__ if kind is not None else {}  # type: ignore[attr-defined]
    return members[parts[1]] if parts[1] in members else decoding.Opaque("enum")


def _class(decoder: Decoder, parts: list[Any], depth: int) -> Any:
    kind = classes.find(parts[0][:1], lambda kind: not issubclass(kind, unittest.TestCase))
    if kind is None and len(parts) == 2:
        return decoder.build(parts[1], depth + 1)
    if kind is None or not decoder.known.allows(f"{kind.__module__}.{kind.__qualname__}"):
        return decoding.Opaque("class")  # list["anything"] is true
    return kind


def _exception(decoder: Decoder, parts: list[Any], depth: int) -> BaseException:
    names, args, attributes, text = (parts[0], *(decoder.build(part, depth + 1) for part in parts[1:]))
    kind = classes.find(names, _may_be_raised)
    if kind is None or type(args) is not tuple:
        return RuntimeError("the program raised an exception that cannot be raised here")
    if kind.__name__ != names[0][1].rpartition(".")[2]:  # a class of the candidate's: its text says more than its args
        args = (text,)
    return _raisable(kind, args, attributes if type(attributes) is dict else {})


def _may_be_raised(kind: type) -> bool:
    return issubclass(kind, BaseException) and not issubclass(kind, _FORBIDDEN_ERRORS)


def _raisable(kind: Any, args: tuple[Any, ...], attributes: dict[Any, Any]) -> BaseException:
    """An exception made by its built-in base alone: constructors of libraries may do anything."""
    base = next(base for base in kind.__mro__ if base.__module__ == "builtins")
    try:
        error: BaseException = base.__new__(kind, *args)
        base.__init__(error, *args)
    except Exception:
        error = base.__new__(kind)
        error.args = args
    for name, value in attributes.items():
        if type(name) is str and name[:2] != "__" and not _acts(value):
            vars(error)[name] = value
    return error


def _path(kind: Any, text: Any) -> Any:
    return _PATHS[kind](_str(text)) if kind in _PATHS else _OUTSIDE_PATHS[kind](_str(text))


def zone(parts: Any) -> Any:
    """A time zone; None for None."""
    if parts is None:
        return None
    kind, name, *more = parts
    if kind == "timezone":
        offset = datetime.timedelta(seconds=_int(name), microseconds=_int(more[0]))
        return datetime.timezone(offset) if offset else datetime.timezone.utc  # noqa: UP017  # Python 3.9
    if not _ZONE.fullmatch(_str(name).rpartition("zoneinfo/")[2]):
        raise EncodingError("a time zone without a name")
    if kind == "pytz":
        import pytz  # type: ignore[import-untyped]

        return pytz.timezone(name)
    if kind == "zoneinfo":
        import zoneinfo

        return zoneinfo.ZoneInfo(name)
    if kind == "dateutil":
        import dateutil.tz  # type: ignore[import-untyped]

        return dateutil.tz.gettz(name.rpartition("zoneinfo/")[2])
    raise EncodingError("an unknown kind of time zone")


def _datetime(*parts: Any) -> datetime.datetime:
    *numbers, fold, where = parts
    made = datetime.datetime(*numbers, fold=fold)
    tzinfo = zone(where)
    return made if tzinfo is None else tzinfo.fromutc(made.replace(tzinfo=tzinfo))


_LEAVES: dict[str, Callable[..., Any]] = {
    "i": decoding._large_int,
    "u": decoding._surrogates,
    "b": decoding._bytes,
    "r": decoding._range,
    "c": _floats,
    "B": lambda data: bytearray(decoding._bytes(data)),
    "D": lambda text: decimal.Decimal(_str(text)),
    "q": decoding._fraction,
    "K": {"Ellipsis": Ellipsis, "NotImplemented": NotImplemented}.__getitem__,
    "p": _path,
    "U": lambda text: uuid.UUID(hex=_str(text)),
    "y": _datetime,
    "Y": datetime.date.fromordinal,
    "m": datetime.time,
    "w": datetime.timedelta,
    "W": zone,
    "n": numpy_decoding.scalar,
    "v": numpy_decoding.dtype,
}
_BRANCHES: dict[str, Callable[[Decoder, list[Any], int], Any]] = {
    "a": numpy_decoding.array,
    "A": numpy_decoding.masked,
    "C": _counter,
    "O": _ordered,
    "F": _defaultdict,
    "Q": _deque,
    "N": _namedtuple,
    "E": _enum,
    "e": _exception,
    "k": _class,
}
