"""pandas' values in the data encoding.

::

    ["pf", columns, rows, [array, ...]] DataFrame     ["ps", array, index, name] Series
    ["pi", array, name] Index    ["pr", start, stop, step, name] RangeIndex
    ["pd", array, name, frequency] DatetimeIndex, TimedeltaIndex, PeriodIndex
    ["pm", [level, ...], [codes, ...], [name, ...]] MultiIndex
    ["pt", nanoseconds, unit, zone] Timestamp  ["pw", count, unit] Timedelta  ["pp", ordinal, frequency] Period
    ["pv", left, right, closed] Interval       ["p0", "NaT" or "NA"]

An array is one of numpy's, or ::

    ["xc", categories, codes, ordered]   ["xz", counts, unit, zone]   ["xp", ordinals, frequency]
    ["xv", left, right, closed]          ["xs", storage, missing, items]   ["xm", dtype, data, mask]
"""

from __future__ import annotations

import sys
from typing import Any

_MASKED = ("Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "Float32", "Float64", "boolean")


def tree(encoder: Any, value: Any, kind: type, depth: int) -> Any:
    """The tree of a value of pandas; None for what is none, or stays behind."""
    pandas: Any = sys.modules["pandas"]
    if issubclass(kind, pandas.DataFrame):
        return _frame(encoder, value, depth, pandas)
    if issubclass(kind, pandas.Series):
        data = _array(encoder, value, depth, pandas)
        rows = _index(encoder, value.index, depth, pandas)
        return None if data is None or rows is None else ["ps", data, rows, encoder.tree(value.name, depth + 1)]
    if issubclass(kind, pandas.Index):
        return _index(encoder, value, depth, pandas)
    if issubclass(kind, pandas.api.extensions.ExtensionArray):
        return _extension(encoder, value, depth, pandas)
    return _scalar(encoder, value, kind, depth, pandas)


def _frame(encoder: Any, value: Any, depth: int, pandas: Any) -> Any:
    columns = _index(encoder, value.columns, depth, pandas)
    rows = _index(encoder, value.index, depth, pandas)
    data = [_array(encoder, pandas.DataFrame.iloc.fget(value)[:, at], depth, pandas) for at in range(value.shape[1])]
    return None if columns is None or rows is None or None in data else ["pf", columns, rows, data]


def _index(encoder: Any, value: Any, depth: int, pandas: Any) -> Any:
    if isinstance(value, pandas.MultiIndex):
        levels = [_index(encoder, level, depth, pandas) for level in value.levels]
        codes = [encoder.tree(list(map(int, codes)), depth + 1) for codes in value.codes]
        return None if None in levels else ["pm", levels, codes, [encoder.tree(name, depth) for name in value.names]]
    name = encoder.tree(value.name, depth + 1)
    if isinstance(value, pandas.RangeIndex):
        return ["pr", value.start, value.stop, value.step, name]
    data = _array(encoder, value, depth, pandas)
    if data is None:
        return None
    frequency = getattr(value, "freqstr", None)
    return ["pd", data, name, frequency] if frequency else ["pi", data, name]


def _array(encoder: Any, values: Any, depth: int, pandas: Any) -> Any:
    """The values of a Series or an Index."""
    from .value_encoding import array

    numpy: Any = sys.modules["numpy"]
    if isinstance(values.dtype, numpy.dtype):
        return array(encoder, values.to_numpy(), depth)
    return _extension(encoder, values.array, depth, pandas)


def _extension(encoder: Any, values: Any, depth: int, pandas: Any) -> Any:
    from .value_encoding import array, zone

    dtype = values.dtype
    kind = type(dtype).__name__
    if kind == "CategoricalDtype":
        categories = _index(encoder, values.categories, depth, pandas)
        return None if categories is None else ["xc", categories, array(encoder, values.codes, depth), values.ordered]
    if kind == "DatetimeTZDtype":
        return ["xz", array(encoder, values.asi8, depth), dtype.unit, zone(dtype.tz, None)]
    if kind == "PeriodDtype":
        return ["xp", array(encoder, values.asi8, depth), dtype.name[len("period[") : -1]]
    if kind == "IntervalDtype":
        ends = [_index(encoder, end, depth, pandas) for end in (values.left, values.right)]
        return None if None in ends else ["xv", *ends, values.closed]
    if kind == "StringDtype":
        missing = "NA" if getattr(dtype, "na_value", pandas.NA) is pandas.NA else "nan"
        items = [None if pandas.isna(item) else str(item) for item in values]
        return ["xs", dtype.storage, missing, encoder.tree(items, depth + 1)]
    if dtype.name in _MASKED:
        return ["xm", dtype.name, array(encoder, values._data, depth), array(encoder, values._mask, depth)]
    if kind in ("NumpyEADtype", "PandasDtype"):
        return array(encoder, values.to_numpy(), depth)
    return None


def _scalar(encoder: Any, value: Any, kind: type, depth: int, pandas: Any) -> Any:
    from .value_encoding import zone

    if value is pandas.NaT:
        return ["p0", "NaT"]
    if value is pandas.NA:
        return ["p0", "NA"]
    if kind is pandas.Timestamp:
        where = None if value.tzinfo is None else zone(value.tzinfo, None)
        return ["pt", int(value.tz_localize(None).asm8.view("i8") if where is None else value.asm8.view("i8")),
                getattr(value, "unit", "ns"), where]  # fmt: skip
    if kind is pandas.Timedelta:
        return ["pw", int(value.asm8.view("i8")), getattr(value, "unit", "ns")]
    if kind is pandas.Period:
        return ["pp", value.ordinal, value.freqstr]
    if kind is pandas.Interval:
        return ["pv", encoder.tree(value.left, depth + 1), encoder.tree(value.right, depth + 1), value.closed]
    return None
