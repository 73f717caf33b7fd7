"""What the rest of the package uses: a sandbox that is open, and its jobs."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from lcbrb.errors import InfraError, UserError
from lcbrb.sandbox.inside.folders import NoRoomError
from lcbrb.sandbox.jobs import DriverCall, Execution, Job, Level
from lcbrb.sandbox.running import Running
from lcbrb.sandbox.server import Scratch, Server, Settings
from lcbrb.sandbox.wasi import WasiServer
from lcbrb.sandbox.wire import ServerLostError, checked

Result = TypeVar("Result")


class Session:
    """A running driver call with frames in both directions. Made by ``Sandbox.session``."""

    def __init__(self, running: Running) -> None:
        self._running = running

    def send(self, frame: bytes) -> None:
        """Send one frame; dropped when the process has ended."""
        with sandbox_failures():
            self._running.send(frame)

    def receive(self, seconds: float | None = None, pause: float = 0.0) -> bytes | None:
        """The next frame, or None when the process has ended and everything it sent was taken.

        Args:
            seconds: CPU time the program may take for this frame alone. Once the wall clock has passed as much, it may
                use as much again (of the wall clock: five seconds more) and is ended then. For programs that stop the
                timers of their own process.
            pause: seconds to let more frames gather before this process wakes for them, where frames come fast.

        Raises:
            InfraError: the sandbox failed.
        """
        if self._running.frames:
            return self._running.frames.popleft()
        with sandbox_failures():
            return self._running.next_frame(seconds, pause)

    def result(self) -> Execution:
        """End the process if it still runs, and say what happened. ``frames`` are those not received.

        Raises:
            InfraError: the sandbox failed.
        """
        with sandbox_failures():
            self._running.end()
            while not self._running.ended:
                self._running.step()
            return self._running.execution()


class Sandbox:
    """A warm server that runs untrusted programs, each in processes of its own. Use as a context manager.

    Safe to use from several threads at once.
    """

    def __init__(self, settings: Settings) -> None:
        """Start a server; ``open`` chooses the level and checks it first."""
        self._settings = settings
        self._lock = threading.Lock()
        self._owner = os.getpid()
        with sandbox_failures():
            self._server: Server | WasiServer | None = _start(settings)
        self._facts = dict(self._server.facts)
        self.level = Level(self._facts["level"])

    @classmethod
    def open(
        cls,
        level: Level | str = "auto",
        *,
        preimport: Sequence[str] = (),
        drivers: Sequence[Path] = (),
        preludes: Sequence[str] = (),
        readable: Sequence[Path] = (),
        small_objects: int = 0,
        python: Path | None = None,
        allow_unsafe: bool = False,
        probe: bool = True,
    ) -> Self:
        """Start the server at ``level``, or at the strongest level that passes the attack probes on this machine.

        The probes run once in a process for each level.

        Args:
            level: a Level, its name, or "auto".
            preimport: modules imported before the first job, so that jobs find them loaded.
            drivers: driver files for ``DriverCall``, loaded in order before the first job. A driver defines
                ``main(data: bytes, channel) -> None``, needs only the standard library and the drivers before
                it (``from . import NAME``), and runs on Python >= 3.9; ``channel.send(frame)`` and
                ``channel.receive() -> bytes | None`` speak to the checker.
            preludes: statements that may go before a ``Script``, in its module: imports, and a recursion limit. They
                run once, before the first job, and each program's process inherits what they made.
            readable: folders that programs may read besides the interpreter and the system's libraries.
            small_objects: bytes that those of ``preimport`` take, about: if known, jobs become cheaper to start.
            python: interpreter that runs the programs; this one by default.
            allow_unsafe: permit a level below L2 and W.
            probe: whether to probe a level that is named; a worker whose parent has probed it need not.

        Raises:
            UserError: the level cannot be had here, or is below L2 and not allowed; says how to get more. Or a
                module of ``preimport`` is not installed.
        """
        from lcbrb.sandbox import levels  # it opens sandboxes to probe them

        settings = Settings(
            level=levels.choose(level, allow_unsafe, probe),
            preimport=tuple(preimport),
            drivers={path.stem: path.read_text(encoding="utf-8") for path in drivers},
            preludes=tuple(preludes),
            readable=tuple(readable),
            small_objects=small_objects,
            python=(python or Path(sys.executable)).absolute(),
        )
        return cls(settings)

    def run(self, job: Job, scratch: Scratch | None = None) -> Execution:
        """Run one job to its end. A job whose server or keeper is killed is run once more.

        Raises:
            InfraError: the sandbox itself failed twice; says nothing about the program.
            UserError: no disk space for the scratch folder.
        """
        self._check(job)
        return self._twice(lambda server: _run(server, job, scratch), retry=scratch is None)

    @contextmanager
    def session(self, call: DriverCall, scratch: Scratch | None = None) -> Iterator[Session]:
        """Run a driver call that exchanges frames with the checker; killed when the block ends.

        Raises:
            InfraError: the sandbox failed. Nothing is run again: what was exchanged is the caller's to repeat.
        """
        self._check(call)
        running = self._twice(lambda server: Running(_native(server), call, scratch, streaming=True))
        try:
            yield Session(running)
        finally:
            running.close()

    @contextmanager
    def scratch(self, size_bytes: int) -> Iterator[Scratch]:
        """A scratch folder that several jobs share (each job has its own otherwise); deleted when the block ends.

        At level L3 these jobs share a network, too. All of them have to end within the block.

        Raises:
            InfraError: the sandbox failed.
            UserError: no disk space.
        """
        scratch = self._twice(lambda server: _native(server).make_scratch(size_bytes))
        try:
            yield scratch
        finally:
            if scratch.server.alive:
                with sandbox_failures():
                    scratch.server.drop_scratch(scratch)

    def facts(self) -> Mapping[str, Any]:
        """What results should record: level, Landlock version, Python version of the programs."""
        return self._facts

    def close(self) -> None:
        """Stop the server and everything it runs."""
        with self._lock:
            server, self._server = self._server, None
        if server is not None and os.getpid() == self._owner:
            server.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check(self, job: Job) -> None:
        if isinstance(job, DriverCall):
            if job.driver not in self._settings.drivers:
                raise ValueError(
                    f"no driver '{job.driver}': this sandbox was opened with {list(self._settings.drivers)}"
                )
        elif job.prelude and job.prelude not in self._settings.preludes:
            raise ValueError(f"this sandbox was not opened with the prelude {job.prelude!r}")

    def _twice(self, attempt: Callable[[Server | WasiServer], Result], retry: bool = True) -> Result:
        """Do ``attempt``; where the sandbox fails, once more on a server that works."""
        with sandbox_failures():
            server = self._working_server()
            try:
                return attempt(server)
            except ServerLostError:
                if not retry:
                    raise
                if not _answers(server):
                    server.stop()
            return attempt(self._working_server())

    def _working_server(self) -> Server | WasiServer:
        if os.getpid() != self._owner:
            raise InfraError("A sandbox cannot be used in a fork of the process that opened it; open one there.")
        with self._lock:
            if self._server is None:
                raise InfraError("This sandbox is closed.")
            if not self._server.alive:
                self._server.stop()
                self._server = _start(self._settings)
            return self._server


@contextmanager
def sandbox_failures() -> Iterator[None]:
    """Turn failures of the sandbox into the two errors its users know."""
    try:
        yield
    except ServerLostError as error:
        raise InfraError(f"The sandbox failed: {error}.") from None
    except NoRoomError:
        raise UserError(
            f"No room for the sandbox's scratch folder in {tempfile.gettempdir()}: "
            "free some space, or point TMPDIR to a folder with room."
        ) from None
    except OSError as error:
        raise InfraError(f"The sandbox failed: {error}.") from error


def _start(settings: Settings) -> Server | WasiServer:
    if settings.level is Level.W:
        return WasiServer(settings)
    try:
        return Server(settings)
    except InfraError:  # the system ended it as it started, say
        return Server(settings)


def _run(server: Server | WasiServer, job: Job, scratch: Scratch | None) -> Execution:
    if isinstance(server, WasiServer):
        return server.run(job)
    running = Running(server, job, scratch)
    try:
        while not running.ended:
            running.step()
        return running.execution()
    finally:
        running.close()


def _native(server: Server | WasiServer) -> Server:
    if isinstance(server, WasiServer):
        raise UserError("Sandbox level W runs one program at a time; tests in a process of their own need L2 or L3.")
    return server


def _answers(server: Server | WasiServer) -> bool:
    if isinstance(server, WasiServer):
        return server.alive
    try:
        checked(server.ask({"do": "ping"}))
    except (ServerLostError, OSError):
        return False
    return True
