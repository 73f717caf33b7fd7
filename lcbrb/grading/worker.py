"""One worker of the pool: a process with a sandbox of its own, which grades what it is sent. Trusted."""

from __future__ import annotations

import contextlib
import platform
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

from lcbrb.contract import Outcome, Problem, Protocol, Sample
from lcbrb.errors import InfraError, UserError
from lcbrb.grading import math, official, unittests
from lcbrb.grading.grade import grade, open_sandbox
from lcbrb.grading.official import Peer
from lcbrb.grading.references import References
from lcbrb.grading.unittests.environment import NO_LIBRARIES, Environment, Preimport
from lcbrb.sandbox import Level, Sandbox

MEMORY_BYTES = 6 << 30
"""What a worker may hold itself: a hostile answer that is large when rebuilt must not take the machine's memory."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a worker is set up.

    Attributes:
        level: the level, probed already; for a cluster, whose nodes probe it themselves, "auto" or a level's name.
        allow_unsafe: for a cluster: permit level L1.
        python: interpreter that runs the programs.
        references: folder for outputs of reference solutions.
        environment: where unittest problems run; ``python`` by default.
        peer: the official checker that decides in our place: to compare with, never for a reward.
    """

    level: Level | str
    allow_unsafe: bool = False
    python: Path | None = None
    references: Path | None = None
    environment: Environment | None = None
    peer: Peer | None = None

    @property
    def checker(self) -> str:
        """Who decides: "ours", or the peer and its version."""
        return "ours" if self.peer is None else str(self.peer)


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
    with Grader(settings) as grader:
        connection.send(grader.ready)
        while True:
            work: Work = connection.recv()
            for sample in work.samples:
                connection.send(grader.grade(work.problem, sample))


class Grader:
    """What a worker of any kind grades with: a warm sandbox and outputs of reference solutions."""

    def __init__(self, settings: Settings) -> None:
        """Open the sandbox, and bound this process's own memory.

        Raises:
            UserError: the sandbox cannot be had.
            InfraError: it fails.
        """
        where = settings.environment
        if where is not None and not where.python.exists():
            raise UserError(
                f"{platform.node()} has no {where.python}: BigCodeBench's environment must be on every node."
            )
        self._settings = settings
        self._references = References(settings.references)
        self._sandboxes: dict[Protocol | Preimport, Sandbox] = {}
        first = Protocol.FUNCTION if where is None or settings.peer is not None else NO_LIBRARIES
        self.ready = Ready(self._opened(first).facts())
        _bound_memory()

    def grade(self, problem: Problem, sample: Sample) -> Outcome:
        """Grade one sample, as ``lcbrb.grading.grade.grade`` does, or as the peer does."""
        sandbox = self._sandbox_of(problem)
        if self._settings.peer is not None:
            return official.grade(problem, sample, sandbox, self._settings.peer)
        return grade(problem, sample, sandbox, self._references)

    def _sandbox_of(self, problem: Problem) -> Sandbox:
        """Problems that need libraries have a sandbox that imports them, which is no business of others."""
        if self._settings.peer is not None or problem.protocol is Protocol.STDIO:
            return self._opened(Protocol.FUNCTION)
        if problem.protocol is Protocol.UNITTEST:
            where = self._settings.environment
            return self._opened(where.preimport_for(problem) if where else NO_LIBRARIES)
        return self._opened(problem.protocol)

    def _opened(self, kind: Protocol | Preimport) -> Sandbox:
        if kind not in self._sandboxes:
            self._sandboxes[kind] = self._open(kind)
        return self._sandboxes[kind]

    def _open(self, kind: Protocol | Preimport) -> Sandbox:
        settings = self._settings
        level, python = Level(settings.level), settings.python
        if settings.peer is not None:
            return official.open_sandbox(settings.peer, level)
        if isinstance(kind, Preimport):
            python = settings.environment.python if settings.environment else python
            return unittests.open_sandbox(level, kind, python=python, allow_unsafe=True, probe=False)
        if kind is Protocol.MATH:
            math.require()
            return open_sandbox(level, preimport=math.MODULES, python=python, allow_unsafe=True, probe=False)
        return open_sandbox(level, python=python, allow_unsafe=True, probe=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for sandbox in self._sandboxes.values():
            sandbox.close()


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, most))
