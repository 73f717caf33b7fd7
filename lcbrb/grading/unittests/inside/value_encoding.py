"""What the candidate's process tells the tests': values as data, everything else as handles.

The data encoding of ``encoding.py``, with more tags, so that exact types come back::

    ["B", base64] bytearray     ["O", key, value, ...] OrderedDict    ["C", key, value, ...] Counter
    ["F", class or null, key, value, ...] defaultdict                 ["Q", length or null, ...] deque
    ["N", class names, [field, ...], ...] namedtuple                  ["E", class names, member] Enum
    ["k", class names, handle or nothing] a class  ["K", name] Ellipsis, NotImplemented  ["p", class, text] a path
    ["y", years..microseconds, zone or null] datetime                 ["Y", ordinal] date
    ["m", hours..microseconds] time       ["w", days, seconds, microseconds] timedelta    ["W", zone] tzinfo
    ["U", hex] UUID             ["e", class names, args, attributes, text] an exception
    ["h", number, abilities, class names] an object that stays here   ["T", number] an object of the tests
    ["n", dtype, base64] numpy scalar     ["a", dtype, shape, base64 or items] array      ["v", dtype] dtype
    ["A", data, mask, filling] masked array

and those of ``pandas_encoding.py``. Subclasses that are not among these are told as their built-in base, so that a
lying ``__eq__`` is lost on the way.
"""

from __future__ import annotations

import base64
import collections
import datetime
import decimal
import enum
import fractions
import json
import pathlib
import sys
import uuid
from collections.abc import Callable
from typing import Any

from . import classes, encoding, pandas_encoding

MAX_BYTES = 96 * 1024 * 1024
"""Longest text of a value."""

_PLAIN = {type(None), bool, int, float, str, list, tuple, dict, set, frozenset, bytes, complex, range}
_SINGLETONS = {Ellipsis: "Ellipsis", NotImplemented: "NotImplemented"}
_base64 = base64.b64encode
_dumps = json.JSONEncoder(separators=(",", ":")).encode


class ValueEncoder(encoding._Encoder):
    """Builds the tree of one value. ``export`` gives the tree of an object that stays here."""

    def __init__(self, export: Callable[[Any], Any]) -> None:
        super().__init__(MAX_BYTES)
        self._export = export

    def tree(self, value: Any, depth: int) -> Any:
        """The tree of a value."""
        kind = type(value)
        if kind in _PLAIN:
            return super().tree(value, depth)
        if depth >= encoding.MAX_DEPTH or id(value) in self.open:
            return ["?", "value nested too deep"]
        self.open.add(id(value))
        try:
            return self._other(value, kind, depth)
        finally:
            self.open.discard(id(value))

    def _other(self, value: Any, kind: type, depth: int) -> Any:
        told = self._told(value, kind, depth)
        if told is not None:
            return told
        if issubclass(kind, enum.Enum):
            return ["E", classes.names_of(kind), str(value.name)]
        if issubclass(kind, type):
            names = classes.names_of(value)
            return ["k", names, self._export(value)] if names and names[0][0] == classes.TEST_MODULE else ["k", names]
        if issubclass(kind, BaseException):
            return self.exception(value, depth)
        for modules, encode in ((("numpy",), _numpy), (("pandas",), pandas_encoding.tree)):
            if modules[0] in sys.modules:
                tree = encode(self, value, kind, depth)
                if tree is not None:
                    return tree
        if issubclass(kind, datetime.date):
            plain = _plain(value)
            return _time(plain, type(plain))
        if issubclass(kind, tuple) and hasattr(kind, "_fields"):
            items = list(tuple.__iter__(value))
            return ["N", classes.names_of(kind), [str(field) for field in kind._fields], *self.trees(items, depth)]
        if issubclass(kind, tuple) or (issubclass(kind, (dict, list)) and _has_attributes(value, kind)):
            return self._export(value)
        for base in (str, int, float, complex, list, dict, set, frozenset, bytes):
            if issubclass(kind, base):
                self.open.discard(id(value))
                return super().tree(value, depth)
        return self._export(value)

    def _told(self, value: Any, kind: type, depth: int) -> Any:
        """Types of the standard library."""
        if kind in _DICTS:
            pairs = [part for pair in zip(dict.keys(value), dict.values(value)) for part in pair]  # noqa: B905
            head: list[Any] = []
            if kind is collections.defaultdict:
                factory = value.default_factory
                head = [classes.names_of(factory)[:1] if isinstance(factory, type) else None]
            return [_DICTS[kind], *head, *self.trees(pairs, depth)]
        if kind is collections.deque:
            return ["Q", value.maxlen, *self.trees(list(value), depth)]
        if kind is bytearray:
            self.spend(len(value))
            return ["B", _base64(value).decode("ascii")]
        if issubclass(kind, decimal.Decimal):
            return ["D", decimal.Decimal.__str__(value)]
        if issubclass(kind, fractions.Fraction):
            return ["q", self.tree(value.numerator, depth), self.tree(value.denominator, depth)]
        if kind in (type(Ellipsis), type(NotImplemented)):
            return ["K", _SINGLETONS[value]]
        if isinstance(value, pathlib.PurePath):
            return ["p", classes.names_of(kind)[0][1], str(value)]
        if kind is uuid.UUID:
            return ["U", value.hex]
        return _time(value, kind)

    def exception(self, error: BaseException, depth: int = 0) -> Any:
        """The tree of an exception."""
        try:
            text = str(error)[:4000]
        except BaseException:
            text = ""
        attributes = {name: value for name, value in vars(error).items() if type(name) is str and name[:2] != "__"}
        given = tuple(error.args)
        if isinstance(error, OSError) and error.filename is not None and len(given) == 2:
            given = (*given, error.filename)
        args = self.tree(given, depth + 1)
        return ["e", classes.names_of(type(error)), args, self.tree(attributes, depth + 1), self.tree(text, depth)]


