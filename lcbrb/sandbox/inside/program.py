"""The program of a job: confines itself, then runs untrusted code. Nothing it holds is secret."""

from __future__ import annotations

import os
import sys
import traceback
from dataclasses import dataclass
from types import ModuleType

from . import frames, landlock, linux, rlimits, script, seccomp, users

_CHANNEL = 3
_OWN_PROCESS = ("cmdline", "fd", "limits", "maps", "stat", "statm", "status")  # not net, nor mounts


@dataclass(frozen=True)
class Confinement:
    """How one job's program is confined.

    Attributes:
        scratch: the job's scratch folder.
        limits: resource limits.
        rulesets: Landlock rulesets to enforce.
        sees_own_process: whether the last ruleset is to permit reading what /proc tells of the program itself.
        filter_program: the system call filter, or None.
        user: user and group id to change to, as root.
        kept_capabilities: bit set; reading the interpreter's files as another user may need one.
    """

    scratch: str
    limits: rlimits.Table
    rulesets: tuple[int, ...] = ()
    sees_own_process: bool = False
    filter_program: bytes | None = None
    user: int | None = None
    kept_capabilities: int = 0

    @property
    def home(self) -> str:
        """The program's home and working folder."""
        return os.path.join(self.scratch, "home")


@dataclass(frozen=True)
class Program:
    """What to run, a driver or a script after its prelude, and the descriptors that came with it."""

    driver: ModuleType | None
    prelude: script.Prelude | None
    stdin: int
    stdout: int
    stderr: int
    payload: int
    channel: int | None


def confine(program: Program, confinement: Confinement) -> bytes:
    """Give this process its descriptors and limits, lock it in, and return the job's data.

    Does nothing that could be done before the fork: what it touches of the server's memory is copied, page by page.

    Raises:
        OSError: a step failed; nothing untrusted has run.
    """
    os.setsid()
    linux.prctl(linux.PR_SET_DUMPABLE, 1)
    payload = read_all(program.payload)
    rlimits.apply(confinement.limits)
    if confinement.user is not None:
        users.become(confinement.user, confinement.kept_capabilities)
    linux.prctl(linux.PR_SET_PDEATHSIG, 9)
    linux.keep_capabilities(confinement.kept_capabilities)
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    os.chdir(os.environ["HOME"])
    if confinement.sees_own_process:
        for name in _OWN_PROCESS:
            landlock.add(confinement.rulesets[-1], f"/proc/self/{name}", landlock.READ)
    for made in confinement.rulesets:
        landlock.enforce(made)
    if confinement.filter_program is not None:
        seccomp.install(confinement.filter_program)
    _take_descriptors(program)
    return payload


def run(program: Program, payload: bytes) -> int:
    """Run the untrusted code; return the exit status. Called with as little on the stack as can be."""
    script.open_standard_streams()
    if program.prelude is not None:
        return script.run(payload, program.prelude)
    assert program.driver is not None
    try:
        program.driver.main(payload, frames.Channel(_CHANNEL))
    except SystemExit as leave:
        return script.exit_status(leave)
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def read_all(descriptor: int) -> bytes:
    """Everything in a file, from its start."""
    parts, at = [], 0
    while part := os.pread(descriptor, 1 << 24, at):
        parts.append(part)
        at += len(part)
    return b"".join(parts)


def _take_descriptors(program: Program) -> None:
    """Keep 0, 1, 2 and, for a driver, 3; close all others."""
    received = [program.stdin, program.stdout, program.stderr]
    if program.channel is not None:
        received.append(program.channel)
    # Out of the way first: a received number may be one of the wanted ones.
    moved = [os.dup(descriptor) for descriptor in received]
    while any(descriptor < len(received) for descriptor in moved):
        moved = [os.dup(descriptor) for descriptor in moved]
    for wanted, descriptor in enumerate(moved):
        os.dup2(descriptor, wanted, inheritable=wanted < _CHANNEL)
    linux.close_from(len(received))
