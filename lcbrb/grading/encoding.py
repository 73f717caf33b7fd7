"""The data encoding: values cross between the untrusted process and the checker as plain data, never as pickles.

A value is JSON text. ``None``, ``True``, ``False``, integers below 2**63, floats (with ``NaN`` and ``Infinity``) and
strings stand for themselves; everything else is a list whose first item is a tag::

    ["l", ...]  list      ["t", ...]  tuple      ["d", key, value, ...]  dict      ["r", start, stop, step]  range
    ["s", ...]  set       ["z", ...]  frozenset  ["i", "-ff"]  large int           ["u", base64]  str with surrogates
    ["b", base64]  bytes  ["c", real, imaginary]  complex      ["D", "1.50"]  Decimal    ["q", 1, 3]  Fraction
    ["a", dtype, [shape], base64]  numpy array                 ["#", type name, sha256]  a large value
    ["?", type name]  anything else: equal to nothing

Equal text means equal values, unless the text holds a ``?`` tag: set items are sorted, and every number has one form.
Values of more than MAX_BYTES, strings of more than LONG_TEXT characters, and lists and tuples of more than LONG_LIST
whole numbers cross as a digest, which is taken over a normal form that is the same for values that are ``==`` in Python
(1, 1.0 and True). A digest cannot be forged without the right answer: the expected one never enters the process.

``encode`` runs in the untrusted process, ``decode`` (``decoding.py``) on the checker's side. Both files are loaded by
the untrusted process by themselves, after ``flat_lists.py``, maybe by an older interpreter: they need the standard
library alone and keep to Python 3.8. ``encode`` reads subclasses of built-in types through the base class, so that a
lying ``__eq__`` or ``__iter__`` is lost on the way.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from collections import ChainMap, UserDict, UserList, UserString
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from types import MappingProxyType
from typing import Any

from . import flat_lists
from .flat_lists import INT_LIMIT

MAX_BYTES = 16 * 1024 * 1024
"""Longest text of a value; a larger value crosses as a digest. (Mbpp/255 of MBPP+ is the one task that needs it.)"""
LONG_LIST = 1 << 16
"""A list of more whole numbers than this crosses as a digest: printing and parsing it would cost seconds."""
LONG_TEXT = 1 << 16
"""A string of more characters than this crosses as a digest."""
MAX_DEPTH = 200
"""Deepest nesting; what lies deeper is opaque."""
_base64 = base64.b64encode  # tests of a program may patch the module
_CHUNK = 4096
_SURROGATE = re.compile("[\ud800-\udfff]")


def encode(value: object, list_iterables: int = 0) -> str:
    """Turn ``value`` into text. Never fails: what cannot cross becomes opaque.

    Args:
        value: anything a program returned.
        list_iterables: where above 0, a value that is opaque but can be iterated crosses as the list of its first
            so many items (for tasks whose reference returns an iterator, or whose checker iterates the answer).
    """
    try:
        text = _encode(value)
        if list_iterables and text.startswith('["?",'):
            text = _encode(list(islice(value, list_iterables)))  # type: ignore[call-overload]
        return text
    except Exception:  # a hostile class, a broken iterator, no memory left
        return '["?","value that cannot be read"]'


def _encode(value: object) -> str:
    kind = type(value)
    if kind is bool:
        return "true" if value else "false"
    if kind is int and -INT_LIMIT < value < INT_LIMIT:  # type: ignore[operator]
        return repr(value)
    if kind is str and len(value) <= LONG_TEXT and value.isascii():  # type: ignore[arg-type, attr-defined]
        return _dumps(value)
    if (kind is list or kind is tuple) and len(value) <= LONG_LIST:  # type: ignore[arg-type]
        text = flat_lists.as_text(value)
        if text is not None:
            return text
    data = _long_text(value) if issubclass(kind, str) else _long_list(value)
    if data is not None:
        return _digest_text(value, [data])
    try:
        text = _dumps(_Encoder(MAX_BYTES).tree(value, 0))
        if len(text) <= MAX_BYTES:
            return text
    except _TooLargeError:
        pass
    return _digest_text(value, _NormalForm().pieces(value, 0))


def _digest_text(value: object, pieces: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(b"%d " % len(piece))  # so that no piece can end as another begins
        digest.update(piece)
    names = {list: "list", tuple: "tuple", dict: "dict", set: "set", frozenset: "set", str: "str"}
    base = next((name for base, name in names.items() if isinstance(value, base)), "value")
    return f'["#","{base}","{digest.hexdigest()}"]'


class _TooLargeError(Exception):
    """More text than the budget."""


class _Encoder:
    """Builds the JSON tree of one value, watching its size and for cycles."""

    def __init__(self, budget: float) -> None:
        self.budget = budget
        self.open: set[int] = set()

    def spend(self, size: int) -> None:
        self.budget -= size
        if self.budget < 0:
            raise _TooLargeError

    def tree(self, value: Any, depth: int) -> Any:
        kind = type(value)
        if value is None or kind is bool:
            return value
        if issubclass(kind, str):
            text = str.__str__(value)
            self.spend(len(text))
            return text if text.isascii() else _text(text)
        if issubclass(kind, int):
            return self.integer(int.__int__(value))
        if issubclass(kind, float):
            return float.__float__(value)
        if depth >= MAX_DEPTH or id(value) in self.open:
            return ["?", "value nested too deep"]
        self.open.add(id(value))
        try:
            return self.container(value, kind, depth)
        finally:
            self.open.discard(id(value))

    def integer(self, number: int) -> Any:
        if -INT_LIMIT < number < INT_LIMIT:
            return number
        self.spend(number.bit_length() // 4)
        return ["i", format(number, "x")]

    def container(self, value: Any, kind: type, depth: int) -> Any:
        if issubclass(kind, list):
            return ["l", *self.trees(list(list.__iter__(value)), depth)]
        if issubclass(kind, tuple):
            return ["t", *self.trees(tuple(tuple.__iter__(value)), depth)]
        if issubclass(kind, dict):
            keys, values = list(dict.keys(value)), list(dict.values(value))
            pairs = zip(self.trees(keys, depth), self.trees(values, depth))  # noqa: B905  # Python 3.8
            return ["d", *[part for pair in pairs for part in pair]]
        if issubclass(kind, set):
            return ["s", *sorted(self.trees(list(set.__iter__(value)), depth), key=_dumps)]
        if issubclass(kind, frozenset):
            return ["z", *sorted(self.trees(list(frozenset.__iter__(value)), depth), key=_dumps)]
        return self.rare(value, kind, depth)

    def trees(self, items: Any, depth: int) -> Iterable[Any]:
        """The trees of a list or tuple of items; strings, numbers and flat lists of them are taken over at once."""
        self.spend(2 * len(items))
        kinds = set(map(type, items))
        if self.simple(kinds, items):
            return items  # type: ignore[no-any-return]
        if kinds in ({list}, {tuple}) and depth + 1 < MAX_DEPTH:
            self.spend(2 * sum(map(len, items)))
            flat = list(chain.from_iterable(items))
            if self.simple(set(map(type, flat)), flat):
                tag = "l" if kinds == {list} else "t"
                return [(tag, *item) for item in items]
        return [self.tree(item, depth + 1) for item in items]

    def simple(self, kinds: set[type], items: Any) -> bool:
        """Whether all items are of one simple type and stand for themselves."""
        if kinds == {str}:
            text = "".join(items)
            self.spend(len(text))
            return text.isascii() or not _SURROGATE.search(text)
        if kinds == {int}:
            return bool(min(items) > -INT_LIMIT and max(items) < INT_LIMIT)
        if kinds == {float}:
            self.spend(10 * len(items))
            return True
        return False

    def rare(self, value: Any, kind: type, depth: int) -> Any:
        if issubclass(kind, (bytes, bytearray)):
            self.spend(len(memoryview(value)))
            return ["b", _base64(memoryview(value)).decode("ascii")]
        if issubclass(kind, complex):
            plain = complex.__pos__(value)
            return ["c", plain.real, plain.imag]
        if kind is range:
            return ["r", *[self.tree(part, depth) for part in (value.start, value.stop, value.step)]]
        if kind in (type({}.keys()), type({}.items())):  # equal to sets in Python, where their items hash
            return self.tree(set(value), depth + 1)
        if kind is memoryview:
            return self.rare(bytes(value), bytes, depth)
        if kind in (UserDict, UserList, UserString):  # equal to what they hold
            return self.tree(value.data, depth + 1)
        if kind in (ChainMap, MappingProxyType):
            return self.tree(dict(value), depth + 1)
        return self.library_type(value, kind, depth)

    def library_type(self, value: Any, kind: type, depth: int) -> Any:
        """Types of modules that are loaded if and only if the value can exist."""
        decimal, fractions, numpy = (sys.modules.get(name) for name in ("decimal", "fractions", "numpy"))
        if decimal is not None and issubclass(kind, decimal.Decimal):
            return ["D", decimal.Decimal.__str__(value)]
        if fractions is not None and issubclass(kind, fractions.Fraction):
            return ["q", self.tree(value.numerator, depth), self.tree(value.denominator, depth)]
        if numpy is not None and issubclass(kind, numpy.generic):
            plain = numpy.generic.item(value)
            return self.tree(plain, depth + 1) if type(plain) in (bool, int, float, complex) else _opaque(kind)
        if numpy is not None and kind is numpy.ndarray and value.dtype.kind in "biufc":
            if not value.shape:  # equal to its number in Python
                return self.tree(value.item(), depth + 1)
            self.spend(value.nbytes)
            data = _base64(value.tobytes()).decode("ascii")
            return ["a", value.dtype.str, list(value.shape), data]
        return _opaque(kind)


class _NormalForm(_Encoder):
    """The form that digests are taken over: values that are equal in Python have the same bytes."""

    def __init__(self) -> None:
        super().__init__(float("inf"))

    def tree(self, value: Any, depth: int) -> Any:
        tree = super().tree(value, depth)
        if type(tree) is bool or (type(tree) is float and tree.is_integer()):
            return int(tree)
        return tree

    def integer(self, number: int) -> Any:
        return number if number.bit_length() <= 1023 else super().integer(number)

    def container(self, value: Any, kind: type, depth: int) -> Any:
        tree = super().container(value, kind, depth)
        if issubclass(kind, frozenset):
            tree[0] = "s"
        elif issubclass(kind, dict):
            tree[1:] = sorted(zip(tree[1::2], tree[2::2]), key=_dumps)  # noqa: B905  # Python 3.8
        return tree

    def simple(self, kinds: set[type], items: Any) -> bool:
        return kinds != {float} and super().simple(kinds, items)

    def pieces(self, value: Any, depth: int) -> Iterator[bytes]:
        """The bytes of a value, a chunk of a list at a time, so that a large list is never held twice."""
        kind = type(value)
        if not issubclass(kind, (list, tuple)) or depth >= MAX_DEPTH or id(value) in self.open:
            yield _dumps(self.tree(value, depth)).encode("ascii")
            return
        self.open.add(id(value))
        if depth:
            yield b'["l"' if issubclass(kind, list) else b'["t"'
        items = list.__iter__(value) if issubclass(kind, list) else tuple.__iter__(value)
        while chunk := list(islice(items, _CHUNK)):
            if any(issubclass(type(item), (list, tuple)) and len(item) > _CHUNK for item in chunk):
                for item in chunk:
                    yield from self.pieces(item, depth + 1)
            else:
                yield self.chunk(chunk, depth)
        yield b"]"
        self.open.discard(id(value))

    def chunk(self, items: list[Any], depth: int) -> bytes:
        """Some items of a list: the short way where they, or what the normal form makes of them, are flat."""
        data = flat_lists.as_bytes(items) or flat_lists.rows_as_bytes(items)
        if data is None:
            trees = list(self.trees(items, depth))
            data = flat_lists.as_bytes(trees)
            for tag, kind in (("l", list), ("t", tuple)):
                if data is None and all(type(tree) in (list, tuple) and tree[0] == tag for tree in trees):
                    data = flat_lists.rows_as_bytes([kind(tree[1:]) for tree in trees])
        return _dumps(trees).encode("ascii") if data is None else data


def _long_text(value: Any) -> bytes | None:
    """A long string as bytes; None for another one."""
    return str.encode(value, "utf-8", "surrogatepass") if str.__len__(value) > LONG_TEXT else None


def _long_list(value: Any) -> bytes | None:
    """The items of a long list or tuple of whole numbers as doubles; None for every other value."""
    kind = type(value)
    if not issubclass(kind, (list, tuple)) or len(value) <= LONG_LIST:
        return None
    items = list(list.__iter__(value) if issubclass(kind, list) else tuple.__iter__(value))
    data = flat_lists.as_doubles(items)
    if data is None and not issubclass(type(items[0]), (str, list, tuple, dict, set)):
        data = flat_lists.as_doubles(_NormalForm().trees(items, 0))  # of subclasses, numpy numbers
    return data if data and flat_lists.are_whole(items, data) else None


_dumps = json.JSONEncoder(separators=(",", ":")).encode


def _text(text: str) -> Any:
    """A string as it is, unless it holds surrogates: JSON would join two of them into one character."""
    if not _SURROGATE.search(text):
        return text
    return ["u", _base64(text.encode("utf-8", "surrogatepass")).decode("ascii")]


def _opaque(kind: type) -> list[str]:
    return ["?", str(kind.__name__)[:200]]
