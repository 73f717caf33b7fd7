"""Level L1: limits, and a scratch folder on disk."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Mapping
from typing import Any

from . import folders, linux, networks, rlimits, watch
from .place import Place, settle
from .program import Confinement
from .rlimits import JobLimits

_COUNT_TASKS_EVERY = 5.0  # seconds
_SPARE_TASKS = 256


class Limited(Place):
    """What a program may use is limited; what it may reach is not."""

    level = "L1"
    owns_table = False

    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__()
        self._scratch_root: str = settings["scratch_root"]
        self._tasks, self._tasks_counted = 0, -_COUNT_TASKS_EVERY
        self._number, self._jobs = 0, 0
        self._shared: str | None = None
        linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)  # what a killed keeper leaves behind comes here
        imports = os.path.join(self._scratch_root, "imports")
        folders.make(imports, None)
        settle(imports)

    def fork(self, network: int | None) -> int:
        return os.fork()

    def enter_keeper(self, number: int, shares: bool) -> None:
        self._number = number
        linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
        linux.prctl(linux.PR_SET_DUMPABLE, 0)

    def enter_job(self, limits: JobLimits, shared: str | None) -> Confinement:
        self._shared = shared
        return Confinement(
            scratch=self._scratch(limits, None),
            limits=rlimits.table(limits, self._address_space, self._tasks_of_user() + limits.processes),
        )

    def leave_job(self, confinement: Confinement) -> bool:
        networks.collect_sockets()  # which may hold files of the scratch folder
        if self._shared is None:
            with contextlib.suppress(OSError):  # tried again at the end; no program may fail its keeper
                folders.remove(confinement.scratch)
        return True

    def leave(self) -> None:
        with contextlib.suppress(OSError):
            folders.remove(self._scratch_root)

    def watched_scratch(self, confinement: Confinement) -> str | None:
        return confinement.scratch

    def make_shared(self, name: str, size: int) -> None:
        folders.make(os.path.join(self._scratch_root, name), None)

    def drop_shared(self, name: str, network: int) -> bool:
        folders.remove(os.path.join(self._scratch_root, name))
        return True

    def _scratch(self, limits: JobLimits, user: int | None) -> str:
        if self._shared is not None:
            return os.path.join(self._scratch_root, self._shared)
        disk = os.statvfs(self._scratch_root)
        if disk.f_bavail * disk.f_frsize < limits.scratch_bytes:
            raise folders.NoRoomError(errno.ENOSPC, os.strerror(errno.ENOSPC), self._scratch_root)
        self._jobs += 1
        path = os.path.join(self._scratch_root, f"{self._number}-{self._jobs}")
        folders.make(path, user)
        return path

    def _tasks_of_user(self) -> int:
        """What the kernel's limit must leave to the user's other processes; the keeper counts the job's own."""
        if time.monotonic() - self._tasks_counted > _COUNT_TASKS_EVERY:
            self._tasks, self._tasks_counted = watch.tasks_of_user(os.getuid()) + _SPARE_TASKS, time.monotonic()
        return self._tasks
