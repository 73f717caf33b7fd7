"""Keeps the tests' process from running what the program's process may have written to the folder that both share.

Tests read back the files of a program; those that unpickle one, or execute it, would run the program's code here.
"""

from __future__ import annotations

import os
import sys
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
_realpath = os.path.realpath


class RefusedError(Exception):
    """Something of the program's would have run among the tests."""


def install(folder: str) -> None:
    """From now on refuse pickles of anything but data, and code and libraries that lie below ``folder``."""
    below = (os.path.join(folder, ""), os.path.join(_realpath(folder), ""))  # noqa: PTH118

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "pickle.find_class":
            if args[1] not in _DATA_CLASSES.get(args[0], ()):
                raise RefusedError("a pickle of more than data is not loaded here")
        elif event == "exec":
            if getattr(args[0], "co_filename", "").startswith(below):
                raise RefusedError("code of the program's folder is not run here")
        elif event == "ctypes.dlopen" and isinstance(args[0], str) and _realpath(args[0]).startswith(below):
            raise RefusedError("a library of the program's folder is not loaded here")

    sys.addaudithook(hook)
