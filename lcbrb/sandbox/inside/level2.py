"""Level L2: Landlock and a system call filter; as root, under a spare user id."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from . import folders, landlock, linux, rlimits, seccomp, users
from .level1 import Limited
from .program import Confinement
from .rlimits import JobLimits
from .view import DEVICES, View, readable_parts, view

_PROC_FILES = ("cpuinfo", "loadavg", "meminfo", "stat", "uptime", "version")


class Confined(Limited):
    """Without namespaces: the machine's own file system, of which little can be opened."""

    level = "L2"

    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__(settings)
        self._abi = min(landlock.version(), settings["landlock_abi"])
        if self._abi < 1:
            raise OSError("this kernel has no Landlock (Linux 5.13 or later, built with it and not switched off)")
        self._spare = users.spare_ids()
        self._shares = 0
        self._capabilities = 0
        if self._spare:
            self.level = "L2+uid"
            self._capabilities = users.capabilities_to_read_interpreter(self._spare.of_keeper(0))
            os.chmod(self._scratch_root, 0o711)
        shown = view(settings["home"], settings["readable"], settings["hidden"])
        self._rules = read_rules([*shown.folders, *shown.etc])
        self._filter = seccomp.program(
            seccomp.Rules(
                own_network=False,
                own_processes=False,
                scoped_signals=self._abi >= landlock.SIGNAL_SCOPE_SINCE,
                own_files=False,
                guards_truncation=self._abi >= landlock.TRUNCATION_SINCE,
            ),
            linux.MACHINE,
        )
        self._rulesets = (self._without_hidden(shown),) if shown.hidden else ()

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "landlock_abi": self._abi}

    def enter_job(self, limits: JobLimits, shared: str | None) -> Confinement:
        self._shared = shared
        user = self._user(shared)
        scratch = self._scratch(limits, user)
        rules = landlock.ruleset([*self._rules, (scratch, landlock.EVERYTHING)], self._abi)
        return Confinement(
            scratch=scratch,
            limits=rlimits.table(
                limits, self._address_space, limits.processes + (0 if self._spare else self._tasks_of_user())
            ),
            rulesets=(*self._rulesets, rules),
            filter_program=self._filter,
            sees_own_process=True,
            user=user,
            kept_capabilities=self._capabilities,
        )

    def leave_job(self, confinement: Confinement) -> bool:
        os.close(confinement.rulesets[-1])
        return super().leave_job(confinement)

    def make_shared(self, name: str, size: int) -> None:
        self._shares += 1
        user = self._spare.of_keeper(self._shares) if self._spare else None
        folders.make(os.path.join(self._scratch_root, name), user)

    def _user(self, shared: str | None) -> int | None:
        """As root, a user for each keeper or shared folder, so that jobs side by side cannot touch each other."""
        if not self._spare:
            return None
        if shared is not None:
            return os.stat(os.path.join(self._scratch_root, shared)).st_uid
        return self._spare.of_keeper(1 + self._number)

    def _without_hidden(self, shown: View) -> int:
        """A first ruleset, built once: everything readable but the hidden parts, and every scratch folder."""
        whole, listed = readable_parts(shown)
        rules = [*read_rules([*whole, *shown.etc, "/proc"]), (self._scratch_root, landlock.EVERYTHING)]
        return landlock.ruleset([*rules, *((path, landlock.READ_DIR) for path in listed)], self._abi)


def read_rules(paths: list[str]) -> list[tuple[str, int]]:
    """Landlock rules that let ``paths`` be read, and what no program can do without."""
    files = [os.path.join("/proc", name) for name in _PROC_FILES]
    return [*((path, landlock.READ) for path in [*paths, *files]), *((path, landlock.DEVICE) for path in DEVICES)]
