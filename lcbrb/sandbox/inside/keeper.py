"""The keeper: the parent of a job's program. Watches what it uses, ends it with all it started, and reports.

At level L3 the keeper is process 1 of the job's process table: when it ends, everything in there does. It never
reads anything the program writes.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import math
import os
import select
import signal
import time

from . import linux, watch
from .rlimits import JobLimits

_FIRST_LOOKS = (0.02, 0.03, 0.05)  # seconds between the first looks at a program
_MESSAGE_BYTES = 1 << 12
_LOOKS = 0.1  # between later ones
_DISK_LOOKS = 0.02  # where looking is all that bounds the scratch folder
_BOUND_WALL = 5.0  # seconds of the wall clock that a bound leaves beyond its CPU time
_STARVED = 10  # times its wall limit a program may take when it mostly waits for a core


class Keeper:
    """See one program through to its end."""

    def __init__(
        self,
        connection: int,
        limits: JobLimits,
        inherited_memory: int,
        owns_table: bool,
        scratch: str | None,
    ) -> None:
        """Make ready; the program is started next.

        Args:
            connection: to the checker, who may bound the program's time more closely while it runs, or end it.
            limits: of the program.
            inherited_memory: bytes the program's processes got from the server.
            owns_table: whether this is process 1 of the job's own process table (level L3).
            scratch: the scratch folder, where its size must be watched.
        """
        self._started = time.monotonic()
        self._program = -1
        self._connection = connection
        self._limits = limits
        self._inherited_memory = inherited_memory
        self._owns_table = owns_table
        self._scratch = scratch
        self._status: int | None = None
        self._cpu = 0.0
        self._peak = 0
        self._most_cpu = limits.cpu_seconds
        self._most_wall = math.inf
        self._oom_kills = watch.out_of_memory_kills()

    def keep(self, program: int) -> dict[str, object]:
        """Wait for the program's end or bring it about, end everything it started, and say what happened.

        Args:
            program: process id, a child of this process.
        """
        self._program = program
        limit = self._wait()
        wall = time.monotonic() - self._started
        self._end_all()
        return self._outcome(limit, wall)

    def _wait(self) -> str | None:
        """Return when the program has ended (None) or has to (which limit)."""
        ended = linux.call("pidfd_open", self._program, 0)
        poll = select.poll()
        poll.register(ended, select.POLLIN)
        poll.register(self._connection, select.POLLIN)
        limit = None
        try:
            for pause in itertools.chain(_FIRST_LOOKS, itertools.repeat(_LOOKS)):
                ready = dict(poll.poll(1000 * (_DISK_LOOKS if self._scratch else pause)))
                self._reap()
                if self._status is not None or (self._connection in ready and not self._hear()):
                    break
                limit = self._passed()
                if limit:
                    break
        finally:
            os.close(ended)
        return limit

    def _hear(self) -> bool:
        """Take in what the checker says; False where that is to end the program."""
        message = os.read(self._connection, _MESSAGE_BYTES)
        text = json.loads(message) if message else {}
        if text.get("do") != "bound":
            return False
        self._most_cpu, self._most_wall = self._limits.cpu_seconds, math.inf
        if text["seconds"] is not None:
            used = watch.usage(self._processes(), self._inherited_memory)
            self._most_cpu = min(self._most_cpu, used.cpu + self._cpu + text["seconds"])
            self._most_wall = time.monotonic() - self._started - used.waiting + text["seconds"] + _BOUND_WALL
        return True

    def _passed(self) -> str | None:
        limits = self._limits
        used = watch.usage(self._processes(), self._inherited_memory)
        elapsed = time.monotonic() - self._started
        if used.cpu + self._cpu > self._most_cpu:
            return "cpu"
        if used.memory > limits.memory_bytes:
            return "memory"
        if used.tasks > limits.processes:
            return "processes"
        if (
            elapsed - used.waiting > min(self._most_wall, limits.wall_seconds)
            or elapsed > _STARVED * limits.wall_seconds
        ):
            return "wall"
        if self._scratch and watch.folder_size(self._scratch, limits.scratch_bytes) > limits.scratch_bytes:
            return "scratch"
        return None

    def _processes(self) -> list[int]:
        return watch.all_but_self() if self._owns_table else watch.descendants(os.getpid())

    def _reap(self) -> bool:
        """Take in every child that has ended, the program and orphans left to us; False when no child is left."""
        while True:
            try:
                child, status, used = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return False
            if child == 0:
                return True
            self._cpu += used.ru_utime + used.ru_stime
            self._peak = max(self._peak, used.ru_maxrss << 10)
            if child == self._program:
                self._status = status

    def _end_all(self) -> None:
        """Kill and reap until nothing the program started is left."""
        while self._reap():
            for process in [-1] if self._owns_table else watch.descendants(os.getpid()):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            if self._owns_table:  # no fork escapes a signal to all: every process ends now
                os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
            else:
                time.sleep(0.0005)

    def _outcome(self, limit: str | None, wall: float) -> dict[str, object]:
        status = self._status or 0
        killed_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
        if limit is None and (self._cpu > self._limits.cpu_seconds or killed_by == signal.SIGXCPU):
            limit = "cpu"
        no_memory = killed_by == signal.SIGKILL and watch.out_of_memory_kills() > self._oom_kills
        return {
            "exit_code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
            "signal": killed_by,
            "limit": limit,
            "cpu_seconds": self._cpu,
            "wall_seconds": wall,
            "peak_memory_bytes": self._peak,
            "out_of_memory": limit is None and no_memory,
        }
