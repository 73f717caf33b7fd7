"""What an isolation level does, as the server and its keepers see it: some things once, some for each job."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from typing import Any

from . import watch
from .program import Confinement
from .rlimits import JobLimits


class Place(ABC):
    """A level. Made in the server; ``enter_…`` and ``leave_job`` are called in keepers."""

    level: str
    owns_table: bool
    """Whether a keeper is process 1 of a process table of its own."""

    def __init__(self) -> None:
        self.inherited_memory = 0
        self._address_space = 0

    def facts(self) -> dict[str, Any]:
        """What results should record of this level."""
        return {"level": self.level}

    def measure(self) -> None:
        """Take note of this process's memory, once everything is imported."""
        with open("/proc/self/statm", "rb") as sizes:
            self._address_space = int(sizes.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        self.inherited_memory = watch.anonymous_memory("self")[0]

    @abstractmethod
    def fork(self, network: int | None) -> int:
        """Fork a keeper; 0 in it.

        Args:
            network: number of the one that its jobs share with those that share their scratch folders; None for others.
        """

    @abstractmethod
    def enter_keeper(self, number: int, shares: bool) -> None:
        """What stays the same from job to job.

        Args:
            number: how many keepers came before.
            shares: whether its jobs use shared scratch folders.
        """

    @abstractmethod
    def enter_job(self, limits: JobLimits, shared: str | None) -> Confinement:
        """Prepare what the next program needs.

        Args:
            limits: of the program.
            shared: the shared scratch folder that it uses; it gets a new one without.

        Raises:
            OSError: a step failed.
            NoRoomError: for want of disk space.
        """

    @abstractmethod
    def leave_job(self, confinement: Confinement) -> bool:
        """Delete the scratch folder, but for a shared one; every process of the job has ended.

        Returns whether nothing of the job is left where the keeper's next one would be.
        """

    @abstractmethod
    def leave(self) -> None:
        """Tidy up at the server's end."""

    @abstractmethod
    def watched_scratch(self, confinement: Confinement) -> str | None:
        """The scratch folder, where nothing but looking bounds its size."""

    @abstractmethod
    def make_shared(self, name: str, size: int) -> None:
        """Make a scratch folder that several jobs share."""

    @abstractmethod
    def drop_shared(self, name: str, network: int) -> bool:
        """Delete it, when its jobs have ended; whether others can use their network."""


def settle(scratch: str) -> None:
    """Where modules find a home folder while they are imported."""
    os.environ.update(HOME=os.path.join(scratch, "home"), TMPDIR=scratch)
