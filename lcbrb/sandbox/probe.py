"""Attack probes: a level is what was observed on this machine, not what is installed."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from lcbrb.errors import InfraError, UserError
from lcbrb.sandbox import attacks
from lcbrb.sandbox.client import Sandbox
from lcbrb.sandbox.jobs import MIB, Execution, Level, Limit, Limits, Script
from lcbrb.sandbox.server import Settings, environment_of_programs

_LIMITS = Limits(
    cpu_seconds=5, memory_bytes=256 * MIB, output_bytes=MIB, processes=16, file_bytes=16 * MIB, scratch_bytes=16 * MIB
)


@dataclass(frozen=True, slots=True)
class Check:
    """One probe: what was tried, and what it got that it should not have ('' when nothing)."""

    name: str
    tried: str
    got: str

    @property
    def passed(self) -> bool:
        """Whether the level held."""
        return not self.got


@dataclass(frozen=True, slots=True)
class Report:
    """What probing one level showed. ``unavailable`` says why it could not even be tried."""

    level: Level
    checks: tuple[Check, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    unavailable: str = ""

    @property
    def passed(self) -> bool:
        """Whether the level can be had, and held against every probe."""
        return not self.unavailable and all(check.passed for check in self.checks)

    @property
    def failure(self) -> str:
        """Why it did not pass, in one line."""
        if self.unavailable:
            return self.unavailable
        return "; ".join(f"{check.name}: {check.got}" for check in self.checks if not check.passed)


@lru_cache
def examine(level: Level) -> Report:
    """Probe ``level`` with attacks, once in this process."""
    try:
        try:
            return _attack_all(level)
        except InfraError:  # a moment's weakness of the machine must not cost a level
            return _attack_all(level)
    except (UserError, InfraError) as error:
        return Report(level, unavailable=str(error).rstrip("."))


def _attack_all(level: Level) -> Report:
    with Sandbox(Settings(level=level)) as sandbox, _planted() as bait, ThreadPoolExecutor(4) as pool:
        checks = pool.map(lambda probe: probe(sandbox, bait), _probes(level))
        return Report(sandbox.level, tuple(checks), dict(sandbox.facts()))


@dataclass(frozen=True)
class _Bait:
    """What the attacks are after."""

    known: dict[str, Any]
    read: Path
    written: Path
    secret: str
    victim: subprocess.Popen[bytes]
    listeners: list[socket.socket]


@contextlib.contextmanager
def _planted() -> Iterator[_Bait]:
    name = f".recode-bench-canary-{secrets.token_hex(8)}"
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  # unlike Path.home, never fails
    if not os.access(home, os.W_OK):
        home = Path(tempfile.gettempdir())
    read, written, secret = home / name, home / f"{name}-written", secrets.token_hex(16)
    with contextlib.ExitStack() as stack:
        for file in (read, written):  # the attacks run side by side
            file.write_text(secret)
            stack.callback(file.unlink, missing_ok=True)
        tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        udp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        udp.bind(("127.0.0.1", 0))
        listeners = [tcp, udp]
        if sys.platform == "linux":
            listeners.append(stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)))
            listeners[-1].bind("\0" + name)
            listeners[-1].listen()
        for listener in listeners:
            listener.setblocking(False)
        sleep = [sys.executable, "-I", "-S", "-c", "import time; time.sleep(600)"]
        victim = stack.enter_context(subprocess.Popen(sleep, stdin=subprocess.DEVNULL))
        stack.callback(victim.kill)
        known = {
            "read": str(read), "written": str(written), "home": str(home), "folders": attacks.WRITTEN_TO,
            "name": f"{name}-new", "package": __file__, "abstract": name, "survivor": f"sb-{secrets.token_hex(4)}",
            "tcp": tcp.getsockname()[1], "udp": udp.getsockname()[1], "victim": victim.pid,
        }  # fmt: skip
        for folder in (str(home), *attacks.WRITTEN_TO):  # below L2 the attacks succeed
            stack.callback(Path(folder, known["name"]).unlink, missing_ok=True)
        yield _Bait(known, read, written, secret, victim, listeners)


_Probe = Callable[[Sandbox, _Bait], Check]


def _attack(sandbox: Sandbox, bait: _Bait, source: str, limits: Limits = _LIMITS) -> Execution:
    return sandbox.run(Script(f"BAIT = {bait.known!r}\n{source}", stdin=b"2 3 4\n", limits=limits))


def _claims(execution: Execution) -> str:
    """What an attack says it got. One that could not even run to its end got nothing."""
    try:
        got = json.loads(execution.stdout)
    except ValueError:
        return "" if execution.exit_code or execution.signal or execution.limit else "no report from the probe"
    return ", ".join(got)


def _ordinary(sandbox: Sandbox, bait: _Bait) -> Check:
    guest = sandbox.level is Level.W
    execution = _attack(sandbox, bait, attacks.PLAIN if guest else attacks.ORDINARY)
    try:
        kept, answer, environment = json.loads(execution.stdout)
        wrong = "" if (kept, answer, execution.exit_code) == ("kept", 9, 0) else "wrong answers"
    except ValueError:
        wrong, environment = execution.stderr.decode(errors="replace").strip()[-300:] or "no output", []
    leaked = sorted({*environment} - {*environment_of_programs(Path()), "HOME", "TMPDIR", "PYTHONTZPATH"})
    return Check(
        "runs ordinary programs without the user's environment",
        "stdin" if guest else "temporary file, thread, stdin",
        wrong or ", ".join(leaked),
    )


def _reads(sandbox: Sandbox, bait: _Bait) -> Check:
    execution = _attack(sandbox, bait, attacks.READ_FILES)
    got = "the canary" if bait.secret.encode() in execution.stdout else _claims(execution)
    return Check("cannot read the user's files", "a canary in the home folder, /etc/shadow, this package", got)


def _writes(sandbox: Sandbox, bait: _Bait) -> Check:
    got = _claims(_attack(sandbox, bait, attacks.WRITE_FILES))
    if not bait.written.exists() or bait.written.read_text() != bait.secret or not bait.written.stat().st_mode & 0o600:
        got = "a changed canary"
    return Check("cannot write outside", "change the canary and its mode, new files in five places", got)


def _connects(sandbox: Sandbox, bait: _Bait) -> Check:
    got = _claims(_attack(sandbox, bait, attacks.CONNECT))
    for listener in bait.listeners:
        with contextlib.suppress(BlockingIOError):
            if listener.type == socket.SOCK_DGRAM:
                listener.recv(64)
            else:
                listener.accept()[0].close()
            got = "a listener was reached"
    return Check("cannot reach a network", "TCP, UDP and unix listeners of this machine", got)


def _touches_processes(sandbox: Sandbox, bait: _Bait) -> Check:
    got = _claims(_attack(sandbox, bait, attacks.TOUCH_PROCESSES))
    if bait.victim.poll() is not None:
        got = "the death of another process"
    return Check("cannot touch other processes", "kill, limit, trace and read a process of the user's", got)


def _widens_surface(sandbox: Sandbox, bait: _Bait) -> Check:
    got = _claims(_attack(sandbox, bait, attacks.KERNEL_SURFACE))
    return Check("cannot reach for privileges", "namespaces, mounts, bpf, io_uring, keys", got)


def _forks(sandbox: Sandbox, bait: _Bait) -> Check:
    execution = _attack(sandbox, bait, attacks.FORK)
    count = int(execution.stdout or b"0")
    over = count > _LIMITS.processes and execution.limit is not Limit.PROCESSES
    return Check(
        "bounds processes", f"200 processes, {_LIMITS.processes} allowed", f"{count} processes" if over else ""
    )


def _allocates(sandbox: Sandbox, bait: _Bait) -> Check:
    got = _attack(sandbox, bait, attacks.ALLOCATE).stdout.decode().strip()
    return Check("bounds memory", f"1024 MiB, {_LIMITS.memory_bytes // MIB} allowed", got and f"{got} bytes")


def _fills_scratch(sandbox: Sandbox, bait: _Bait) -> Check:
    execution = _attack(sandbox, bait, attacks.FILL_SCRATCH)
    ended = execution.limit is Limit.SCRATCH or execution.exit_code != 0
    return Check(
        "bounds the scratch folder",
        f"256 MiB, {_LIMITS.scratch_bytes // MIB} allowed",
        "" if ended else execution.stdout.decode().strip() + " bytes",
    )


def _floods(sandbox: Sandbox, bait: _Bait) -> Check:
    limit = _attack(sandbox, bait, attacks.FLOOD, replace(_LIMITS, cpu_seconds=1)).limit
    return Check("bounds output", "endless output", "" if limit is Limit.OUTPUT else "no end")


def _spins(sandbox: Sandbox, bait: _Bait) -> Check:
    execution = _attack(sandbox, bait, attacks.SPIN, Limits(cpu_seconds=0.2))
    held = execution.limit is Limit.CPU and execution.cpu_seconds < 2
    return Check("bounds time", "an endless loop", "" if held else f"{execution.cpu_seconds:.1f} seconds")


def _outlives(sandbox: Sandbox, bait: _Bait) -> Check:
    started = _attack(sandbox, bait, attacks.OUTLIVE).stdout.startswith(b"started")
    got = "" if started else "no report from the probe"
    for comm in Path("/proc").glob("[0-9]*/comm"):
        with contextlib.suppress(OSError):
            if comm.read_text(errors="replace").strip() == bait.known["survivor"]:
                got = "a process that goes on"
    return Check("leaves nothing running", "a daemon that outlives its program", got)


_EVERYWHERE: tuple[_Probe, ...] = (
    _ordinary,
    _reads,
    _writes,
    _connects,
    _touches_processes,
    _allocates,
    _floods,
    _spins,
)
_NATIVE: tuple[_Probe, ...] = (_widens_surface, _forks, _fills_scratch, _outlives)


def _probes(level: Level) -> tuple[_Probe, ...]:
    return _EVERYWHERE if level is Level.W else _EVERYWHERE + _NATIVE