def _has_attributes(value: Any, kind: type) -> bool:
    """Whether it is a library's, and more than its items."""
    return kind.__module__ != classes.TEST_MODULE and bool(getattr(value, "__dict__", None))


_DICTS = {collections.OrderedDict: "O", collections.Counter: "C", collections.defaultdict: "F"}


def _time(value: Any, kind: type) -> Any:
    if kind is datetime.datetime:
        if value.tzinfo is None:
            return ["y", *_parts(value), value.fold, None]
        return ["y", *_parts((value - value.utcoffset()).replace(tzinfo=None)), 0, zone(value.tzinfo, value)]
    if kind is datetime.date:
        return ["Y", value.toordinal()]
    if kind is datetime.time and value.tzinfo is None:
        return ["m", value.hour, value.minute, value.second, value.microsecond]
    if kind is datetime.timedelta:
        return ["w", value.days, value.seconds, value.microseconds]
    if isinstance(value, datetime.tzinfo):
        return ["W", zone(value, None)]
    return None


def _plain(value: datetime.date) -> datetime.date:
    """The date, with its time if it has one, as one of the standard library's own class."""
    day = datetime.date(value.year, value.month, value.day)
    return datetime.datetime.combine(day, value.timetz()) if isinstance(value, datetime.datetime) else day


def _parts(value: datetime.datetime) -> list[int]:
    return [value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond]


def zone(tzinfo: datetime.tzinfo, at: datetime.datetime | None) -> Any:
    """A time zone: by name where it has one, else by its offset."""
    module = type(tzinfo).__module__.partition(".")[0]
    if isinstance(tzinfo, datetime.timezone):
        offset = tzinfo.utcoffset(None)
        return ["timezone", offset.days * 86400 + offset.seconds, offset.microseconds]
    if module == "pytz":
        return ["pytz", str(tzinfo)]
    if module == "zoneinfo":
        return ["zoneinfo", str(tzinfo)]
    if module == "dateutil":
        return ["dateutil", str(getattr(tzinfo, "_filename", "") or "UTC")]
    offset = tzinfo.utcoffset(at) or datetime.timedelta()
    return ["timezone", offset.days * 86400 + offset.seconds, offset.microseconds]


def _numpy(encoder: ValueEncoder, value: Any, kind: type, depth: int) -> Any:
    numpy = sys.modules["numpy"]
    if issubclass(kind, numpy.generic) and value.dtype.kind in "biufcmMSU":
        encoder.spend(value.nbytes)
        return ["n", value.dtype.str, _base64(numpy.generic.tobytes(value)).decode("ascii")]
    if kind is numpy.ma.MaskedArray:
        data, mask = array(encoder, value.data, depth), array(encoder, numpy.ma.getmaskarray(value), depth)
        return None if data is None else ["A", data, mask, encoder.tree(value.fill_value, depth + 1)]
    if issubclass(kind, numpy.ndarray):
        return array(encoder, value, depth)
    if issubclass(kind, numpy.dtype) and value.names is None and value.subdtype is None:
        return ["v", value.str]
    return None


def array(encoder: encoding._Encoder, value: Any, depth: int) -> Any:
    """A numpy array of any dtype but a structured one; None for those."""
    numpy = sys.modules["numpy"]
    value = numpy.asarray(value)
    shape = list(value.shape)
    if value.dtype.kind in "biufcmMSU":
        encoder.spend(2 * value.nbytes)
        return ["a", value.dtype.str, shape, _base64(value.tobytes()).decode("ascii")]
    if value.dtype.kind == "O":
        return ["a", "O", shape, list(encoder.trees(value.ravel().tolist(), depth))]
    if type(value.dtype).__name__ == "StringDType":  # numpy 2's strings of any length
        return ["a", "O", shape, list(encoder.trees(value.astype(object).ravel().tolist(), depth))]
    return None


def text(tree: Any) -> str:
    """A tree as it crosses."""
    return _dumps(tree)
