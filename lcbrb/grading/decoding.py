"""The checker's side of the data encoding (``encoding.py`` has the format): hostile text in, plain data out.

Linear in the text, bounded in memory, and no foreign code runs. Also loaded in the untrusted process, for its inputs.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from .encoding import MAX_BYTES, MAX_DEPTH

MAX_ITEMS = 6_000_000
"""Most items that are decoded in one value."""
MAX_NESTED = 2_000_000
"""Most containers that are decoded in one value."""

_from_base64 = base64.b64decode  # tests of a program may patch the module
_FRACTION_BITS = 1 << 14
_DECIMAL_DIGITS = 4000
_HASH_COLLISIONS = 64
_CONSTANTS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}
_ARRAY_DTYPE = re.compile(r"[<>|]?[biufc]\d{1,2}")


class EncodingError(ValueError):
    """The text is no value of the data encoding, or goes past its bounds. Never quotes the text."""


class Opaque:
    """A value of a type that does not cross: equal to nothing but itself."""

    __slots__ = ("type_name",)

    def __init__(self, type_name: str) -> None:
        self.type_name = type_name

    def __repr__(self) -> str:
        return f"<{self.type_name[:80]} object>"


class Digest:
    """A large value, known by its type and a digest: equal to an equal value's digest."""

    __slots__ = ("sha256", "type_name")

    def __init__(self, type_name: str, sha256: str) -> None:
        self.type_name = type_name
        self.sha256 = sha256

    def __eq__(self, other: object) -> bool:
        return type(other) is Digest and (self.type_name, self.sha256) == (other.type_name, other.sha256)

    def __hash__(self) -> int:
        return hash(self.sha256)

    def __repr__(self) -> str:
        return f"<large {self.type_name[:80]}, sha256 {self.sha256[:16]}>"


class Array:
    """A numpy array as plain data: its dtype, shape and bytes in C order. Compared by the rules, not by ``==``."""

    __slots__ = ("data", "dtype", "shape")

    def __init__(self, dtype: str, shape: list[int], data: bytes) -> None:
        self.dtype = dtype
        self.shape = shape
        self.data = data

    def __repr__(self) -> str:
        return f"<array {self.dtype} {self.shape}>"


def decode(text: str | bytes) -> Any:
    """Build the value that ``text`` stands for, from built-in types, Fraction, Array, Digest and Opaque alone.

    NaN is always the same object, so that ``==`` on containers finds it equal in the same place.

    Raises:
        EncodingError: malformed, or past MAX_BYTES, MAX_DEPTH or MAX_ITEMS, or built to collide in a hash table.
    """
    if len(text) > MAX_BYTES:
        raise EncodingError(f"longer than {MAX_BYTES} bytes")
    comma, bracket = (b",", b"[") if isinstance(text, bytes) else (",", "[")
    if text.count(comma) > MAX_ITEMS or text.count(bracket) > MAX_NESTED:  # type: ignore[arg-type]
        raise EncodingError(f"more than {MAX_ITEMS} items or {MAX_NESTED} containers")
    try:
        text = text if isinstance(text, str) else text.decode("ascii")
        tree = (_parse_carefully if _many_digits(text) else _parse)(text)
        return _build(tree, 0)
    except EncodingError:
        raise
    except (ValueError, TypeError, ArithmeticError, RecursionError, MemoryError):
        raise EncodingError("not a value of the data encoding") from None


def is_opaque(text: str) -> bool:
    """Whether ``text`` may hold a value that equals nothing (equal text then does not mean equal values)."""
    return '"?"' in text


def _small_int(digits: str) -> int:
    if len(digits) > 20:
        raise EncodingError("a long integer that is not tagged")
    return int(digits)


def _bare_constant(name: str) -> float:
    return _CONSTANTS[name]


_parse = json.JSONDecoder(parse_constant=_bare_constant).decode
_parse_carefully = json.JSONDecoder(parse_int=_small_int, parse_constant=_bare_constant).decode
_many_digits = re.compile(r"\d{20}").search


_NESTED = frozenset((list, dict))


def _build(tree: Any, depth: int) -> Any:
    if type(tree) is not list:
        if type(tree) is dict:
            raise EncodingError("a JSON object")
        return tree
    if depth > MAX_DEPTH:
        raise EncodingError(f"nested deeper than {MAX_DEPTH}")
    if not tree or type(tree[0]) is not str:
        raise EncodingError("a list without a tag")
    tag, parts = tree[0], tree[1:]
    if tag in _CONTAINERS:
        if not _NESTED.isdisjoint(map(type, parts)):
            parts = [_build(part, depth + 1) if type(part) in _NESTED else part for part in parts]
        return _CONTAINERS[tag](parts)
    if tag in _LEAVES:
        return _LEAVES[tag](*parts)
    return Opaque(parts[0] if tag == "?" and len(parts) == 1 and type(parts[0]) is str else "unknown")


