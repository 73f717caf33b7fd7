"""Resource limits of a program's processes."""

from __future__ import annotations

import math
import resource
from dataclasses import dataclass

_STACK_BYTES = 64 << 20


@dataclass(frozen=True)
class JobLimits:
    """The checker's ``Limits``, as they arrive."""

    cpu_seconds: float
    wall_seconds: float
    memory_bytes: int
    processes: int
    file_bytes: int
    open_files: int
    scratch_bytes: int


Table = list[tuple[int, tuple[int, int]]]
"""Kinds of resource limits, each with its soft and hard value, as ``resource.setrlimit`` takes them."""


def table(limits: JobLimits, inherited_address_space: int, processes: int) -> Table:
    """The limits for a child of this process and all it will start.

    Args:
        limits: what the program may use.
        inherited_address_space: what the server's own memory takes, on top of which the program's counts.
        processes: value for RLIMIT_NPROC, which counts differently at each level.
    """
    cpu = math.ceil(limits.cpu_seconds) + 1  # a backstop: the keeper looks at the time itself
    address_space = inherited_address_space + limits.memory_bytes
    wanted = (
        (resource.RLIMIT_CPU, cpu, cpu + 1),
        (resource.RLIMIT_AS, address_space, address_space),
        (resource.RLIMIT_FSIZE, limits.file_bytes, limits.file_bytes),
        (resource.RLIMIT_NOFILE, limits.open_files, limits.open_files),
        (resource.RLIMIT_NPROC, processes, processes),
        (resource.RLIMIT_CORE, 1, 1),  # 0 would still start a core handler, as root; 1 does not
        (resource.RLIMIT_MEMLOCK, 1 << 20, 1 << 20),
        (resource.RLIMIT_MSGQUEUE, 0, 0),
        (resource.RLIMIT_SIGPENDING, 1024, 1024),  # timers, too, which count for all of a user's processes
        (resource.RLIMIT_RTPRIO, 0, 0),
        (resource.RLIMIT_NICE, 0, 0),
    )
    return [*_stack(), *((kind, _permitted(kind, soft, hard)) for kind, soft, hard in wanted)]


def apply(limits: Table) -> None:
    """Limit this process and all it will start."""
    for kind, values in limits:
        resource.setrlimit(kind, values)


def _permitted(kind: int, soft: int, hard: int) -> tuple[int, int]:
    _, most = resource.getrlimit(kind)
    return (soft, hard) if most == resource.RLIM_INFINITY else (min(soft, most), min(hard, most))


def _stack() -> Table:
    """A stack that lets C code recur as deep as contest programs do; the usual 8 MiB end at a depth of 15,000."""
    soft, most = resource.getrlimit(resource.RLIMIT_STACK)
    if soft == resource.RLIM_INFINITY or soft >= _STACK_BYTES:
        return []
    return [
        (resource.RLIMIT_STACK, (_STACK_BYTES if most == resource.RLIM_INFINITY else min(_STACK_BYTES, most), most))
    ]
