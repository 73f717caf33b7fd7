"""pandas' values on the tests' side (``pandas_encoding.py`` has the format)."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from typing import Any

from . import decoding

EncodingError = decoding.EncodingError

_FREQUENCY = re.compile(r"-?\d{0,6}[A-Za-z]{1,8}(-[A-Za-z]{3})?")
_UNITS = ("s", "ms", "us", "ns")
_MASKED = {"I": "IntegerArray", "U": "IntegerArray", "F": "FloatingArray", "b": "BooleanArray"}
_CLOSED = ("left", "right", "both", "neither")


def value(decoder: Any, tag: str, parts: list[Any], depth: int) -> Any:
    """The value of a tree.

    Raises:
        EncodingError: it has none.
    """
    build = _BUILDERS.get(tag)
    if build is None:
        raise EncodingError("an unknown tag")
    return build(decoder, parts, depth, importlib.import_module("pandas"))


def _frame(decoder: Any, parts: list[Any], depth: int, pandas: Any) -> Any:
    columns, rows = _index(decoder, parts[0], depth), _index(decoder, parts[1], depth)
    data = [_array(decoder, part, depth) for part in parts[2]]
    if len(data) != len(columns) or any(len(column) != len(rows) for column in data):
        raise EncodingError("a table of another size than its labels")
    made = {at: _column(column, rows, pandas) for at, column in enumerate(data)}
    frame = pandas.DataFrame(made, index=rows) if made else pandas.DataFrame(index=rows)
    frame.columns = columns
    return frame


def _series(decoder: Any, parts: list[Any], depth: int, pandas: Any) -> Any:
    data, rows = _array(decoder, parts[0], depth), _index(decoder, parts[1], depth)
    if len(data) != len(rows):
        raise EncodingError("a column of another size than its labels")
    return _column(data, rows, pandas, decoder.build(parts[2], depth + 1))


def _column(data: Any, rows: Any, pandas: Any, name: Any = None) -> Any:
    return pandas.Series(data, index=rows, dtype=data.dtype, name=name)


def _plain_index(decoder: Any, parts: list[Any], depth: int, pandas: Any) -> Any:
    data = _array(decoder, parts[0], depth)
    return pandas.Index(data, dtype=data.dtype, name=decoder.build(parts[1], depth + 1))


def _regular_index(decoder: Any, parts: list[Any], depth: int, pandas: Any) -> Any:
    made = _plain_index(decoder, parts[:2], depth, pandas)
    if isinstance(made, (pandas.DatetimeIndex, pandas.TimedeltaIndex)):
        made.freq = _frequency(parts[2])
    return made


def _range_index(decoder: Any, parts: list[Any], depth: int, pandas: Any) -> Any:
    if any(type(part) is not int for part in parts[:3]):
        raise EncodingError("a range without numbers")
    return pandas.RangeIndex(*parts[:3], name=decoder.build(parts[3], depth + 1))


def _multi_index(decoder: Any, parts: list[Any], depth: int, pandas: Any) -> Any:
    levels = [_index(decoder, level, depth) for level in parts[0]]
    codes = [decoder.build(part, depth + 1) for part in parts[1]]
    return pandas.MultiIndex(levels=levels, codes=codes, names=[decoder.build(name, depth + 1) for name in parts[2]])


def _categorical(decoder: Any, parts: list[Any], depth: int, pandas: Any) -> Any:
    categories = _index(decoder, parts[0], depth)
    return pandas.Categorical.from_codes(_array(decoder, parts[1], depth), categories, ordered=bool(parts[2]))


def _zoned(decoder: Any, parts: list[Any], depth: int, pandas: Any) -> Any:
    from .value_decoding import zone

    counts = _array(decoder, parts[0], depth).view(f"M8[{_unit(parts[1])}]")
    return pandas.DatetimeIndex(counts).tz_localize("UTC").tz_convert(zone(parts[2])).array


def _periods(decoder: Any, parts: list[Any], depth: int, pandas: Any) -> Any:
    made = pandas.PeriodDtype(_frequency(parts[1]))
    return pandas.arrays.PeriodArray(_array(decoder, parts[0], depth), dtype=made)


def _intervals(decoder: Any, parts: list[Any], depth: int, pandas: Any) -> Any:
    left, right = _index(decoder, parts[0], depth), _index(decoder, parts[1], depth)
    return pandas.arrays.IntervalArray.from_arrays(left, right, closed=_closed(parts[2]))


def _strings(decoder: Any, parts: list[Any], depth: int, pandas: Any) -> Any:
    storage, missing, items = parts[0], parts[1], decoder.build(parts[2], depth + 1)
    if storage not in ("python", "pyarrow", "pyarrow_numpy") or type(items) is not list:
        raise EncodingError("strings of an unknown kind")
    kind = pandas.StringDtype(storage, na_value=float("nan")) if missing == "nan" else pandas.StringDtype(storage)
    return pandas.array(items, dtype=kind)


def _masked(decoder: Any, parts: list[Any], depth: int, pandas: Any) -> Any:
    kind = _MASKED[parts[0][0]]
    return getattr(pandas.arrays, kind)(_array(decoder, parts[1], depth), _array(decoder, parts[2], depth))


def _timestamp(decoder: Any, parts: list[Any], depth: int, pandas: Any) -> Any:
    from .value_decoding import zone

    made = pandas.Timestamp(_moment(parts, "datetime64"))
    tzinfo = zone(parts[2])
    return made if tzinfo is None else made.tz_localize("UTC").tz_convert(tzinfo)


def _timedelta(decoder: Any, parts: list[Any], depth: int, pandas: Any) -> Any:
    return pandas.Timedelta(_moment(parts, "timedelta64"))


def _moment(parts: list[Any], kind: str) -> Any:
    numpy: Any = importlib.import_module("numpy")
    return getattr(numpy, kind)(parts[0], _unit(parts[1]))


def _period(decoder: Any, parts: list[Any], depth: int, pandas: Any) -> Any:
    return pandas.Period._from_ordinal(parts[0], pandas.tseries.frequencies.to_offset(_frequency(parts[1])))


def _interval(decoder: Any, parts: list[Any], depth: int, pandas: Any) -> Any:
    left, right = decoder.build(parts[0], depth + 1), decoder.build(parts[1], depth + 1)
    return pandas.Interval(left, right, closed=_closed(parts[2]))


def _missing(decoder: Any, parts: list[Any], depth: int, pandas: Any) -> Any:
    return pandas.NaT if parts[0] == "NaT" else pandas.NA


def _index(decoder: Any, tree: Any, depth: int) -> Any:
    if type(tree) is not list or not tree or tree[0] not in ("pi", "pd", "pr", "pm"):
        raise EncodingError("no index")
    return decoder.build(tree, depth + 1)


def _array(decoder: Any, tree: Any, depth: int) -> Any:
    if type(tree) is not list or not tree or tree[0] not in ("a", "xc", "xz", "xp", "xv", "xs", "xm"):
        raise EncodingError("no array")
    return decoder.build(tree, depth + 1)


def _frequency(text: Any) -> str:
    if type(text) is not str or not _FREQUENCY.fullmatch(text):
        raise EncodingError("an unknown frequency")
    return text


def _unit(text: Any) -> str:
    if text not in _UNITS:
        raise EncodingError("an unknown unit of time")
    return str(text)


def _closed(text: Any) -> str:
    if text not in _CLOSED:
        raise EncodingError("an unknown kind of interval")
    return str(text)


_BUILDERS: dict[str, Callable[[Any, list[Any], int, Any], Any]] = {
    "pf": _frame,
    "ps": _series,
    "pi": _plain_index,
    "pd": _regular_index,
    "pr": _range_index,
    "pm": _multi_index,
    "pt": _timestamp,
    "pw": _timedelta,
    "pp": _period,
    "pv": _interval,
    "p0": _missing,
    "xc": _categorical,
    "xz": _zoned,
    "xp": _periods,
    "xv": _intervals,
    "xs": _strings,
    "xm": _masked,
}
