"""Grades stdio problems: a fresh process and real pipes for every test, as a contest's judge does it.

The output decides. A program that prints the right answer and then leaves by ``sys.exit(n)`` has passed, as with
LiveCodeBench (lcb_runner/evaluation/testing_util.py, call_method); one that ends by a signal or an exception has not.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lcbrb.contract import Outcome, Problem, TestCase, Verdict
from lcbrb.grading.compare import Expectation
from lcbrb.grading.prelude import prelude
from lcbrb.grading.verdicts import BY_STATEMENT, Failure, Usage, ended_early, outcome, printable
from lcbrb.sandbox import Execution, Limits, Sandbox, Script

DEFAULT_SECONDS = 6.0
"""CPU time for a test whose problem names none: that of LiveCodeBench."""
DOUBTFUL = 1.5
"""A busy machine can make a program take longer, but not so many times as long."""

_EXCEPTION = re.compile(rb"^Traceback \(most recent call last\):|^(Syntax|Indentation|Tab)Error: ", re.MULTILINE)
_NO_PROGRAM = re.compile(rb"(SyntaxError|IndentationError|TabError): ")
_SHOWN = 100


def grade(problem: Problem, source: str, sandbox: Sandbox) -> Outcome:
    """Grade one program, test by test up to the first that fails.

    A right answer that comes late may be the machine's doing: the test is run once more. One that has not come after
    ``DOUBTFUL`` times the limit is none.

    Raises:
        InfraError: the sandbox failed.
    """
    seconds, before = problem.time_limit or DEFAULT_SECONDS, prelude(problem)
    usage, failure, by_statement = Usage(), None, False
    for number, test in enumerate(problem.tests):
        stdin = test.input.encode("utf-8", "surrogatepass")
        for longest in (DOUBTFUL * seconds, seconds):
            execution = sandbox.run(Script(source, stdin, Limits(cpu_seconds=longest), before))
            usage = usage.plus(execution)
            failure = _failure(number, execution, problem, test)
            if failure is not None or execution.cpu_seconds <= seconds:
                break
        if failure is not None:
            break
        by_statement = by_statement or Expectation.of(problem, test).exceeds_official(_answer(execution))
    found = outcome(problem.tests, failure, usage, sandbox.level.value)
    return replace(found, message=BY_STATEMENT) if by_statement and failure is None else found


def _failure(number: int, execution: Execution, problem: Problem, test: TestCase) -> Failure | None:
    if execution.limit is not None or execution.signal is not None:
        return ended_early(number, execution)
    if execution.exit_code and _EXCEPTION.search(execution.stderr):
        failure = ended_early(number, execution)
        last_line = execution.stderr.rstrip().rpartition(b"\n")[2]
        if number == 0 and _NO_PROGRAM.match(last_line):
            return Failure(number, Verdict.COMPILE_ERROR, failure.message)
        return failure
    answer = _answer(execution)
    expectation = Expectation.of(problem, test)
    if expectation.accepts(answer):
        return None
    return Failure(number, Verdict.WRONG_ANSWER, f"Printed {_short(answer)}, not {_short(expectation.output)}.")


def _answer(execution: Execution) -> str:
    return execution.stdout.decode("utf-8", "replace")


def _short(text: str) -> str:
    shown = printable(text.strip()[: _SHOWN + 1])
    return repr(shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…")
