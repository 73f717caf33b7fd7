"""One worker of the pool: a process with a sandbox of its own, which grades what it is sent. Trusted."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeAlias

from lcbrb.contract import Outcome, Problem, Protocol, Sample
from lcbrb.errors import InfraError, UserError
from lcbrb.grading import math, prelude
from lcbrb.grading.grade import grade, open_sandbox
from lcbrb.grading.references import References
from lcbrb.sandbox import Level, Sandbox

MEMORY_BYTES = 6 << 30
"""What a worker may hold itself: a hostile answer that is large when rebuilt must not take the machine's memory."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a worker is set up. The level has been probed already."""

    level: Level
    python: Path | None = None
    references: Path | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """Samples of one problem."""

    problem: Problem
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker's sandbox is open."""

    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing can be graded; the sentence for the user, and whether it is the user's to mend."""

    message: str
    is_users: bool


Message: TypeAlias = Ready | Outcome | Refusal


def main(connection: Connection, settings: Settings) -> None:
    """Serve the pool until it closes the connection: an outcome for each sample, in their order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the pool ends its workers itself
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            _serve(connection, settings)
        except (UserError, InfraError) as error:
            connection.send(Refusal(str(error), isinstance(error, UserError)))


def _serve(connection: Connection, settings: Settings) -> None:
    references = References(settings.references)
    with contextlib.ExitStack() as open_ones:
        sandbox = open_ones.enter_context(_open(settings, prelude.MODULES))
        _bound_memory()
        connection.send(Ready(sandbox.facts()))
        for_math: Sandbox | None = None
        while True:
            work: Work = connection.recv()
            if work.problem.protocol is Protocol.MATH and for_math is None:
                math.require()
                for_math = open_ones.enter_context(_open(settings, math.MODULES))
            place = for_math if for_math and work.problem.protocol is Protocol.MATH else sandbox
            for sample in work.samples:
                connection.send(grade(work.problem, sample, place, references))


def _open(settings: Settings, preimport: Sequence[str]) -> Sandbox:
    """A sandbox whose server has loaded what its programs need; sympy is no business of programs that answer tests."""
    return open_sandbox(settings.level, preimport=preimport, python=settings.python, allow_unsafe=True, probe=False)


def _bound_memory() -> None:
    if os.name == "posix":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, most))
