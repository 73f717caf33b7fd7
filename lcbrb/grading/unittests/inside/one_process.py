r"""The driver of the in-process mode: a program and its unittest code in one process.

Runs in the untrusted process, after ``pristine``: standard library alone, Python 3.9. One frame a test, in the order
of the job's methods, then one for the end; each begins with the job's nonce::

    <nonce> <kind> <method>\n<message>      kind: ok, fail, error, skip, expected, tampered, syntax, memory, end

After anything but ``ok`` it ends. What a program can do to its tests here is in docs/security.md.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
import io
import json
import os
import pathlib
import sys
import types
import unittest
from collections.abc import Callable
from typing import Any

from . import pristine

_NAME = "__test__"  # as bigcodebench names it: tests patch f"{__name__}.open"
_FILE = "__test__.py"
_MESSAGE_LENGTH = 400


def main(data: bytes, channel: Any) -> None:
    """Run the job that ``inprocess.py`` wrote."""
    job = json.loads(data)
    leave, send = os._exit, channel.send
    work = pathlib.Path(os.environ["TMPDIR"], "work")
    work.mkdir()  # empty: tests list the folder they run in
    os.chdir(work)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.stdout = io.TextIOWrapper(open(os.devnull, "wb"), encoding="utf-8")  # noqa: SIM115, PTH123

    def report(kind: str, method: str = "", message: str = "") -> None:
        text = f"{job['nonce']} {kind} {method}\n{message[:_MESSAGE_LENGTH]}"
        send(text.encode("utf-8", "backslashreplace"))

    with contextlib.suppress(_EndedError):
        _run(job, report)
        report("end")
    leave(0)


class _EndedError(BaseException):
    """The failure has been reported."""


def _run(job: dict[str, Any], report: Callable[..., None]) -> None:
    names: dict[str, Any] = {"__name__": _NAME, "__file__": _FILE, "__builtins__": pristine.BUILTINS}
    try:
        exec(compile(job["preamble"], _FILE, "exec", dont_inherit=True), names)
        guard = pristine.Guard()
        program = _load(job["parts"], guard)
        _add_tests(names, program, job, guard)
        result = _Result(report, guard)
        suite = unittest.TestSuite(_followed(names["TestCases"](method), result) for method in job["methods"])
        suite.run(result)
        result.finish()
    except _EndedError:
        raise
    except _NoProgramError as error:
        report("syntax", "", error.args[0])
    except MemoryError:
        report("memory")
    except BaseException as error:
        report("error", "", described(error))
    else:
        return
    raise _EndedError


class _NoProgramError(Exception):
    """The program does not compile."""


def _load(parts: list[str], guard: pristine.Guard) -> types.ModuleType:
    """Execute the parts of the program as a module, with a unittest of its own; then put everything back."""
    module = types.ModuleType(_NAME)
    module.__dict__.update({"__file__": _FILE, "__builtins__": pristine.BUILTINS})
    sys.modules[_NAME] = module
    try:
        codes = [compile(part, _FILE, "exec", dont_inherit=True) for part in parts]
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
        raise _NoProgramError(described(error)) from None
    with guard.own_copies():
        for code in codes:
            exec(code, module.__dict__)
    return module


def _add_tests(names: dict[str, Any], program: types.ModuleType, job: dict[str, Any], guard: pristine.Guard) -> None:
    """Execute the test code in ``names``, which has the task's own imports and sees what the program defines.

    A program that changes ``np``, ``len``, ``TestCases`` or a constant does so for itself alone; functions and classes
    are its to define. What the tests define is the program's too, as where both are one module.
    """
    for name, value in program.__dict__.items():
        if name not in pristine.BUILTINS and (name not in names or _defined_here(names[name])):
            names[name] = value
    entry_point = job["entry_point"]
    names.pop(entry_point, None)
    if callable(program.__dict__.get(entry_point)):
        names[entry_point] = _watched(program.__dict__[entry_point], guard)
    before = dict(names)
    exec(compile(job["test_code"], _FILE, "exec", dont_inherit=True), names)
    for name, value in names.items():
        if name not in before or value is not before[name]:
            program.__dict__[name] = value


def _defined_here(value: Any) -> bool:
    kind = type(value)  # not isinstance, which asks the object: Django's settings answer by an exception
    return issubclass(kind, (type, types.FunctionType)) and value.__module__ == _NAME


def _followed(test: unittest.TestCase, result: _Result) -> unittest.TestCase:
    """``test``, which tells ``result`` when its method returned: unittest takes some exceptions for success."""
    method = getattr(test, test._testMethodName)

    @functools.wraps(method)
    def call() -> Any:
        answer = method()
        result.returned = True
        return answer

    @functools.wraps(method)
    async def call_later() -> Any:
        answer = await method()
        result.returned = True
        return answer

    setattr(test, test._testMethodName, call_later if inspect.iscoroutinefunction(method) else call)
    return test


def _watched(function: Callable[..., Any], guard: pristine.Guard) -> Callable[..., Any]:
    """``function``, with a look at what it returns."""

    @functools.wraps(function)
    def call(*arguments: Any, **keywords: Any) -> Any:
        answer = function(*arguments, **keywords)
        guard.examine(answer)
        return answer

    return call


class _Result(unittest.TestResult):
    """Sends a report after each test, once it has looked for tampering."""

    def __init__(self, report: Callable[..., None], guard: pristine.Guard) -> None:
        super().__init__()
        self._report = report
        self._guard = guard
        self._found: list[tuple[str, str]] = []
        self.returned = False

    def startTest(self, test: Any) -> None:
        self.returned = False

    def addSuccess(self, test: Any) -> None:
        self._found.append(("ok", "") if self.returned else ("error", "The test did not end."))

    def addFailure(self, test: Any, err: Any) -> None:
        self._found.append(("fail", described(err[1])))

    def addError(self, test: Any, err: Any) -> None:
        if isinstance(err[1], MemoryError):
            self._found.append(("memory", ""))
        else:
            self._found.append(("error", described(err[1])))

    def addSubTest(self, test: Any, subtest: Any, err: Any) -> None:
        if err is not None:
            self._found.append(("fail", described(err[1])))

    def addSkip(self, test: Any, reason: Any) -> None:
        self._found.append(("skip", "The test was skipped."))

    def addExpectedFailure(self, test: Any, err: Any) -> None:
        self._found.append(("expected", "The test was to fail, and failed."))

    def addUnexpectedSuccess(self, test: Any) -> None:
        self._found.append(("expected", "The test was to fail."))

    def stopTest(self, test: Any) -> None:
        self._send(test._testMethodName)

    def finish(self) -> None:
        """Report what failed outside of the tests (setUpClass, tearDownClass)."""
        if self._found:
            self._send("")

    def _send(self, method: str) -> None:
        failures = [found for found in self._found if found[0] != "ok"]
        kind, message = failures[0] if failures else ("ok", "") if self._found else ("error", "No result.")
        self._found.clear()
        fault = self._guard.fault()
        if fault:
            kind, message = "tampered", fault
        self._report(kind, method, message)
        if kind != "ok":
            raise _EndedError


def described(error: BaseException) -> str:
    """A short text of an exception, whatever its class does."""
    try:
        return f"{type(error).__name__}: {error}"[:_MESSAGE_LENGTH]
    except BaseException:
        return "an exception that cannot be printed"
