"""One call that grades one program: the problem's protocol decides how."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lcbrb.contract import Outcome, Problem, Protocol, Sample, Verdict
from lcbrb.errors import InfraError
from lcbrb.grading import function, math, prelude, stdio, unittests
from lcbrb.grading.calling import DRIVERS
from lcbrb.grading.extract import program
from lcbrb.grading.references import References
from lcbrb.sandbox import Level, Sandbox


def open_sandbox(
    level: Level | str = "auto",
    *,
    preimport: Sequence[str] = prelude.MODULES,
    python: Path | None = None,
    allow_unsafe: bool = False,
    probe: bool = True,
) -> Sandbox:
    """A sandbox that ``grade`` can use; parameters as ``Sandbox.open`` has them.

    Not for unittest problems, which need one from ``unittests.open_sandbox``.
    """
    return Sandbox.open(
        level,
        preimport=preimport,
        drivers=(*DRIVERS, math.DRIVER),
        preludes=(prelude.LIVECODEBENCH,),
        python=python,
        allow_unsafe=allow_unsafe,
        probe=probe,
    )


def grade(problem: Problem, sample: Sample | str, sandbox: Sandbox, references: References | None = None) -> Outcome:
    """Grade a sample of ``problem``, or a whole program given as its text.

    What fails outside the program is tried twice, and is then INFRA_ERROR, never a wrong answer.

    Args:
        problem: with its tests.
        sample: a sample, or the text of a program.
        sandbox: from ``open_sandbox``; for unittest problems from ``unittests.open_sandbox``.
        references: outputs of reference solutions; those of the user's cache by default.

    Raises:
        UserError: there is no room for the sandbox's or the references' files.
    """
    if isinstance(sample, str):
        sample = Sample(problem.question_id, 0, solution=sample)
    if not problem.tests and not problem.test_code:
        return _without_tests(problem, sandbox, Verdict.INFRA_ERROR, "The problem has no tests.")
    if not (sample.solution or sample.completion or "").strip():
        return _without_tests(problem, sandbox, Verdict.NO_CODE, "The sample holds no code.")
    source = program(problem, sample)
    for attempt in range(2):
        try:
            if problem.protocol is Protocol.MATH:
                return math.grade(problem, source, sandbox)
            if problem.protocol is Protocol.UNITTEST:
                return unittests.grade(problem, source, sandbox)
            if problem.protocol is Protocol.STDIO:
                return stdio.grade(problem, source, sandbox)
            return function.grade(problem, source, sandbox, references or References())
        except InfraError as error:
            if attempt:
                return _without_tests(problem, sandbox, Verdict.INFRA_ERROR, str(error))
    raise AssertionError("unreachable")


def _without_tests(problem: Problem, sandbox: Sandbox, verdict: Verdict, message: str) -> Outcome:
    level, tests = sandbox.level.value, len(problem.tests)
    return Outcome(verdict, verdict, 0, tests, sandbox=level, message=message, mode=problem.mode)
