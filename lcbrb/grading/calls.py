r"""The driver of function problems: loads a program once, calls it with every test's input, sends what it returned.

Runs in the untrusted process, after ``encoding`` and ``decoding``: standard library alone, Python 3.9. It is given the
inputs and never what they should lead to. One frame a test, in the order of the tests::

    answer <CPU seconds>\n<the returned value in the data encoding>
    error <CPU seconds>\n<what was raised>      memory ...   the same for MemoryError      syntax ...   no program

After anything but an answer it ends. A call that takes too long ends the process by a signal that the kernel sends
when the timer of ``_arm`` expires: SIGPROF for CPU time, SIGALRM for the clock. Python code cannot catch these by
accident, and a program that does so on purpose meets the limits of the sandbox.
"""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import signal
import sys
import time
import types
from collections.abc import Callable
from typing import Any

from . import decoding, encoding

_NAME = "solution"
_MESSAGE_LENGTH = 400
_OWN_FRAMES = 10  # on the stack below a call, with some to spare; the program's recursion limit must not count them


class _Sender:
    """Sends frames that say how long a step took."""

    def __init__(self, send: Callable[[bytes], None]) -> None:
        self._send = send
        self._clock = time.process_time
        self._process = _process_id()
        self._started = self._clock()

    def start(self) -> None:
        """Begin a step."""
        self._started = self._clock()

    def frame(self, kind: str, text: str, status: int = 0) -> None:
        """End it. A child that the program forked, and that came back here, leaves with ``status`` instead."""
        if _process_id() != self._process:
            os._exit(status)
        seconds = self._clock() - self._started
        self._send(b"%s %.6f\n" % (kind.encode(), seconds) + text.encode("utf-8", "backslashreplace"))


def main(data: bytes, channel: Any) -> None:
    """Run the job that ``function.py`` wrote."""
    job = json.loads(data)
    with contextlib.suppress(OSError, AttributeError):  # level W has neither
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a function prints is nobody's business
    sender = _Sender(channel.send)
    sys.setrecursionlimit(sys.getrecursionlimit() + _OWN_FRAMES)
    _call_all(job, sender)
    os._exit(0)  # threads and exit functions of the program do not get a say


def _call_all(job: dict[str, Any], sender: _Sender) -> None:
    encode, decode = encoding.encode, decoding.decode
    limits, iterables = job["limits"], job["list_iterables"]
    arm = _arm(job["clock"])
    try:
        arm(job["load_limit"])
        function = _load(job, sender)
        arm(0)
        for text, limit in zip(job["inputs"], limits):  # noqa: B905  # Python 3.9
            arguments = decode(text)
            sender.start()
            arm(limit)
            answer = encode(function(*arguments), iterables)
            arm(0)
            sender.frame("answer", answer)
            del arguments, answer
    except _NoProgramError as error:
        sender.frame("syntax", error.args[0])
    except MemoryError:
        sender.frame("memory", "MemoryError")
    except BaseException as error:
        sender.frame("error", _described(error), _exit_status(error))


class _NoProgramError(Exception):
    """The program does not compile."""


def _load(job: dict[str, Any], sender: _Sender) -> Callable[..., Any]:
    """Execute the program as a module and find what is to be called: a function, or a method of one instance."""
    module = types.ModuleType(_NAME)
    path = pathlib.Path.cwd() / (_NAME + ".py")
    source = job["source"].removeprefix("\ufeff")
    with contextlib.suppress(OSError):  # for tracebacks and inspect; level W has no files
        path.write_text(source, encoding="utf-8", errors="surrogatepass")
    module.__file__ = str(path)
    sys.modules[_NAME] = module  # dataclasses and pickle look classes up here
    exec(compile(job["prelude"], "<prelude>", "exec", dont_inherit=True), module.__dict__)
    sender.start()
    try:
        code = compile(source, str(path), "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
        raise _NoProgramError(_described(error)) from None
    exec(code, module.__dict__)
    return _entry_point(module.__dict__, job["entry_point"], job["class_name"])


def _entry_point(names: dict[str, Any], entry_point: str, class_name: str | None) -> Callable[..., Any]:
    made = names.get(class_name) if class_name else None
    if made is not None and hasattr(made, entry_point):
        method: Callable[..., Any] = getattr(made(), entry_point)
        return method
    if entry_point not in names:
        raise NameError(f"the program does not define '{entry_point}'")
    function: Callable[..., Any] = names[entry_point]
    return function


def _arm(with_clock: bool) -> Callable[[float], None]:
    """A function that starts the timers for one step, or stops them (0)."""
    if not hasattr(signal, "setitimer"):  # level W: the sandbox's limits alone
        return lambda seconds: None
    start, cpu, clock = signal.setitimer, signal.ITIMER_PROF, signal.ITIMER_REAL
    for number in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)

    def arm(seconds: float) -> None:
        start(cpu, seconds)
        start(clock, seconds + 5 if with_clock and seconds else 0)

    return arm


def _process_id() -> int:
    return os.getpid() if hasattr(os, "getpid") else 0  # level W has none


def _exit_status(error: BaseException) -> int:
    code = error.code if isinstance(error, SystemExit) else 1
    return code & 0xFF if isinstance(code, int) else int(code is not None)


def _described(error: BaseException) -> str:
    """A short text of an exception, whatever its class does."""
    try:
        return f"{type(error).__name__}: {error}"[:_MESSAGE_LENGTH]
    except BaseException:
        return "an exception that cannot be printed"
