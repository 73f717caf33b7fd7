"""numpy's values on the tests' side (``value_encoding.py`` has the format)."""

from __future__ import annotations

import importlib
import re
from typing import Any

from . import decoding

EncodingError = decoding.EncodingError
_DTYPE = re.compile(r"[<>|=]?([biufcSU]\d{1,7}|[mM]8(\[\d{0,4}[a-zA-Z]{1,2}\])?)")
_ARRAY_DIMENSIONS = 32


def dtype(text: Any) -> Any:
    """A numpy dtype without pointers or fields, or the one of objects."""
    numpy: Any = importlib.import_module("numpy")
    if text == "O" or text == "|O":
        return numpy.dtype(object)
    if type(text) is not str or not _DTYPE.fullmatch(text):
        raise EncodingError("an unknown dtype")
    return numpy.dtype(text)


def scalar(kind: Any, data: Any) -> Any:
    """A numpy scalar."""
    numpy: Any = importlib.import_module("numpy")
    made = dtype(kind)
    content = decoding._bytes(data)
    if made.hasobject or len(content) != made.itemsize:
        raise EncodingError("a number of another size than its dtype")
    return numpy.frombuffer(content, made)[0] if made.itemsize else numpy.zeros(1, made)[0]


def array(decoder: Any, parts: list[Any], depth: int) -> Any:
    """A numpy array of its own memory."""
    numpy: Any = importlib.import_module("numpy")
    kind, shape, data = parts
    made = dtype(kind)
    if (
        type(shape) is not list
        or len(shape) > _ARRAY_DIMENSIONS
        or any(type(size) is not int or size < 0 for size in shape)
    ):
        raise EncodingError("an array without a shape")
    count = 1
    for size in shape:
        count *= size
    if made.hasobject:
        if type(data) is not list or len(data) != count:
            raise EncodingError("an array of another size than its shape")
        filled = numpy.empty(count, object)
        for at, item in enumerate(decoder.items(data, depth)):
            filled[at] = item
        return filled.reshape(shape)
    content = decoding._bytes(data)
    if len(content) != count * made.itemsize:
        raise EncodingError("an array of another size than its shape")
    flat = numpy.frombuffer(bytearray(content), made) if content else numpy.zeros(count, made)
    return flat.reshape(shape)


def masked(decoder: Any, parts: list[Any], depth: int) -> Any:
    """A masked array. Masked numbers become NaN: numpy's assertions pass over what is masked."""
    numpy: Any = importlib.import_module("numpy")
    data, mask, filling = (decoder.build(part, depth + 1) for part in parts)
    if not (type(data) is type(mask) is numpy.ndarray and data.shape == mask.shape and mask.dtype == bool):
        raise EncodingError("a masked array without its mask")
    if not mask.any():
        return numpy.ma.MaskedArray(data, fill_value=filling)
    if data.dtype.kind != "f":
        raise EncodingError("a masked array of other items than floats")
    data[mask] = numpy.nan
    return data
