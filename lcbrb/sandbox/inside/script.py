"""Runs a source text as ``__main__``, start to finish as ``python solution.py`` would."""

from __future__ import annotations

import atexit
import builtins
import contextlib
import gc
import importlib.machinery
import io
import os
import signal
import sys
import threading
import types
from dataclasses import dataclass

NAME = "solution.py"
_OWN_FRAMES = 3  # on the stack below the program; its recursion limit must not count them
_STREAMS = ("stdin", "stdout", "stderr")


@dataclass(frozen=True)
class Prelude:
    """A ``__main__`` in which the statements have run that go before a program.

    Made in the server, so that no program waits for them: its process inherits the module as they left it.

    Attributes:
        main: the module.
        names: what the module holds; the objects are others' too, and outlive a program.
        streams: names that stand for one of the standard streams, which each process has its own of.
        recursion_limit: set by the statements; None if they left it.
    """

    main: types.ModuleType
    names: dict[str, object]
    streams: dict[str, str]
    recursion_limit: int | None


def prepare(statements: str) -> Prelude:
    """Run what goes before programs; a recursion limit it sets is put back, and set for each program."""
    main = types.ModuleType("__main__")
    main.__dict__["__builtins__"] = builtins
    before = sys.getrecursionlimit()
    try:
        exec(compile(statements, "<prelude>", "exec", dont_inherit=True), main.__dict__)
        limit = sys.getrecursionlimit()
    finally:
        sys.setrecursionlimit(before)
    names = dict(main.__dict__)
    streams = {name: kind for kind in _STREAMS for name, value in names.items() if value is getattr(sys, kind)}
    return Prelude(main, names, streams, limit if limit != before else None)


def open_standard_streams() -> None:
    """Make fresh ``sys.stdin``, ``sys.stdout`` and ``sys.stderr`` over descriptors 0, 1 and 2."""
    sys.stdin = sys.__stdin__ = _stream(0, "<stdin>", "r", "strict")  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = _stream(1, "<stdout>", "w", "strict")  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _stream(2, "<stderr>", "w", "backslashreplace")  # type: ignore[misc]


def run(source: bytes, prelude: Prelude) -> int:
    """Run ``source`` in a prepared module, and all the interpreter does at its end; return the exit status."""
    path = os.path.join(os.getcwd(), NAME)
    with contextlib.suppress(OSError), open(path, "wb") as out:  # it may be too big for the scratch folder
        out.write(source)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv[:] = [path]
    sys.path.insert(0, os.path.dirname(path))
    names = prelude.main.__dict__
    loader = importlib.machinery.SourceFileLoader("__main__", path)
    names.update(__file__=path, __cached__=None, __loader__=loader)
    names.update({name: getattr(sys, kind) for name, kind in prelude.streams.items()})
    sys.modules["__main__"] = prelude.main
    sys.setrecursionlimit(prelude.recursion_limit or sys.getrecursionlimit() + _OWN_FRAMES)
    status, bound = 0, set[str]()
    try:
        code = _compiled(source, path)
        bound = _mentioned(code) & prelude.names.keys()
        exec(code, names)
    except SystemExit as leave:
        status = exit_status(leave)
    except BaseException:
        _report_error()
        status = 1
    return finish(status, prelude, bound)


def _compiled(source: bytes, path: str) -> types.CodeType:
    """Compile a text: what it says of its own encoding does not count.

    Raises:
        SyntaxError: it is no program; also for what ``compile`` calls a ValueError.
    """
    try:
        text = source.decode("utf-8", "surrogatepass")
        return compile(text[1:] if text[:1] == "\ufeff" else text, path, "exec", dont_inherit=True)
    except ValueError as error:
        raise SyntaxError(str(error)) from None


def exit_status(leave: SystemExit) -> int:
    """The status of a process that ends with ``leave``; prints what is not a number, as the interpreter does."""
    code = leave.code
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    print(code, file=sys.stderr)
    return 1


def _report_error() -> None:
    """Print the traceback, from the program's own first frame on."""
    kind, error, trace = sys.exc_info()
    while trace is not None and trace.tb_frame.f_code.co_filename == __file__:
        trace = trace.tb_next
    if kind is not None and error is not None:
        sys.excepthook(kind, error.with_traceback(trace), trace)


def finish(status: int, prelude: Prelude, bound: set[str]) -> int:
    """Threads, exit functions, streams, then the module's objects: the order in which the interpreter ends.

    Args:
        status: of the exit so far.
        prelude: with the program's module.
        bound: names of the prelude that the program may have bound to objects of its own.
    """
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    flushed = _flush()
    sys.stdin, sys.stdout, sys.stderr = sys.__stdin__, sys.__stdout__, sys.__stderr__
    names = prelude.main.__dict__
    own = _own_names(prelude, bound)
    for private in (True, False):
        for name in own:
            if private == (name[:1] == "_" and name[1:2] != "_"):
                names[name] = None
    gc.collect()
    return status if _flush() and flushed else 120


def _mentioned(code: types.CodeType) -> set[str]:
    """Every global name in a program's code, and some others."""
    found = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            found |= _mentioned(constant)
    return found


def _own_names(prelude: Prelude, bound: set[str]) -> list[str]:
    """What of the module is the program's, in the module's order.

    What the prelude left there outlives the program in its own modules, so nothing ends with it. There are hundreds
    of such names, and to look at one is to copy the page of memory that its object is on, shared with the server.
    """
    names, left = prelude.main.__dict__, prelude.names
    added = []
    for name in reversed(names):
        if names[name] is left.get(name, names):
            break
        added.append(name)
    return [*(name for name in bound if name in names and names[name] is not left[name]), *reversed(added)]


def _flush() -> bool:
    try:
        with contextlib.suppress(AttributeError):
            sys.stdout.flush()
    except BaseException:
        return False
    with contextlib.suppress(BaseException):
        sys.stderr.flush()
    return True


def _stream(descriptor: int, name: str, mode: str, errors: str) -> io.TextIOWrapper:
    raw = io.FileIO(descriptor, mode, closefd=False)
    raw.name = name
    buffer = io.BufferedReader(raw) if mode == "r" else io.BufferedWriter(raw)
    stream = io.TextIOWrapper(buffer, "utf-8", errors, line_buffering=descriptor == 2)
    stream.mode = mode  # type: ignore[misc]
    return stream
