"""From what happened to a process to a verdict: what function and stdio grading share."""

from __future__ import annotations

import re
import signal
from collections.abc import Sequence
from dataclasses import dataclass

from lcbrb.contract import Mode, Outcome, TestCase, Verdict
from lcbrb.sandbox import Execution, Level, Limit

TIMER_SIGNALS = frozenset(int(getattr(signal, name)) for name in ("SIGPROF", "SIGALRM") if hasattr(signal, name))
"""Sent to a program of function tests when a test's own time is up (``calls.py``)."""

BY_STATEMENT = "Right by the problem's statement; LiveCodeBench accepts its own answer alone."
"""The message of a passed program that the official checker would fail."""

_MESSAGE_LENGTH = 300
_UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa0-\ud7ff\ue000-\U0010ffff]+")
_LIMITS = {
    Limit.CPU: (Verdict.TIMEOUT, "used up its CPU time"),
    Limit.WALL: (Verdict.TIMEOUT, "did not end in time, though it hardly used the CPU"),
    Limit.MEMORY: (Verdict.MEMORY_LIMIT, "used up its memory"),
    Limit.OUTPUT: (Verdict.OUTPUT_LIMIT, "printed or returned too much"),
    Limit.PROCESSES: (Verdict.RUNTIME_ERROR, "started too many processes or threads"),
    Limit.SCRATCH: (Verdict.RUNTIME_ERROR, "filled its scratch folder"),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """The first test that failed, and how."""

    test: int
    verdict: Verdict
    message: str
    may_be_noise: bool = False
    """Whether time decided, so that the test has to be run again before it counts."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a program used, summed over its processes (memory: of the largest)."""

    seconds: float = 0.0
    peak_memory: int = 0

    def plus(self, execution: Execution) -> Usage:
        """With one more process."""
        peak = max(self.peak_memory, execution.peak_memory_bytes)
        return Usage(self.seconds + execution.cpu_seconds, peak)


def ended_early(test: int, execution: Execution) -> Failure:
    """The failure of a process that ended before it had answered ``test``."""
    if execution.limit is not None:
        verdict, text = _LIMITS[execution.limit]
        return Failure(test, verdict, f"The program {text}.", execution.limit is Limit.WALL)
    if execution.signal in TIMER_SIGNALS:
        return Failure(test, Verdict.TIMEOUT, "The call took longer than a test may.", may_be_noise=True)
    how = f"exit status {execution.exit_code}" if execution.signal is None else f"signal {execution.signal}"
    last_line = printable(execution.stderr.rstrip().rpartition(b"\n")[2].decode("utf-8", "replace"))
    return Failure(test, Verdict.RUNTIME_ERROR, f"The program ended with {how}. {last_line}".rstrip())


def trusted_for_rewards(outcome: Outcome) -> bool:
    """Whether a verdict may become a reward: a model in training finds whatever can be forged.

    Not one reached in one process with the tests, at a level that does not isolate, or for want of a verdict.
    """
    isolated = outcome.sandbox in (Level.L3, Level.L2_UID, Level.L2, Level.W)
    return isolated and outcome.mode is not Mode.IN_PROCESS and outcome.verdict is not Verdict.INFRA_ERROR


def printable(text: str) -> str:
    """An untrusted text made short and free of control characters."""
    return _UNPRINTABLE.sub(" ", text[:_MESSAGE_LENGTH])


def outcome(tests: Sequence[TestCase], failure: Failure | None, usage: Usage, level: str) -> Outcome:
    """The outcome of a program whose first failing test is ``failure``.

    The base tests' verdict is apart: base tests come before those that EvalPlus added.
    """
    if failure is None:
        passed = Verdict.PASSED
        return Outcome(passed, passed, len(tests), len(tests), None, usage.seconds, usage.peak_memory, level)
    in_plus = failure.verdict is not Verdict.TAMPERED and failure.test < len(tests) and tests[failure.test].plus
    return Outcome(
        verdict=failure.verdict,
        base_verdict=Verdict.PASSED if in_plus else failure.verdict,
        tests_passed=failure.test,
        tests_total=len(tests),
        first_failure=failure.test if failure.test < len(tests) else None,
        seconds=usage.seconds,
        peak_memory=usage.peak_memory,
        sandbox=level,
        message=failure.message,
    )
