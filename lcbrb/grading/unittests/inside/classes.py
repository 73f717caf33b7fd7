"""Classes cross by their names: the candidate's process lists them, the tests' process looks among what it has loaded.

Nothing is imported for a name and no attribute is fetched that could run code: only the dictionaries of modules and
of classes are read.
"""

from __future__ import annotations

import enum
import io
import sys
import types
from collections.abc import Callable
from typing import Any

MOST_NAMES = 24
TEST_MODULE = "__test__"
"""The module of tests and program, as bigcodebench names it: tests patch ``f"{__name__}.open"``."""

_UNNAMED_CLASSES: tuple[type, ...] = (
    types.FunctionType,
    types.MethodType,
    types.BuiltinFunctionType,
    types.GeneratorType,
    types.CoroutineType,
    types.ModuleType,
    types.MappingProxyType,
    type({}.keys()),
    type({}.values()),
    type({}.items()),
    type(iter([])),
    type(iter(())),
    type(iter({})),
    type(iter("")),
    type(iter(set())),
    map,
    filter,
    zip,
    enumerate,
    reversed,
)
_UNNAMED = {kind.__name__: kind for kind in _UNNAMED_CLASSES}
_DATA = (
    int,
    float,
    complex,
    str,
    bytes,
    bytearray,
    memoryview,
    list,
    tuple,
    dict,
    set,
    frozenset,
    range,
    type,
    BaseException,
    enum.Enum,
)
_DATA_NAMES = {
    "numpy": ("ndarray", "generic", "dtype"),
    "pandas": ("DataFrame", "Series", "Index", "Timestamp", "Timedelta", "Period", "Interval"),
    "pandas.api.extensions": ("ExtensionArray", "ExtensionDtype"),
    "datetime": ("date", "time", "timedelta", "tzinfo"),
    "decimal": ("Decimal",),
    "fractions": ("Fraction",),
    "collections": ("deque",),
    "pathlib": ("PurePath",),
    "uuid": ("UUID",),
}


def names_of(kind: type) -> list[list[str]]:
    """The class and its bases, most special first, without ``object``."""
    return [[str(base.__module__), str(base.__qualname__)] for base in type.mro(kind)[:-1][:MOST_NAMES]]


def find(names: Any, accept: Callable[[type], bool]) -> type | None:
    """The first of the classes that is loaded here and accepted.

    Raises:
        ValueError: ``names`` are not names.
    """
    if type(names) is not list or len(names) > MOST_NAMES:
        raise ValueError("no list of class names")
    for name in names:
        if type(name) is not list or len(name) != 2 or not type(name[0]) is type(name[1]) is str:
            raise ValueError("no class name")
        kind = _loaded(name[0], name[1])
        if kind is not None and accept(kind):
            return kind
    return None


def package_of(kind: type | None) -> str:
    """The package that a class is taken from: "io" for "_io"; that of the tests for one that only the program has."""
    module = TEST_MODULE if kind is None else str(kind.__module__)
    return module if module == TEST_MODULE else module.partition(".")[0].lstrip("_")


def _loaded(module: str, qualified: str) -> type | None:
    found: Any = sys.modules.get(module)
    if found is None or len(qualified) > 300:
        return None
    if module == "builtins" and qualified in _UNNAMED:
        return _UNNAMED[qualified]
    for part in qualified.split("."):
        found = vars(found).get(part) if isinstance(found, (types.ModuleType, type)) else None
    if not isinstance(found, type) or found.__module__.partition(".")[0] in ("unittest", "_pytest"):
        return None
    return found


def may_be_mirrored(kind: type) -> bool:
    """Whether an object that stayed behind may claim this class: not one of those whose values cross as data."""
    if kind in _UNNAMED.values():
        return True
    if issubclass(kind, io.IOBase) or (_holds_items(kind) and not hasattr(kind, "_fields")):
        return True
    return not issubclass(kind, (*_DATA, *_loaded_data()))


def _holds_items(kind: type) -> bool:
    """A library's dict, list or tuple that has attributes of its own."""
    return issubclass(kind, (tuple, list, dict)) and kind.__module__ not in ("builtins", "collections", TEST_MODULE)


def _loaded_data() -> tuple[type, ...]:
    found: list[type] = []
    for module, names in _DATA_NAMES.items():
        loaded = sys.modules.get(module)
        if loaded is not None:
            found.extend(vars(loaded)[name] for name in names if isinstance(vars(loaded).get(name), type))
    for module in ("unittest", "unittest.mock"):
        loaded = sys.modules.get(module)
        if loaded is not None:
            found.extend(kind for kind in vars(loaded).values() if isinstance(kind, type) and kind is not object)
    return tuple(found)
