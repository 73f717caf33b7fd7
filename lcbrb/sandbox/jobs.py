"""What goes into the sandbox and what comes out: plain records, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

MIB = 1 << 20


class Level(StrEnum):
    """How strongly a program is isolated, strongest first. docs/security.md says what each excludes."""

    L3 = "L3"
    """Namespaces: no network, a file system and process table of its own; Landlock and seccomp on top."""
    L2_UID = "L2+uid"
    """Landlock and seccomp under a spare user id (root in a container)."""
    L2 = "L2"
    """Landlock and seccomp."""
    W = "W"
    """CPython compiled to WebAssembly: no files, no network, no processes, no threads."""
    L1 = "L1"
    """Limits only. Bounds accidents; not a sandbox."""


class Limit(StrEnum):
    """Which limit ended a program."""

    CPU = "cpu"
    WALL = "wall"
    MEMORY = "memory"
    OUTPUT = "output"
    PROCESSES = "processes"
    SCRATCH = "scratch"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a program may use. CPU time decides a timeout; the wall clock is a backstop.

    ``wall_seconds`` does not count the time in which the machine made the program wait for a core; None means
    twice the CPU limit plus five seconds. ``memory_bytes`` counts on top of what the warm interpreter holds, for
    every process (address space) and for all together (resident). ``output_bytes`` bounds stdout, and what is sent
    over a driver's channel; ``processes`` counts threads too; ``file_bytes`` bounds one file and ``scratch_bytes``
    the whole scratch folder.
    """

    cpu_seconds: float = 10.0
    wall_seconds: float | None = None
    memory_bytes: int = 2048 * MIB
    output_bytes: int = 32 * MIB
    processes: int = 64
    file_bytes: int = 64 * MIB
    open_files: int = 256
    scratch_bytes: int = 64 * MIB

    @property
    def wall_limit(self) -> float:
        """The wall-clock limit in seconds."""
        return 2 * self.cpu_seconds + 5 if self.wall_seconds is None else self.wall_seconds


@dataclass(frozen=True, slots=True)
class Script:
    """Run ``source`` as ``__main__`` of a fresh Python process: real stdin (a file), real stdout and stderr (pipes).

    ``prelude`` names one of the texts given to ``Sandbox.open(preludes=...)``, whose statements come first.
    """

    source: str
    stdin: bytes = b""
    limits: Limits = Limits()
    prelude: str = ""


@dataclass(frozen=True, slots=True)
class DriverCall:
    """Call ``main(data, channel)`` of a trusted driver in a fresh process.

    ``driver`` names one of the files given to ``Sandbox.open(drivers=...)`` (its stem). The driver runs the
    untrusted code of ``data`` as it sees fit and answers in frames over ``channel``; what it sends must still be
    treated as sent by the untrusted code, which shares its process.
    """

    driver: str
    data: bytes
    limits: Limits = Limits()


Job: TypeAlias = Script | DriverCall


@dataclass(frozen=True, slots=True)
class Execution:
    """What happened to one job. Nothing in it but the times and the limits can be trusted to be the program's truth.

    And of the limits not MEMORY: a program that ends as one does for want of memory counts as that.

    Exactly one of ``exit_code`` and ``signal`` is set. ``stdout`` is complete unless ``limit`` is OUTPUT;
    ``stderr`` is its last 64 KiB. ``frames`` are the complete frames a driver's process sent, ``torn`` whether
    bytes followed that are no complete frame. ``peak_memory_bytes`` is that of the largest process, the
    interpreter included. ``cpu_seconds`` counts every process.
    """

    level: Level
    exit_code: int | None
    signal: int | None
    limit: Limit | None
    stdout: bytes
    stderr: bytes
    frames: tuple[bytes, ...]
    torn: bool
    cpu_seconds: float
    wall_seconds: float
    peak_memory_bytes: int
