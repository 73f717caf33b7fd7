"""Level L3: namespaces, with Landlock (where there is one) and a system call filter on top."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from . import landlock, linux, namespaces, rlimits, seccomp, users
from .place import Place, settle
from .program import Confinement
from .rlimits import JobLimits
from .view import DEVICES, view


class Namespaced(Place):
    """A file system, network and process table of the programs' own."""

    level = "L3"
    owns_table = True

    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__()
        self._abi = min(landlock.version(), settings["landlock_abi"])
        shown = view(settings["home"], settings["readable"], settings["hidden"])
        self._point = namespaces.scratch_point(shown)
        spare = users.spare_ids()
        namespaces.enter(shown, spare.of_keeper(0) if spare else None)
        settle(self._point)
        self._rules = [("/", landlock.READ), *((device, landlock.DEVICE) for device in DEVICES)]
        self._filter = seccomp.program(
            seccomp.Rules(
                own_network=True, own_processes=True, scoped_signals=True, own_files=True, guards_truncation=True
            ),
            linux.MACHINE,
        )

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "landlock_abi": self._abi}

    def fork(self, shares: bool) -> int:
        return namespaces.fork_keeper(shares)

    def enter_keeper(self, number: int, shares: bool) -> None:
        self._all_shared = namespaces.enter_keeper(shares)
        linux.prctl(linux.PR_SET_DUMPABLE, 0)

    def enter_job(self, limits: JobLimits, shared: str | None) -> Confinement:
        if shared is None:
            namespaces.mount_scratch(self._point, limits.scratch_bytes)
        else:
            namespaces.mount_shared(self._point, self._all_shared, shared)
        rulesets: tuple[int, ...] = ()
        if self._abi:
            rulesets = (landlock.ruleset([*self._rules, (self._point, landlock.EVERYTHING)], self._abi),)
        return Confinement(
            scratch=self._point,
            limits=rlimits.table(limits, self._address_space, limits.processes + 1),  # the keeper counts
            rulesets=rulesets,
            filter_program=self._filter,
        )

    def leave_job(self, confinement: Confinement) -> None:
        for made in confinement.rulesets:
            os.close(made)
        linux.unmount(self._point)

    def leave(self) -> None:
        pass

    def watched_scratch(self, confinement: Confinement) -> str | None:
        return None

    def make_shared(self, name: str, size: int) -> None:
        namespaces.make_shared(name, size)

    def drop_shared(self, name: str) -> None:
        namespaces.drop_shared(name)
