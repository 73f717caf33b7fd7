"""Grades unittest problems with the program and its tests in one process: for tasks that a proxy cannot do.

A verdict reached so can be forged by a program that is written to do it; it is marked, and never a reward.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lcbrb.contract import Mode, Outcome, Problem, TestCase, Verdict
from lcbrb.grading.unittests.methods import expected_methods
from lcbrb.grading.verdicts import Failure, Usage, ended_early, outcome, printable
from lcbrb.sandbox import MIB, DriverCall, Execution, Limits, Sandbox

DRIVERS = tuple(Path(__file__).parent / "inside" / f"{name}.py" for name in ("pristine", "one_process"))
"""What a sandbox has to be opened with."""
DEFAULT_SECONDS = 240.0
"""For a problem that names no time limit (bigcodebench/eval/utils.py, TIMEOUT_LIMIT)."""

_FUTURE = re.compile(r"^from[ \t]+__future__[ \t]+import\b", re.MULTILINE)
_FRAME = re.compile(rb"(\w+) (\w+) (\w*)\n")
_VERDICTS = {
    "fail": Verdict.WRONG_ANSWER,
    "skip": Verdict.WRONG_ANSWER,
    "expected": Verdict.WRONG_ANSWER,
    "error": Verdict.RUNTIME_ERROR,
    "memory": Verdict.MEMORY_LIMIT,
    "syntax": Verdict.COMPILE_ERROR,
    "tampered": Verdict.TAMPERED,
}


def grade(problem: Problem, source: str, sandbox: Sandbox) -> Outcome:
    """Grade one program.

    Raises:
        InfraError: the sandbox failed.
        UserError: the problem has no tests.
    """
    methods, nonce = expected_methods(problem), secrets.token_hex(16)
    execution = sandbox.run(DriverCall("one_process", _job(problem, source, methods, nonce), limits_of(problem)))
    tests, failure = [TestCase(method, None) for method in methods], _failure(methods, nonce, execution)
    found = outcome(tests, failure, Usage().plus(execution), sandbox.level.value)
    return replace(found, mode=Mode.IN_PROCESS)


def limits_of(problem: Problem) -> Limits:
    """What a process of a unittest problem may use. Libraries are large, and tests write files."""
    seconds = problem.time_limit or DEFAULT_SECONDS
    return Limits(
        cpu_seconds=seconds,
        memory_bytes=4096 * MIB,
        processes=512,  # one task has a thread for each address of a network
        file_bytes=256 * MIB,
        scratch_bytes=256 * MIB,
    )


def parts(problem: Problem, source: str) -> list[str]:
    """What to compile: all at once, or the preamble apart where the rest begins with imports from ``__future__``."""
    rest = source.removeprefix(problem.preamble)
    return [problem.preamble, rest] if rest != source and _FUTURE.search(rest) else [source]


def _job(problem: Problem, source: str, methods: Sequence[str], nonce: str) -> bytes:
    job = {
        "nonce": nonce,
        "preamble": problem.preamble,
        "parts": parts(problem, source),
        "test_code": problem.test_code,
        "entry_point": problem.entry_point,
        "methods": list(methods),
    }
    return json.dumps(job).encode()


def _failure(methods: Sequence[str], nonce: str, execution: Execution) -> Failure | None:
    """The first test without an ``ok`` in its place; None where there is one for each, once, and the end."""
    for number, method in enumerate([*methods, None]):
        if number >= len(execution.frames):
            return ended_early(number, execution)
        frame = _FRAME.match(execution.frames[number])
        said = [part.decode() for part in frame.groups()] if frame else []
        if frame is None or said[0] != nonce:
            return Failure(number, Verdict.TAMPERED, "A report is not the checker's own.")
        if said[1] in _VERDICTS:
            message = execution.frames[number][frame.end() :].decode("utf-8", "replace")
            return Failure(number, _VERDICTS[said[1]], printable(f"{method or 'after the tests'}: {message}"))
        if said[1:] != (["end", ""] if method is None else ["ok", method]):
            return Failure(number, Verdict.TAMPERED, "The reports are not those of the tests.")
    if len(execution.frames) > len(methods) + 1:
        return Failure(len(methods), Verdict.TAMPERED, "There are more reports than tests.")
    if execution.limit is not None or execution.torn or execution.exit_code != 0:
        return ended_early(len(methods), execution)
    return None
