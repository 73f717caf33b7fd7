"""Keeps the tests' process from running what the program's process may have written to the folder that both share.

Tests read back the files of a program; those that unpickle one, or execute it, would run the program's code here.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from typing import Any

_DATA_CLASSES = {
    "builtins": {
        "bool", "bytearray", "bytes", "complex", "dict", "float", "frozenset", "int", "list", "range", "set", "slice",
        "str", "tuple",
    },
    "collections": {"Counter", "OrderedDict", "defaultdict", "deque"},
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
    "decimal": {"Decimal"},
    "fractions": {"Fraction"},
    "uuid": {"UUID"},
    "numpy": {"dtype", "ndarray"},
    "numpy.core.multiarray": {"_reconstruct", "scalar"},
    "numpy._core.multiarray": {"_reconstruct", "scalar"},
    "_codecs": {"encode"},
}  # fmt: skip
TOLD_PATHS: set[str] = set()
"""What the program has added to its own search path: it is shown in the tests' and not searched."""
_realpath, _absolute, _stat = os.path.realpath, os.path.abspath, os.stat


class RefusedError(Exception):
    """Something of the program's would have run among the tests."""


def _is_pipe(path: str) -> bool:
    try:
        return stat.S_ISFIFO(_stat(path).st_mode)
    except (OSError, ValueError):
        return False


def install(folder: str) -> None:
    """From now on refuse pickles of anything but data, named pipes, and code and libraries below ``folder``."""
    below = (folder.rstrip("/") + "/", _realpath(folder) + "/")

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "pickle.find_class":
            if args[1] not in _DATA_CLASSES.get(args[0], ()):
                raise RefusedError("a pickle of more than data is not loaded here")
        elif event == "open":
            if isinstance(args[0], str) and _is_pipe(args[0]):
                raise RefusedError("a named pipe is not opened here: it may never be written to")
        elif event == "exec":
            if _lies_below(below, getattr(args[0], "co_filename", "")):
                raise RefusedError("code of the program's folder is not run here")
        elif event == "import":
            if _lies_below(below, args[1]):
                raise RefusedError("a library of the program's folder is not loaded here")
        elif event == "ctypes.dlopen" and _lies_below(below, args[0]):
            raise RefusedError("a library of the program's folder is not loaded here")

    sys.path_hooks[:] = [_unless_below(below, finder) for finder in sys.path_hooks]
    sys.path_importer_cache.clear()
    sys.addaudithook(hook)


def _lies_below(below: tuple[str, ...], path: Any) -> bool:
    return isinstance(path, str) and path[:1] == "/" and (_realpath(path) + "/").startswith(below)


def _unless_below(below: tuple[str, ...], finder: Callable[[str], Any]) -> Callable[[str], Any]:
    def guarded(path: str) -> Any:
        if path in TOLD_PATHS or _lies_below(below, _absolute(path or ".")):
            raise ImportError("nothing of the program's folder is imported here")
        return finder(path)

    return guarded
