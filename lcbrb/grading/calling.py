"""Has a program's function called in the sandbox with many inputs, and hands its answers on one by one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol as Interface
from typing import TypeAlias

from lcbrb.contract import Comparison, Problem, Verdict
from lcbrb.grading.prelude import prelude
from lcbrb.grading.verdicts import Failure, Usage, ended_early, printable
from lcbrb.sandbox import MIB, DriverCall, Execution, Level, Limits, Sandbox

ENCODING_DRIVERS = tuple(Path(__file__).with_name(f"{name}.py") for name in ("flat_lists", "encoding", "decoding"))
"""What other drivers need to exchange values."""
DRIVERS = (*ENCODING_DRIVERS, Path(__file__).with_name("calls.py"))
"""What a sandbox has to be opened with."""
LOAD_SECONDS = 10.0
"""CPU time for executing the program itself, before the first call."""
_LEAVE_SECONDS = 1.0
"""CPU time for ending after the last call."""
MOST_ITEMS = 1_000_000
"""Items of an iterator that count, in tasks whose answers are compared as sets."""

_PAUSE = 0.0003
"""Seconds to wait for more answers once some have come, rather than to be woken for each."""
_FRAME = re.compile(rb"(answer|error|memory|syntax) (\d{1,9}\.\d{6})\n")
_FRAME_BYTES = 17 * MIB
_VERDICTS = {
    b"error": Verdict.RUNTIME_ERROR,
    b"memory": Verdict.MEMORY_LIMIT,
    b"syntax": Verdict.COMPILE_ERROR,
}

Judge: TypeAlias = Callable[[int, str, float], str | None]
"""Number of a test, answer in the data encoding, CPU seconds as the program's process says -> None, or what is wrong"""


@dataclass(frozen=True, slots=True)
class Calls:
    """What came of calling a function."""

    failure: Failure | None
    usage: Usage


def call(
    sandbox: Sandbox,
    problem: Problem,
    source: str,
    inputs: Sequence[str],
    seconds: Sequence[float],
    total_seconds: float,
    judge: Judge,
    alone: bool = False,
) -> Calls:
    """Call the function of ``source`` with ``inputs`` until ``judge`` refuses an answer or there is none.

    Args:
        sandbox: opened with DRIVERS.
        problem: says what is called.
        source: the program.
        inputs: argument lists in the data encoding.
        seconds: CPU time for each call.
        total_seconds: CPU time for all of them.
        judge: is asked about every answer, in the order of ``inputs``.
        alone: whether this is one call that has run out of time before. Then the sandbox watches the clock, which
            does not count the time in which the machine kept the program waiting.

    Raises:
        InfraError: the sandbox failed.
    """
    job = {
        "source": source,
        "prelude": prelude(problem),
        "entry_point": problem.entry_point,
        "class_name": "Solution" if "class Solution" in problem.starter_code else None,
        "list_iterables": MOST_ITEMS if problem.comparison is Comparison.EVALPLUS_SET else 0,
        "load_limit": LOAD_SECONDS,
        "limits": list(seconds),
        "clock": not alone,
        "inputs": list(inputs),
    }
    limits = Limits(
        cpu_seconds=LOAD_SECONDS + total_seconds,
        wall_seconds=2 * seconds[0] + 5 if alone else None,
        output_bytes=_output_bytes(sandbox, len(inputs)),
    )
    with _answers(sandbox, DriverCall("calls", json.dumps(job).encode(), limits)) as answers:
        failure = _judge_all(answers, seconds, judge)
        execution = answers.result()
    return Calls(failure, Usage().plus(execution))


class _Answers(Interface):
    """Frames as they come."""

    def receive(self, seconds: float | None = None, pause: float = 0.0) -> bytes | None: ...

    def result(self) -> Execution: ...


@dataclass
class _Collected:
    """Frames of a program that has ended."""

    execution: Execution
    at: int = field(default=0)

    def receive(self, seconds: float | None = None, pause: float = 0.0) -> bytes | None:
        self.at += 1
        return self.execution.frames[self.at - 1] if self.at <= len(self.execution.frames) else None

    def result(self) -> Execution:
        return self.execution


@contextmanager
def _answers(sandbox: Sandbox, job: DriverCall) -> Iterator[_Answers]:
    if sandbox.level is Level.W:
        yield _Collected(sandbox.run(job))
    else:
        with sandbox.session(job) as session:
            yield session


def _output_bytes(sandbox: Sandbox, answers: int) -> int:
    """A bound on one frame, or at level W on all of them together."""
    return _FRAME_BYTES * (min(answers, 16) if sandbox.level is Level.W else 1)


def _judge_all(answers: _Answers, seconds: Sequence[float], judge: Judge) -> Failure | None:
    number_of_tests = len(seconds)
    for number in range(number_of_tests):
        frame = answers.receive(seconds[number] + (0.0 if number else LOAD_SECONDS), _PAUSE if number else 0)
        if frame is None:
            return _cut_off(number, answers.result())
        failure = _judge(number, frame, judge)
        if failure is not None:
            return failure
    if answers.receive(_LEAVE_SECONDS) is not None:
        return Failure(number_of_tests, Verdict.TAMPERED, "There are more answers than tests.")
    execution = answers.result()
    if execution.torn or execution.limit is not None:
        return _cut_off(number_of_tests, execution)
    return None


def _cut_off(number: int, execution: Execution) -> Failure:
    if execution.torn and execution.limit is None and execution.signal is None:
        return Failure(number, Verdict.TAMPERED, "The program wrote to the channel of its answers.")
    return ended_early(number, execution)


def _judge(number: int, frame: bytes, judge: Judge) -> Failure | None:
    head = _FRAME.match(frame)
    if head is None:
        return Failure(number, Verdict.TAMPERED, "The program wrote to the channel of its answers.")
    kind, body = head[1], frame[head.end() :]
    if kind != b"answer":
        return Failure(number, _VERDICTS[kind], printable(body[:1000].decode("utf-8", "replace")))
    if not body.isascii():
        return Failure(number, Verdict.TAMPERED, "The program wrote to the channel of its answers.")
    wrong = judge(number, body.decode("ascii"), float(head[2]))
    return None if wrong is None else Failure(number, Verdict.WRONG_ANSWER, wrong)
