"""Grades function problems. The program answers in a process of its own; this side decides.

The process gets the program and the inputs of all tests at once, and hears nothing back. What it sends is believed to
be data, never a verdict: a test is passed when its frame holds the right value, and the program when there is exactly
one such frame for every test.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lcbrb.contract import Outcome, Problem
from lcbrb.grading.calling import call
from lcbrb.grading.compare import Expectation, describe
from lcbrb.grading.decoding import is_opaque
from lcbrb.grading.references import Reference, References
from lcbrb.grading.verdicts import BY_STATEMENT, Failure, Usage, outcome
from lcbrb.sandbox import Sandbox

LEAST_SECONDS = 4.0
"""CPU time for a test whose problem names none (evalplus/config.py, DEFAULT_MIN_TIME_LIMIT; 1.0 up to 0.3.1) ..."""
REFERENCE_FACTOR = 4.0
"""... or this many times what the reference solution took, if that is more (DEFAULT_GT_TIME_LIMIT_FACTOR)."""
TOTAL_SECONDS = 60.0
"""CPU time for all tests of such a problem (evalplus/eval/__init__.py, EVALPLUS_TIMEOUT_PER_TASK)."""

_MOST_RERUNS = 3


def grade(problem: Problem, source: str, sandbox: Sandbox, references: References) -> Outcome:
    """Grade one program.

    A test that runs out of time is run again, alone in a fresh process, before it counts, and so is the reference
    solution where its time decides: on a busy machine both take more. Tests after it then go on in another process.

    Raises:
        InfraError: the sandbox or the reference solution failed.
    """
    expected = _references(problem, sandbox, references)
    seconds = [_seconds(problem, reference.seconds if reference else 0.0) for reference in expected]
    total = sum(seconds) if problem.time_limit is not None else _total(seconds, expected)
    run = _Run(problem, source, sandbox, expected, seconds, total)
    failure = run.tests(0, len(problem.tests))
    for _ in range(_MOST_RERUNS):
        if failure is None or not failure.may_be_noise:
            break
        doubtful = min(failure.test, len(problem.tests) - 1)  # after its last answer, a program has yet to end
        if problem.time_limit is None and problem.reference_solution is not None:
            now = _seconds(problem, references.seconds_now(problem, sandbox, doubtful))
            seconds[doubtful] = max(seconds[doubtful], now)
            run.total_seconds = max(run.total_seconds, now)
        failure = run.tests(doubtful, doubtful + 1, alone=True)
        if failure is None and doubtful + 1 < len(problem.tests):
            failure = run.tests(doubtful + 1, len(problem.tests))
        elif failure is not None:
            break
    found = outcome(problem.tests, failure, run.usage, sandbox.level.value)
    return replace(found, message=BY_STATEMENT) if run.by_statement and failure is None else found


@dataclass
class _Run:
    """One program and its tests."""

    problem: Problem
    source: str
    sandbox: Sandbox
    expected: Sequence[Reference | None]
    seconds: Sequence[float]
    total_seconds: float
    usage: Usage = field(default_factory=Usage)
    by_statement: bool = False

    def tests(self, start: int, end: int, alone: bool = False) -> Failure | None:
        """Run the tests from ``start`` to before ``end`` in a fresh process; the first that fails."""
        calls = call(
            self.sandbox,
            self.problem,
            self.source,
            [test.input for test in self.problem.tests[start:end]],
            self.seconds[start:end],
            self.total_seconds,
            lambda number, answer, _: self.fault(start + number, answer),
            alone=alone,
        )
        peak = max(self.usage.peak_memory, calls.usage.peak_memory)
        self.usage = Usage(self.usage.seconds + calls.usage.seconds, peak)
        return calls.failure and replace(calls.failure, test=calls.failure.test + start)

    def fault(self, number: int, answer: str) -> str | None:
        """None where the answer to a test is right, else what is wrong with it."""
        reference, test = self.expected[number], self.problem.tests[number]
        if reference is not None and answer == reference.output and not is_opaque(answer):
            return None  # as Expectation.accepts has it, without the detour: most answers end here
        expectation = Expectation.of(self.problem, test, reference.output if reference else None)
        if expectation.accepts(answer):
            self.by_statement = self.by_statement or expectation.exceeds_official(answer)
            return None
        return f"Returned {describe(answer)}, not {describe(expectation.output)}."


def _references(problem: Problem, sandbox: Sandbox, references: References) -> Sequence[Reference | None]:
    if any(test.output is None for test in problem.tests):
        return references.of(problem, sandbox)
    return [None] * len(problem.tests)


def _seconds(problem: Problem, reference_seconds: float) -> float:
    if problem.time_limit is not None:
        return problem.time_limit
    return max(LEAST_SECONDS, REFERENCE_FACTOR * reference_seconds)


def _total(seconds: Sequence[float], expected: Sequence[Reference | None]) -> float:
    """Here not less than the factor over the reference's own sum: with EvalPlus Mbpp/599 fails on a busy machine."""
    own = REFERENCE_FACTOR * sum(reference.seconds for reference in expected if reference)
    return max(min(sum(seconds), TOTAL_SECONDS), *seconds, own)
