"""The driver of the tests' process: runs unittest code against a program that is in another process.

Nothing of the program is here: its function is a stub that asks, and what comes back is data. Standard library alone,
Python 3.9. To the checker go frames ``R`` (a report, JSON) and ``B`` (for the candidate's process).
"""

from __future__ import annotations

import functools
import io
import json
import os
import sys
import types
import unittest
import unittest.mock
import warnings
from collections.abc import Callable
from typing import Any

from . import classes, decoding, exports, guard, handles, pyplot, state, value_decoding
from .exchange import Exchange, PeerGoneError

_FILE = "__test__.py"
_MESSAGE_LENGTH = 400
_MOST_PATHS = 100
_KINDS = ("ok", "raised", "syntax")
# Saved before tests patch them.
_leave, _dumps, _warn = os._exit, json.JSONEncoder().encode, warnings.warn


def main(data: bytes, channel: Any) -> None:
    """Run the job that ``proxy.py`` wrote."""
    job = json.loads(data)
    work = os.path.join(os.environ["TMPDIR"], "work")  # noqa: PTH118
    os.makedirs(work, exist_ok=True)  # noqa: PTH103
    os.chdir(work)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.stdout = io.TextIOWrapper(open(os.devnull, "wb"), encoding="utf-8", errors="replace")  # noqa: SIM115, PTH123

    def report(kind: str, method: str = "", message: str = "") -> None:
        channel.send(b"R" + _dumps([kind, method, message[:_MESSAGE_LENGTH]]).encode())

    def broken(kind: str, message: str) -> None:
        report(kind, "", message)
        _leave(0)

    program = Program(channel, broken, job["objects"])
    try:
        _run(job, program, report)
        channel.send(b"R" + _dumps(["end", "", program.asked]).encode())
    except _EndedError:
        pass
    except BaseException as error:
        report("setup", "", described(error))
    _leave(0)


class _EndedError(BaseException):
    """The failure has been reported."""


class UnreadableAnswerError(Exception):
    """The program's process answered with no value that the tests can have."""


class Program:
    """The program in the other process."""

    def __init__(self, channel: Any, broken: Callable[[str, str], None], objects: list[str] | None) -> None:
        self._handles = handles.Handles(self.ask, objects)
        self._exports = exports.Exports(classes.TEST_MODULE)
        self._decoder = value_decoding.Decoder(self._handles, self._returned)
        self._exchange = Exchange(_ToProgram(channel), self._frame, self._parsed, self._serve, holds_ball=True)
        self._watcher = state.Watcher()
        self._broken = broken  # ends this process at once: tests may catch anything

    @property
    def asked(self) -> list[str]:
        """What the tests asked of the program's objects."""
        return sorted(self._handles.asked)

    def share(self, names: dict[str, Any]) -> None:
        """Note what the program's module has under the same names."""
        self._exports.shared = {id(value): value for value in names.values()}

    def watch(self) -> None:
        """Begin to watch what is set up for the program."""
        if "numpy" in sys.modules:  # what is numpy.nan there is numpy.nan here: ``is`` makes dicts of it equal
            decoding._CONSTANTS["NaN"] = sys.modules["numpy"].nan
        self._watcher.start()
        pyplot.forward(self.ask)

    def ask(self, *question: Any) -> Any:
        """The program's answer.

        Raises:
            BaseException: what it raised.
        """
        try:
            kind, tree, printed, noted, paths = self._parts(self._exchange.ask((self._watcher.changes(), *question)))
        except PeerGoneError:
            self._broken("tampered", "The program answered what it was not asked.")
            raise
        except BaseException as error:
            self._broken("error", described(error))
            raise
        self._print(printed, noted)
        told = [path for path in paths if type(path) is str][:_MOST_PATHS]
        guard.TOLD_PATHS.update(told)
        sys.path += told
        value = self._value(tree)
        if kind == "raised":
            raise value if isinstance(value, BaseException) else UnreadableAnswerError("no exception was raised")
        if kind == "syntax":
            raise NoProgramError(str(value))
        return value

    def _parts(self, body: Any) -> list[Any]:
        if type(body) is not list or len(body) != 5 or body[0] not in _KINDS or type(body[4]) is not list:
            raise PeerGoneError
        return body

    def _returned(self, number: int) -> Any:
        """An object of the tests that comes back. A mock agrees with everything where the reference gives data."""
        value = self._exports.object(number)
        is_mock = issubclass(type(value), unittest.mock.NonCallableMock)
        return decoding.Opaque("mock") if is_mock and not self._handles.allows(handles.MOCKS) else value

    def _value(self, tree: Any) -> Any:
        try:
            return self._decoder.value(tree)
        except decoding.EncodingError as error:
            raise UnreadableAnswerError(str(error)) from None

    def _print(self, printed: Any, noted: Any) -> None:
        text = self._value(printed)
        if type(text) is str and text:
            sys.stdout.write(text)
        for names, message in noted if type(noted) is list else ():
            category: Any = classes.find(names, lambda kind: issubclass(kind, Warning)) or UserWarning
            _warn(str(message), category, stacklevel=4)

    # --- what the program asks ---

    def _serve(self, question: Any) -> bytes:
        try:
            operation, number, name, *rest = question
            if operation == "do":
                args, kwargs = self._value(rest[0]), self._value(rest[1])
                return self._exports.dumps((True, self._exports.use(operation, number, name, args, kwargs)))
            values = [self._value(part) for part in rest]
            return self._exports.dumps((True, self._exports.use(operation, number, name, *values)))
        except (PeerGoneError, KeyboardInterrupt):
            raise
        except BaseException as error:
            try:
                return self._exports.dumps((False, error))
            except Exception:
                return self._exports.dumps((False, RuntimeError(described(error))))

    # --- frames ---

    def _frame(self, kind: str, number: int, body: Any) -> bytes:
        # An answer is a pickle already: of a value that may fail to become one.
        return self._exports.dumps((kind, number, body))

    def _parsed(self, frame: bytes) -> tuple[str, int, Any]:
        try:
            kind, number, body = self._decoder.parse(frame)
        except (decoding.EncodingError, TypeError, ValueError):
            raise PeerGoneError from None
        if kind not in ("ask", "answer") or type(number) is not int:
            raise PeerGoneError
        return kind, number, body


