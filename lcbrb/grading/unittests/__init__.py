"""Grades problems that come with unittest code: by proxy where the task allows it, else in one process."""

from __future__ import annotations

from pathlib import Path

from lcbrb.contract import Mode, Outcome, Problem
from lcbrb.errors import UserError
from lcbrb.grading.unittests import inprocess, proxy
from lcbrb.grading.unittests.environment import NO_LIBRARIES, Preimport
from lcbrb.sandbox import Level, Sandbox

DRIVERS = tuple(dict.fromkeys((*proxy.DRIVERS, *inprocess.DRIVERS)))
"""What a sandbox has to be opened with."""


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

    Raises:
        InfraError: the sandbox failed.
        UserError: the problem has no tests.
    """
    if problem.mode is Mode.IN_PROCESS:
        return inprocess.grade(problem, source, sandbox)
    return proxy.grade(problem, source, sandbox)