def as_set(items: list[Any]) -> set[Any]:
    """A set of hostile items.

    Raises:
        EncodingError: they are made to collide in a hash table.
        TypeError: one of them does not hash.
    """
    return set(hashable(items))


def _dict(parts: list[Any]) -> dict[Any, Any]:
    if len(parts) % 2:
        raise EncodingError("a dict with a key that has no value")
    return dict(zip(hashable(parts[::2]), parts[1::2]))  # noqa: B905  # Python 3.8; equal lengths


def hashable(items: list[Any]) -> list[Any]:
    """Refuse items made to collide: building a table of them would take quadratic time.

    Raises:
        EncodingError: they are.
        TypeError: one of them does not hash.
    """
    if len(items) > _HASH_COLLISIONS:
        hashes = list(map(hash, items))
        crowded = {key for key, count in Counter(hashes).items() if count > _HASH_COLLISIONS}
        different: dict[int, list[Any]] = {key: [] for key in crowded}
        for key, item in zip(hashes, items) if crowded else ():  # noqa: B905  # Python 3.8; equal lengths
            if item not in different.get(key, [item]):
                different[key].append(item)
                if len(different[key]) > _HASH_COLLISIONS:
                    raise EncodingError("keys whose hashes collide")
    return items


def _range(start: Any, stop: Any, step: Any) -> range:
    return range(*[_build(part, MAX_DEPTH) for part in (start, stop, step)])


def _complex(real: Any, imaginary: Any) -> complex:
    if not (type(real) is type(imaginary) is float):
        raise EncodingError("a complex number of other parts than floats")
    return complex(real, imaginary)


def _bytes(data: Any) -> bytes:
    try:
        return _from_base64(data, validate=True)
    except binascii.Error:
        raise EncodingError("broken base64") from None


def _decimal(text: Any) -> Any:
    """As a Fraction or a float, which are equal to what the Decimal is equal to, and cheap to compare."""
    from decimal import Decimal
    from fractions import Fraction

    if type(text) is not str or len(text) > _DECIMAL_DIGITS:
        raise EncodingError("a Decimal that is too long")
    number = Decimal(text)
    if number.is_infinite() or number.is_qnan():
        return _CONSTANTS["NaN"] if number.is_qnan() else float(number)
    if number.is_snan() or abs(number.adjusted()) > _DECIMAL_DIGITS:
        raise EncodingError("a Decimal that is too large")
    return Fraction(number)


def _fraction(numerator: Any, denominator: Any) -> Any:
    from fractions import Fraction

    parts = [_build(part, MAX_DEPTH) for part in (numerator, denominator)]
    if any(type(part) is not int or part.bit_length() > _FRACTION_BITS for part in parts):
        raise EncodingError("a Fraction of parts that are too long")
    return Fraction(*parts)


def _array(dtype: Any, shape: Any, data: Any) -> Array:
    if type(dtype) is not str or not _ARRAY_DTYPE.fullmatch(dtype):
        raise EncodingError("an array of an unknown dtype")
    if type(shape) is not list or len(shape) > 32 or any(type(size) is not int or size < 0 for size in shape):
        raise EncodingError("an array without a shape")
    content = _bytes(data)
    expected = int(dtype.lstrip("<>|")[1:])
    for size in shape:
        expected *= size
    if len(content) != expected:
        raise EncodingError("an array of another size than its shape")
    return Array(dtype, shape, content)


def _digest(type_name: Any, sha256: Any) -> Digest:
    if type(type_name) is not str or type(sha256) is not str or len(sha256) != 64:
        raise EncodingError("a broken digest")
    return Digest(type_name, sha256)


def _large_int(digits: Any) -> int:
    if type(digits) is not str:
        raise EncodingError("an integer that is no string")
    return int(digits, 16)


def _surrogates(data: Any) -> str:
    return _bytes(data).decode("utf-8", "surrogatepass")


_CONTAINERS: dict[str, Callable[[list[Any]], Any]] = {
    "l": lambda parts: parts,
    "t": tuple,
    "s": as_set,
    "z": lambda parts: frozenset(hashable(parts)),
    "d": _dict,
}
_LEAVES: dict[str, Callable[..., Any]] = {
    "#": _digest,
    "i": _large_int,
    "u": _surrogates,
    "b": _bytes,
    "c": _complex,
    "D": _decimal,
    "q": _fraction,
    "r": _range,
    "a": _array,
}
