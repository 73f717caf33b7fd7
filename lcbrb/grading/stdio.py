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

_EXCEPTION = re.compile(rb"^Traceback \(most recent call last\):|^(Syntax|Indentation|Tab)Error: ", re.MULTILINE)
_NO_PROGRAM = re.compile(rb"(SyntaxError|IndentationError|TabError): ")
_SHOWN = 100


def grade(problem: Problem, source: str, sandbox: Sandbox) -> Outcome:
    """Grade one program, test by test up to the first that fails.

    A test that runs out of time is run once more before it counts.

    Raises:
        InfraError: the sandbox failed.
    """
    limits, before = Limits(cpu_seconds=problem.time_limit or DEFAULT_SECONDS), prelude(problem)
    usage, failure, by_statement = Usage(), None, False
    for number, test in enumerate(problem.tests):
        job = Script(source, test.input.encode("utf-8", "surrogatepass"), limits, before)
        for _ in range(2):
            execution = sandbox.run(job)
            usage = usage.plus(execution)
            failure = _failure(number, execution, problem, test)
            if failure is None or failure.verdict is not Verdict.TIMEOUT:
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
