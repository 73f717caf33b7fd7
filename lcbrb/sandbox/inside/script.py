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

NAME = "solution.py"
_OWN_FRAMES = 3  # on the stack below the program; its recursion limit must not count them


def open_standard_streams() -> None:
    """Make fresh ``sys.stdin``, ``sys.stdout`` and ``sys.stderr`` over descriptors 0, 1 and 2."""
    sys.stdin = sys.__stdin__ = _stream(0, "<stdin>", "r", "strict")  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = _stream(1, "<stdout>", "w", "strict")  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _stream(2, "<stderr>", "w", "backslashreplace")  # type: ignore[misc]


def run(source: bytes) -> int:
    """Run ``source`` and everything the interpreter does at its end; return the exit status."""
    path = os.path.join(os.getcwd(), NAME)
    with contextlib.suppress(OSError), open(path, "wb") as out:  # it may be too big for the scratch folder
        out.write(source)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv[:] = [path]
    sys.path.insert(0, os.path.dirname(path))
    main = types.ModuleType("__main__")
    loader = importlib.machinery.SourceFileLoader("__main__", path)
    main.__dict__.update(__file__=path, __cached__=None, __loader__=loader, __builtins__=builtins)
    sys.modules["__main__"] = main
    sys.setrecursionlimit(sys.getrecursionlimit() + _OWN_FRAMES)
    status = 0
    try:
        exec(_compiled(source, path), main.__dict__)
    except SystemExit as leave:
        status = exit_status(leave)
    except BaseException:
        _report_error()
        status = 1
    return finish(status, main)


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


def finish(status: int, main: types.ModuleType) -> int:
    """Threads, exit functions, streams, then the module's objects: the order in which the interpreter ends."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    flushed = _flush()
    sys.stdin, sys.stdout, sys.stderr = sys.__stdin__, sys.__stdout__, sys.__stderr__
    names = main.__dict__
    for private in (True, False):
        for name in list(names):
            if name != "__builtins__" and private == (name[:1] == "_" and name[1:2] != "_"):
                names[name] = None
    gc.collect()
    return status if _flush() and flushed else 120


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
