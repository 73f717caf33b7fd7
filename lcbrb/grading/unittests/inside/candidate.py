"""The driver of the candidate's process: loads the program, then does what the tests' process asks.

Runs in the untrusted process: standard library alone, Python 3.9. Never sees the tests.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import itertools
import json
import operator
import os
import pickle
import sys
import types
import warnings
from typing import Any

from . import abilities, classes, stand_ins, state, value_encoding
from .exchange import Exchange

_FILE = "__test__.py"
_MOST_WARNINGS = 1000
_loads, _leave = pickle.loads, os._exit


def main(data: bytes, channel: Any) -> None:
    """Serve the tests that ``proxy.py`` runs in another process."""
    job = json.loads(data)
    work = os.path.join(os.environ["TMPDIR"], "work")  # noqa: PTH118
    os.makedirs(work, exist_ok=True)  # noqa: PTH103
    os.chdir(work)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    Candidate(job, channel).serve()
    _leave(0)  # threads and exit functions of the program do not get a say


class Candidate:
    """The program and the objects that the tests know of."""

    def __init__(self, job: dict[str, Any], channel: Any) -> None:
        self._job = job
        self._function: Any = None
        self._objects: list[Any] = []
        self._numbers: dict[int, int] = {}
        self._applier = state.Applier()
        self._printed = io.TextIOWrapper(io.BytesIO(), "utf-8", errors="surrogateescape", write_through=True)
        self._warnings: list[Any] = []
        self._search_paths = list(sys.path)
        self._exchange = Exchange(channel, self._frame, _loads, self._serve, holds_ball=False)
        stand_ins.OTHER.ask, stand_ins.OTHER.own_object = self._ask, self._objects.__getitem__

    def serve(self) -> None:
        """Answer until the checker ends this process."""
        sys.stdout = self._printed
        warnings.simplefilter("always")
        warnings.showwarning = self._note_warning  # type: ignore[assignment]
        self._exchange.serve_until_end()

    def _note_warning(self, message: Any, category: type, *where: Any) -> None:
        if len(self._warnings) < _MOST_WARNINGS:
            self._warnings.append([classes.names_of(category), str(message)[:1000]])

    # --- what the tests ask ---

    def _serve(self, question: Any) -> str:
        changes, operation, *rest = question
        try:
            self._applier.apply(changes)
            return self._answer("ok", self._do(operation, *rest))
        except BaseException as error:
            return self._error(error)

    def _do(self, operation: str, *rest: Any) -> Any:
        if operation == "load":
            return self._load()
        if operation == "task":
            return self._function(*rest[0], **rest[1])
        if operation == "pyplot":
            return getattr(importlib.import_module("matplotlib.pyplot"), rest[0])(*rest[1], **rest[2])
        value = self._objects[rest[0]]
        if operation == "get":
            return getattr(value, rest[1])
        if operation == "items":
            return list(itertools.islice(value, rest[1]))
        if operation == "set":
            return setattr(value, rest[1], rest[2])
        name, args, kwargs = rest[1:]
        return _OPERATIONS[name](value, *args, **kwargs)

    def _load(self) -> Any:
        """Execute the program as a module.

        Raises:
            _NoProgramError: it does not compile.
        """
        module = types.ModuleType(classes.TEST_MODULE)
        module.__file__ = _FILE
        sys.modules[classes.TEST_MODULE] = module  # dataclasses and pickle look classes up here
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                parts = [compile(part, _FILE, "exec", dont_inherit=True) for part in self._job["parts"]]
            except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
                raise _NoProgramError(f"{type(error).__name__}: {error}") from None
        module.__dict__.update(sys=sys, os=os, environ=os.environ)  # bigcodebench/eval/__init__.py, unsafe_execute
        for code in parts:
            exec(code, module.__dict__)
        for statement in self._job["surroundings"]:
            with contextlib.suppress(Exception):
                exec(statement, module.__dict__)
        entry_point = self._job["entry_point"]
        if entry_point not in module.__dict__:
            raise NameError(f"the program does not define '{entry_point}'")
        self._function = module.__dict__[entry_point]

    # --- what goes back ---

    def _answer(self, kind: str, value: Any) -> str:
        encoder = self._encoder()
        printed = encoder.tree(self._take_printed(), 0)
        noted, self._warnings = self._warnings, []
        return value_encoding.text([kind, encoder.tree(value, 0), printed, noted, self._new_search_paths()])

    def _new_search_paths(self) -> list[str]:
        known, found = list(self._search_paths), []
        for path in map(str, sys.path):
            if path in known:
                known.remove(path)  # once: a path may be there twice
            else:
                found.append(path)
        self._search_paths += found
        return found

    def _error(self, error: BaseException) -> str:
        if isinstance(error, _NoProgramError):
            return self._answer("syntax", error.args[0])
        try:
            return self._answer("raised", error)
        except BaseException as second:
            return value_encoding.text(["raised", ["e", [["builtins", "RuntimeError"]], ["t"], ["d"],
                                        type(second).__name__], "", [], []])  # fmt: skip

    def _take_printed(self) -> str:
        buffer: Any = self._printed.buffer
        with contextlib.suppress(ValueError):  # the program closed it
            printed = buffer.getvalue()
            if printed:
                buffer.seek(0)
                buffer.truncate()
                return str(printed.decode("utf-8", "replace"))
        return ""

    def _encoder(self) -> value_encoding.ValueEncoder:
        return value_encoding.ValueEncoder(self._export)

    def _export(self, value: Any) -> Any:
        number = stand_ins.number_of(value)
        if number is not None:
            return ["T", number]
        number = self._numbers.get(id(value))
        if number is None:
            number = self._numbers[id(value)] = len(self._objects)
            self._objects.append(value)
        return ["h", number, abilities.of(type(value)), classes.names_of(type(value))]

    # --- what the program asks ---

    def _ask(self, *question: Any) -> Any:
        head, rest = question[:3], question[3:]
        encoder = self._encoder()
        text = value_encoding.text([*head, *(encoder.tree(part, 0) for part in rest)])
        ok, answer = _loads(self._exchange.ask(text))
        if not ok:
            raise answer
        return answer

    @staticmethod
    def _frame(kind: str, number: int, text: str) -> bytes:
        return f'["{kind}",{number},{text}]'.encode("ascii")


class _NoProgramError(Exception):
    """The program does not compile."""


_OPERATIONS: dict[str, Any] = {
    "__call__": lambda value, *args, **kwargs: value(*args, **kwargs),
    "__iter__": iter,
    "__next__": next,
    "__len__": len,
    "__str__": str,
    "__repr__": repr,
    "__bool__": bool,
    "__int__": int,
    "__float__": float,
    "__index__": operator.index,
    "__getitem__": lambda value, key: value[key],
    "__setitem__": lambda value, key, item: value.__setitem__(key, item),
    "__delitem__": lambda value, key: value.__delitem__(key),
    "__enter__": lambda value: type(value).__enter__(value),
    "__exit__": lambda value, *error: type(value).__exit__(value, *error),
}
