"""Workers over this machine's cores. Each is a process with a warm sandbox of its own."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from lcbrb.contract import Outcome, Sample
from lcbrb.errors import InfraError, UserError
from lcbrb.grading import worker
from lcbrb.grading.pending import Pending
from lcbrb.grading.worker import Message, Ready, Refusal, Settings, Work

_LEAVE_SECONDS = 1.0
_POLL_SECONDS = 0.1


def grade_all(work: Iterable[Work | None], workers: int, settings: Settings) -> Iterator[tuple[Sample, Outcome]]:
    """Grade samples on ``workers`` processes; yields outcomes as they come.

    ``work`` is read as workers become free; None says that there is nothing yet, and it is asked again soon.

    A sample whose worker dies is graded once more, by a fresh one; if that dies too it is INFRA_ERROR.

    Raises:
        UserError: no sandbox, no room.
        InfraError: workers cannot be started.
    """
    with closing(_Pool(Pending(work), settings)) as pool:
        yield from pool.run(workers)


@dataclass
class _Worker:
    process: BaseProcess
    connection: Connection
    ready: bool = False
    work: Work | None = None
    done: int = 0

    @property
    def idle(self) -> bool:
        """Whether it waits for work."""
        return self.ready and self.sample is None

    @property
    def sample(self) -> Sample | None:
        """What it is grading."""
        return self.work.samples[self.done] if self.work and self.done < len(self.work.samples) else None


@dataclass
class _Pool:
    pending: Pending
    settings: Settings
    workers: list[_Worker] = field(default_factory=list)

    def run(self, size: int) -> Iterator[tuple[Sample, Outcome]]:
        """Grade all there is."""
        self.workers = [self.start() for _ in range(max(1, size) if self.pending else 0)]
        while self.workers:
            poll = _POLL_SECONDS if any(entry.idle for entry in self.workers) else None
            for connection in wait([entry.connection for entry in self.workers], poll):
                entry = next(entry for entry in self.workers if entry.connection is connection)
                yield from self.hear(entry)
            for entry in [entry for entry in self.workers if entry.idle]:
                self.give(entry)

    def start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=worker.main, args=(theirs, self.settings), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def give(self, entry: _Worker) -> None:
        """Give an idle worker its next piece, if there is one yet, or let it go."""
        work = self.pending.take()
        if work is None:
            if not self.pending:
                self.workers.remove(entry)
                _end(entry)
            return
        entry.work, entry.done = work, 0
        with suppress(OSError):  # it may be dead, which the next wait finds
            entry.connection.send(work)

    def hear(self, entry: _Worker) -> Iterator[tuple[Sample, Outcome]]:
        """Take in what a worker says, or that it is dead."""
        try:
            message: Message = entry.connection.recv()
        except (EOFError, OSError):
            yield from self.bury(entry)
            return
        if isinstance(message, Refusal):
            raise (UserError if message.is_users else InfraError)(message.message)
        if isinstance(message, Ready):
            entry.ready = True
            return
        sample = entry.sample
        assert sample is not None
        entry.done += 1
        yield sample, message

    def bury(self, entry: _Worker) -> Iterator[tuple[Sample, Outcome]]:
        """A worker has died: its samples go to a fresh one, unless they have killed two."""
        self.workers.remove(entry)
        _end(entry)
        if not entry.ready:
            raise InfraError(f"A grading worker ended as it started (status {entry.process.exitcode}).")
        if entry.work is not None:
            yield from self.pending.bury(entry.work, entry.done, str(self.settings.level))
        self.workers.append(self.start())

    def close(self) -> None:
        """End every worker; those in the middle of a sample are not waited for."""
        _end(*self.workers)
        self.workers = []


def _end(*workers: _Worker) -> None:
    """Let workers close their sandboxes; a sandbox whose worker is killed tidies up by itself."""
    for entry in workers:
        entry.connection.close()
    patience = time.monotonic() + _LEAVE_SECONDS
    for entry in workers:
        entry.process.join(max(0.0, patience - time.monotonic()))
        if entry.process.exitcode is None:
            entry.process.kill()
            entry.process.join()
