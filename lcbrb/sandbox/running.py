"""One running job, as the checker sees it: its pipes, its frames, its report."""

from __future__ import annotations

import contextlib
import dataclasses
import math
import os
import re
import select
import socket
import time
from collections import deque
from collections.abc import Mapping
from typing import Any

from lcbrb.sandbox.inside import frames
from lcbrb.sandbox.jobs import DriverCall, Execution, Job, Level, Limit, Limits
from lcbrb.sandbox.server import Scratch, Server
from lcbrb.sandbox.wire import ServerLostError, checked, read_reply, sealed_file, send

_PIECE = 1 << 16
_STDERR_KEPT = 1 << 16
_SLACK_SECONDS = 30.0
_END_SECONDS = 2.0
_STARVED = 10  # as the keeper has it
_FRAME_OVERHEAD = 64  # bytes a frame counts beyond its own, as it costs memory here
_MEMORY_ERROR = re.compile(rb"^([\w.]+\.)?_?(Array)?MemoryError\b")


class Running:
    """A job in a server.

    Raises:
        ServerLostError: the server is gone.
        OSError: no descriptors or memory left.
    """

    def __init__(self, server: Server, job: Job, scratch: Scratch | None, streaming: bool = False) -> None:
        self._streaming = streaming  # frames are taken as they come: the limit is on each
        self._limits = job.limits
        self._level = Level(server.facts["level"])
        self._stack = contextlib.ExitStack()
        self._poll = select.poll()
        self._stdout = bytearray()
        self._stderr = bytearray()
        self._decoder = frames.Decoder()
        self.frames: deque[bytes] = deque()  # that have come and were not taken
        self._outgoing = bytearray()
        self._received = {"stdout": 0, "stderr": 0, "channel": 0}
        self._limit: Limit | None = None
        self._report: dict[str, Any] | None = None
        self._readers: dict[int, str] = {}
        try:
            self._start(server, job, scratch)
        except BaseException:
            self._stack.close()
            raise
        self._deadline = time.monotonic() + _STARVED * job.limits.wall_limit + _SLACK_SECONDS

    def _start(self, server: Server, job: Job, scratch: Scratch | None) -> None:
        if scratch is not None and scratch.server is not server:
            raise ServerLostError("the server that held the shared scratch folder has ended")
        shared, network = (None, None) if scratch is None else (scratch.name, scratch.network)
        self._keeper = server.keeper(network)
        self._stack.callback(self._leave_keeper, server, network)
        with contextlib.ExitStack() as theirs:
            stdout, stderr = self._pipe(theirs, "stdout"), self._pipe(theirs, "stderr")
            if isinstance(job, DriverCall):
                self._channel, channel = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
                self._stack.enter_context(self._channel)
                theirs.enter_context(channel)
                self._channel.setblocking(False)
                self._watch(self._channel.fileno(), "channel")
                what = {"driver": job.driver, "prelude": None}
                stdin, data, more = b"", job.data, [channel.fileno()]
            else:
                what = {"driver": None, "prelude": job.prelude}
                stdin, data, more = job.stdin, job.source.encode("utf-8", "surrogatepass"), []
            files = [self._file(theirs, stdin), stdout, stderr, self._file(theirs, data)]
            send(self._keeper, {"do": "run", **what, "shared": shared, "limits": _as_sent(job.limits)}, [*files, *more])
        self._watch(self._keeper.fileno(), "report")

    def _leave_keeper(self, server: Server, network: int | None) -> None:
        """A keeper that has not reported, or failed, or is not rid of its job is dismissed: that ends the job."""
        if self._report and self._report.get("reusable"):
            server.give_back(self._keeper, network)
        else:
            self._keeper.close()

    def _pipe(self, theirs: contextlib.ExitStack, name: str) -> int:
        read, write = os.pipe()
        self._stack.callback(os.close, read)
        theirs.callback(os.close, write)
        os.set_blocking(read, False)
        os.fchmod(write, 0o622)  # the program, another user, may open it again: open("/dev/stdout", "w")
        self._watch(read, name)
        return write

    @staticmethod
    def _file(theirs: contextlib.ExitStack, data: bytes) -> int:
        descriptor = sealed_file(data)
        theirs.callback(os.close, descriptor)
        return descriptor

    def _watch(self, descriptor: int, name: str) -> None:
        self._readers[descriptor] = name
        self._poll.register(descriptor, select.POLLIN)

    def _unwatch(self, descriptor: int) -> None:
        del self._readers[descriptor]
        self._poll.unregister(descriptor)

    @property
    def ended(self) -> bool:
        """Whether the keeper has reported."""
        return self._report is not None

    def send(self, frame: bytes) -> None:
        """Queue a frame for the program."""
        self._outgoing += frames.encode(frame)
        self._flush()

    def next_frame(self, seconds: float | None = None, pause: float = 0.0) -> bytes | None:
        """The next frame; None once the program has ended and all it sent was taken. See ``Session.receive``.

        While the wall clock is below ``seconds``, so is the CPU time; only after that the keeper is bothered.
        """
        patience = time.monotonic() + (math.inf if seconds is None else seconds)
        bounded = False
        while not self.frames:
            if self.ended:
                return None
            if pause:  # more frames come meanwhile
                time.sleep(pause)
            left = patience - time.monotonic()
            if left <= 0 and not bounded:
                bounded = True
                self._bound(seconds)
            self.step(min(1.0, left) if left > 0 else 1.0)
        if bounded:
            self._bound(None)
        return self.frames.popleft()

    def _bound(self, seconds: float | None) -> None:
        """Have the keeper end the program if it uses so much more CPU time; None lifts the bound."""
        with contextlib.suppress(ServerLostError):
            send(self._keeper, {"do": "bound", "seconds": seconds}, [])

    def step(self, seconds: float = 1.0) -> None:
        """Wait until something happens, and take it in; or for ``seconds``.

        Raises:
            ServerLostError: no report came, or none in time.
        """
        ready = self._poll.poll(math.ceil(1000 * seconds))
        if not ready and time.monotonic() > self._deadline:
            raise ServerLostError("no report in time")
        reported = False
        for descriptor, event in ready:
            name = self._readers[descriptor]
            if event & select.POLLOUT:
                self._flush()
            if name == "report":
                reported = True
            elif event & ~select.POLLOUT:
                self._read(descriptor, name)
        if reported:
            self._report = read_reply(self._keeper)
            self._unwatch(self._keeper.fileno())
            if "failed" not in self._report:
                self._drain()

    def end(self) -> None:
        """Have the program killed."""
        with contextlib.suppress(ServerLostError):
            send(self._keeper, {"do": "end"}, [])

    def _flush(self) -> None:
        try:
            while self._outgoing:
                sent = self._channel.send(memoryview(self._outgoing)[: 1 << 18])
                del self._outgoing[:sent]
        except BlockingIOError:
            pass
        except OSError:
            self._outgoing.clear()  # nobody reads any more
        if self._channel.fileno() in self._readers:
            wanted = select.POLLIN | (select.POLLOUT if self._outgoing else 0)
            self._poll.modify(self._channel.fileno(), wanted)

    def _read(self, descriptor: int, name: str) -> bool:
        """Take in what a pipe holds; False when it is empty or was closed."""
        try:
            data = os.read(descriptor, _PIECE)
        except BlockingIOError:
            return False
        except OSError:  # a channel that was reset
            data = b""
        if not data:
            self._unwatch(descriptor)
            return False
        self._received[name] += len(data)
        if name == "stdout":
            self._stdout += data
        elif name == "stderr":
            self._stderr += data
            if len(self._stderr) > 2 * _STDERR_KEPT:
                del self._stderr[:-_STDERR_KEPT]
        else:
            found = self._decoder.feed(data)
            self.frames.extend(found)
            self._received[name] += _FRAME_OVERHEAD * len(found)
            if self._streaming:
                self._received[name] = self._decoder.held
        if self._received[name] > self._limits.output_bytes:
            self._limit = Limit.OUTPUT
            self._unwatch(descriptor)
            self.end()
            return False
        return True

    def _drain(self) -> None:
        """Every process of the job has ended: take what the pipes still hold.

        That is up to where they are empty, not to their end: a descriptor that a program sent somewhere and nobody
        received keeps a pipe open.
        """
        for descriptor, name in list(self._readers.items()):
            while self._read(descriptor, name):
                pass

    def execution(self) -> Execution:
        """What happened.

        Raises:
            ServerLostError: the sandbox failed, not the program.
            NoRoomError: for want of disk space.
        """
        report = checked(self._report or {})
        if report["out_of_memory"] and self._limit is None:
            raise ServerLostError("the system killed the program for want of memory")
        stderr = bytes(self._stderr[-_STDERR_KEPT:])
        return Execution(
            level=self._level,
            exit_code=report["exit_code"],
            signal=report["signal"],
            limit=self._limit or _limit(report, stderr),
            stdout=bytes(self._stdout[: self._limits.output_bytes]),
            stderr=stderr,
            frames=tuple(self.frames),
            torn=self._decoder.held > 0,
            cpu_seconds=report["cpu_seconds"],
            wall_seconds=report["wall_seconds"],
            peak_memory_bytes=report["peak_memory_bytes"],
        )

    def close(self) -> None:
        """Release the descriptors; a program that still runs is killed."""
        try:
            if not self.ended:
                self._end_in_time()
        finally:
            self._stack.close()

    def _end_in_time(self) -> None:
        """A keeper that reports can do another job; one that takes long over the end is dismissed."""
        self.end()
        patience = time.monotonic() + _END_SECONDS
        with contextlib.suppress(ServerLostError):
            while not self.ended and time.monotonic() < patience:
                self.step()


def _as_sent(limits: Limits) -> dict[str, Any]:
    sent = dataclasses.asdict(limits)
    del sent["output_bytes"]  # the checker's own business
    return {**sent, "wall_seconds": limits.wall_limit}


def _limit(report: Mapping[str, Any], stderr: bytes) -> Limit | None:
    if report["limit"]:
        return Limit(report["limit"])
    return Limit.MEMORY if ran_out_of_memory(report["exit_code"], stderr) else None


def ran_out_of_memory(exit_code: int | None, stderr: bytes) -> bool:
    """Whether a program ended with an uncaught MemoryError, Python's or NumPy's."""
    last_line = stderr.rstrip().rpartition(b"\n")[2]
    return bool(exit_code and _MEMORY_ERROR.match(last_line))
