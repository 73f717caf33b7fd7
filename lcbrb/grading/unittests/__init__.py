"""Grades problems that come with unittest code: by proxy where the task allows it, else in one process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from weakref import WeakKeyDictionary

from lcbrb.contract import Mode, Outcome, Problem, Sample, Verdict
from lcbrb.errors import InfraError, UserError
from lcbrb.grading.extract import program
from lcbrb.grading.unittests import inprocess, proxy
from lcbrb.grading.unittests.environment import NO_LIBRARIES, Preimport
from lcbrb.sandbox import Level, Sandbox

DRIVERS = tuple(dict.fromkeys((*proxy.DRIVERS, *inprocess.DRIVERS)))
"""What a sandbox has to be opened with."""

_asked: WeakKeyDictionary[Sandbox, dict[Problem, tuple[str, ...]]] = WeakKeyDictionary()
"""What tests asked of the objects of references that were run because nobody had."""


def open_sandbox(
    level: Level | str = "auto",
    preimport: Preimport = NO_LIBRARIES,
    *,
    python: Path | None = None,
    allow_unsafe: bool = False,
    probe: bool = True,
) -> Sandbox:
    """A sandbox that ``grade`` can use.

    Args:
        level: a Level, its name, or "auto".
        preimport: libraries that are imported at once; from ``Environment.preimport_for``.
        python: interpreter.
        allow_unsafe: permit a level below L2.
        probe: whether to probe a level that is named.

    Raises:
        UserError: the level cannot be had, or does not run two processes at a time.
    """
    if level == Level.W:
        raise UserError("Unittest problems need sandbox level L3 or L2: level W runs one program at a time.")
    return Sandbox.open(
        level,
        preimport=preimport.modules,
        drivers=DRIVERS,
        small_objects=preimport.small_objects,
        python=python,
        allow_unsafe=allow_unsafe,
        probe=probe,
    )


def grade(problem: Problem, source: str, sandbox: Sandbox) -> Outcome:
    """Grade one program in the problem's mode, by proxy where it has none.

    By proxy, what the tests may ask of a program's objects is known from the problem's reference solution: where
    ``problem.objects`` does not say it, that runs first, once for each sandbox.

    Raises:
        InfraError: the sandbox failed, or the reference solution does not pass by proxy here.
        UserError: the problem has no tests, or no reference solution where one is needed.
    """
    if problem.mode is Mode.IN_PROCESS:
        return inprocess.grade(problem, source, sandbox)
    if problem.objects is None and source != program(problem, reference(problem)):
        problem = replace(problem, objects=_asked_of_reference(problem, sandbox))
    return proxy.grade(problem, source, sandbox)


def reference(problem: Problem) -> Sample:
    """The reference solution as a sample.

    Raises:
        UserError: there is none.
    """
    if problem.reference_solution is None:
        raise UserError(f"Problem '{problem.question_id}' has no reference solution, which unittest problems need.")
    return Sample(problem.question_id, "reference", solution=problem.reference_solution)


def _asked_of_reference(problem: Problem, sandbox: Sandbox) -> tuple[str, ...]:
    known = _asked.setdefault(sandbox, {})
    if problem not in known:
        outcome = proxy.grade(problem, program(problem, reference(problem)), sandbox)
        if outcome.verdict is not Verdict.PASSED:
            raise InfraError(
                f"The reference solution of '{problem.question_id}' does not pass by proxy here: {outcome.message}"
            )
        known[problem] = outcome.objects
    return known[problem]
