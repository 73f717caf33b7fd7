"""Level L3: namespaces, with Landlock (where there is one) and a system call filter on top."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from . import landlock, linux, namespaces, networks, rlimits, seccomp, users
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
        self._networks = networks.Networks()
        self._shares = False
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

    def fork(self, network: int | None) -> int:
        if network is not None:
            self._networks.enter(network)
        return namespaces.fork_keeper(shares=network is not None)

    def enter_keeper(self, number: int, shares: bool) -> None:
        self._shares = shares
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

    def leave_job(self, confinement: Confinement) -> bool:
        for made in confinement.rulesets:
            os.close(made)
        linux.unmount(self._point)
        return self._shares or networks.is_empty()

    def leave(self) -> None:
        pass

    def watched_scratch(self, confinement: Confinement) -> str | None:
        return None

    def make_shared(self, name: str, size: int) -> None:
        namespaces.make_shared(name, size)

    def drop_shared(self, name: str, network: int) -> bool:
        namespaces.drop_shared(name)
        return self._networks.release(network)
