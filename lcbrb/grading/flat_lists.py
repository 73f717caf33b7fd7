"""Flat lists of numbers or strings as text or bytes, at the speed of C: what ``encoding.py`` has of its long way round.

Runs in the untrusted process, before ``encoding``: standard library alone, Python 3.8. Each function returns None for
a list that it is not for. Callers pass lists and tuples of their own, or of exactly these types.
"""

from __future__ import annotations

import sys
from array import array
from itertools import chain
from typing import Any

INT_LIMIT = 1 << 63
"""Ints from here on are no JSON numbers in the data encoding."""
_INT, _INT_OR_FLOAT = frozenset((int,)), frozenset((int, float))
_NEGATIVE_ZERO = array("d", [-0.0]).tobytes()
_HIGH_BYTE = 7 if sys.byteorder == "little" else 0  # of a double: its sign and the upper bits of its exponent
_SMALL = bytes(sign | high for sign in (0, 0x80) for high in range(0x43))  # of those below 2**49, which hold every int


def as_text(items: Any) -> str | None:
    """A list or tuple of ints below 2**63 and finite floats in the data encoding."""
    if not items or not _INT_OR_FLOAT.issuperset(map(type, items)):
        return None
    if min(items) <= -INT_LIMIT or not max(items) < INT_LIMIT:
        return None
    text = repr([*items]).replace(" ", "")
    tag = "l" if type(items) is list else "t"
    return None if "n" in text else f'["{tag}",{text[1:]}'  # nan, inf


def as_doubles(items: Any) -> bytes | None:
    """Numbers as doubles, if every one of them is exactly a double; negative zeros become zeros, which they equal."""
    if not set(map(type, items)) <= {int, float, bool}:
        return None
    try:
        doubles = array("d", items)
    except OverflowError:
        return None
    data = doubles.tobytes()
    if data[_HIGH_BYTE::8].translate(None, _SMALL) and doubles.tolist() != items:
        return None
    return array("d", [number + 0.0 for number in doubles]).tobytes() if _NEGATIVE_ZERO in data else data


def are_whole(items: Any, doubles: bytes) -> bool:
    """Whether all numbers are whole; ``doubles`` is what ``as_doubles`` made of them."""
    return _INT.issuperset(map(type, items)) or all(map(float.is_integer, memoryview(doubles).cast("d")))


def as_bytes(items: list[Any]) -> bytes | None:
    """A list of strings or of numbers."""
    try:
        text = "\x1f".join(items)
        return b"s" + text.encode("utf-8", "surrogatepass") if text.count("\x1f") == len(items) - 1 else None
    except TypeError:
        data = as_doubles(items)
        return None if data is None else b"n" + data


def rows_as_bytes(rows: list[Any]) -> bytes | None:
    """The items of lists of strings or of numbers, or of tuples of them, after their lengths."""
    kinds = set(map(type, rows))
    if kinds not in ({list}, {tuple}):
        return None
    data = as_bytes(list(chain.from_iterable(rows)))
    tag = "l" if kinds == {list} else "t"
    return f"r{tag} {list(map(len, rows))}:".encode() + data if data is not None else None