class NoProgramError(Exception):
    """The program does not compile."""


class _ToProgram:
    """The channel, with the mark that sends a frame on."""

    def __init__(self, channel: Any) -> None:
        self.receive: Callable[[], bytes | None] = channel.receive
        self._send = channel.send

    def send(self, frame: bytes) -> None:
        self._send(b"B" + frame)


def _run(job: dict[str, Any], program: Program, report: Callable[..., None]) -> None:
    module = types.ModuleType(classes.TEST_MODULE)
    module.__file__ = _FILE
    names = module.__dict__
    names.update(sys=sys, os=os, environ=os.environ)  # bigcodebench/eval/__init__.py, unsafe_execute
    sys.modules[classes.TEST_MODULE] = module
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        preamble, tests = (compile(job[part], _FILE, "exec", dont_inherit=True) for part in ("preamble", "test_code"))
    exec(preamble, names)
    program.share(names)
    names[job["entry_point"]] = _stub(names.get(job["entry_point"]), program.ask)
    exec(tests, names)
    program.watch()
    guard.install(os.environ["TMPDIR"])
    _load(program, report)
    result = _Result(report, job["methods"])
    suite = unittest.TestSuite(names["TestCases"](method) for method in job["methods"])
    suite.run(result)
    result.finish()


def _stub(original: Any, ask: Callable[..., Any]) -> Callable[..., Any]:
    def task(*args: Any, **kwargs: Any) -> Any:
        return ask("task", args, kwargs)

    return functools.wraps(original)(task) if isinstance(original, types.FunctionType) else task


def _load(program: Program, report: Callable[..., None]) -> None:
    try:
        program.ask("load")
    except NoProgramError as error:
        report("syntax", "", error.args[0])
    except MemoryError:
        report("memory")
    except BaseException as error:
        report("error", "", described(error))
    else:
        return
    raise _EndedError


class _Result(unittest.TestResult):
    """Reports a test as ok once it has ended without anything but success; ends with the first that has not."""

    def __init__(self, report: Callable[..., None], methods: list[str]) -> None:
        super().__init__()
        self._report, self._methods = report, methods
        self._ok: list[str] = []
        self._done = 0

    def addSuccess(self, test: unittest.TestCase) -> None:
        self._ok.append(test._testMethodName)

    def stopTest(self, test: unittest.TestCase) -> None:
        super().stopTest(test)
        method = self._methods[self._done]
        if self._ok != [method] or test._testMethodName != method:
            self._fail("error", test, "the test did not report success once")
        self._report("ok", method)
        self._ok.clear()
        self._done += 1

    def addFailure(self, test: Any, err: Any) -> None:
        self._fail("fail", test, described(err[1]))

    def addError(self, test: Any, err: Any) -> None:
        self._fail("error", test, described(err[1]))

    def addSkip(self, test: Any, reason: str) -> None:
        self._fail("fail", test, "skipped")

    def addExpectedFailure(self, test: Any, err: Any) -> None:
        self._fail("fail", test, "an expected failure")

    def addUnexpectedSuccess(self, test: Any) -> None:
        self._fail("fail", test, "an unexpected success")

    def addSubTest(self, test: Any, subtest: Any, err: Any) -> None:
        if err is not None:
            self._fail("fail", test, described(err[1]))

    def _fail(self, kind: str, test: Any, message: str) -> None:
        self._report(kind, getattr(test, "_testMethodName", ""), message)
        raise _EndedError

    def finish(self) -> None:
        """All methods must have reported."""
        if self._done != len(self._methods):
            self._fail("error", None, "not all tests ran")


def described(error: BaseException) -> str:
    """A short text of an exception, whatever its class does."""
    try:
        return f"{type(error).__name__}: {error}"[:_MESSAGE_LENGTH]
    except BaseException:
        return "an exception that cannot be printed"
