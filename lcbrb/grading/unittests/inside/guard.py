"""Keeps the tests' process from running what the program's process may have written to the folder that both share.

Tests read back the files of a program; those that unpickle one, or execute it, would run the program's code here.
"""

from __future__ import annotations

import os
import re
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
_FINDERS = sys.path_importer_cache, dict(sys.path_importer_cache)
"""The server's, and a copy that stays as it is. The first has to stay, too: its end would touch every finder, and copy
the page of memory that each is on."""
_COMPOUND = re.compile(r"[;&|<>`$()\n]")
# Saved before tests patch them.
_realpath, _absolute, _stat, _decoded = os.path.realpath, os.path.abspath, os.stat, os.fsdecode


class RefusedError(Exception):
    """Something of the program's would have run among the tests."""


def install(folder: str) -> None:
    """From now on refuse what may run the program's code, or never come to an end.

    That is pickles of anything but data, code and libraries below ``folder``, named pipes, the checker's channel, and
    shell commands that do more than start one program: the name of a file may be the program's.
    """
    below = (folder.rstrip("/") + "/", _realpath(folder) + "/")

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "pickle.find_class":
            if args[1] not in _DATA_CLASSES.get(args[0], ()):
                raise RefusedError("a pickle of more than data is not loaded here")
        elif event == "open":
            if _may_block(args[0]):
                raise RefusedError("a named pipe is not opened here: it may never be written to")
        elif event == "exec":
            if _lies_below(below, getattr(args[0], "co_filename", "")):
                raise RefusedError("code of the program's folder is not run here")
        elif event == "import":
            if _lies_below(below, args[1]):
                raise RefusedError("a library of the program's folder is not loaded here")
        elif event == "ctypes.dlopen":
            if _lies_below(below, args[0]):
                raise RefusedError("a library of the program's folder is not loaded here")
        elif event in ("os.system", "subprocess.Popen") and _is_compound(event, args):
            raise RefusedError("a shell command of several parts is not run here")

    sys.path_hooks[:] = [_unless_below(below, finder) for finder in sys.path_hooks]
    sys.path_importer_cache = _FINDERS[1]  # of those made since, none is kept
    sys.addaudithook(hook)


def _may_block(opened: Any) -> bool:
    """Whether it is a named pipe, or the descriptor of a socket: the checker's channel."""
    try:
        mode = _stat(opened).st_mode
    except (OSError, ValueError, TypeError):
        return False
    return stat.S_ISSOCK(mode) if isinstance(opened, int) else stat.S_ISFIFO(mode)


def _is_compound(event: str, args: tuple[Any, ...]) -> bool:
    """Whether a shell is to do more than start one program."""
    words = ["sh", "-c", *args] if event == "os.system" else args[1]
    is_for_shell = len(words) > 2 and words[1] == "-c" and str(words[0]).endswith("sh")
    return is_for_shell and _COMPOUND.search(_decoded(words[2])) is not None


def _lies_below(below: tuple[str, ...], path: Any) -> bool:
    return isinstance(path, str) and path[:1] == "/" and (_realpath(path) + "/").startswith(below)


def _unless_below(below: tuple[str, ...], finder: Callable[[str], Any]) -> Callable[[str], Any]:
    def guarded(path: str) -> Any:
        if path in TOLD_PATHS or _lies_below(below, _absolute(path or ".")):
            raise ImportError("nothing of the program's folder is imported here")
        return finder(path)

    return guarded
