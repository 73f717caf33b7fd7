"""Spare user ids, which root gives to programs so that they own nothing and share limits with nobody."""

from __future__ import annotations

import os
import sys

from . import linux

_KEEPERS = 256  # ids per server, so that jobs side by side have different ones
_WHOLE_RANGE = 0xFFFFFFFF
_FIRST = 0x60000000  # above every range that account tools and containers hand out


def spare_ids() -> SpareIds | None:
    """Ids that programs can be given; None for an ordinary user, and for root where no other id exists."""
    if os.getuid() != 0 or _mapped_range()[1] == 1:
        return None
    with open("/proc/self/setgroups", encoding="ascii") as setting:
        return SpareIds() if setting.read().strip() == "allow" else None


class SpareIds:
    """Ids of one server."""

    def __init__(self) -> None:
        first, length = _mapped_range()
        if length == _WHOLE_RANGE:
            self._first = _FIRST + os.getpid() * _KEEPERS
        else:
            self._first = max(first, first + length - _KEEPERS * (1 + os.getpid() % 64))
        self._count = min(_KEEPERS, length)

    def of_keeper(self, number: int) -> int:
        """The user and group id for jobs of the server's ``number``-th keeper."""
        return self._first + number % self._count


def become(user: int, kept_capabilities: int) -> None:
    """Change from root to ``user`` for good, keeping ``kept_capabilities`` permitted.

    Raises:
        OSError: no right to.
    """
    if kept_capabilities:
        linux.prctl(linux.PR_SET_KEEPCAPS, 1)
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    linux.prctl(linux.PR_SET_DUMPABLE, 1)


def capabilities_to_read_interpreter(user: int) -> int:
    """Which capability ``user`` needs to read the running interpreter's files, as a bit set; 0 for none.

    Raises:
        OSError: this process cannot become ``user``, or holds no such capability.
    """
    pid = os.fork()
    if pid == 0:
        try:
            become(user, 0)
            for path in (os.__file__, sys.executable):
                with open(path, "rb"):
                    pass
        except PermissionError:
            os._exit(1)
        except BaseException:
            os._exit(2)
        os._exit(0)
    outcome = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if outcome == 0:
        return 0
    held = linux.held_capabilities()
    for capability in (linux.CAP_DAC_READ_SEARCH, linux.CAP_DAC_OVERRIDE):
        if outcome == 1 and held >> capability & 1:
            return 1 << capability
    raise PermissionError(f"root cannot run {sys.executable} as another user here")


def _mapped_range() -> tuple[int, int]:
    """(first id, how many) of the largest range of user ids that exist here."""
    with open("/proc/self/uid_map", encoding="ascii") as ranges:
        found = [(int(line.split()[0]), int(line.split()[2])) for line in ranges]
    return max(found, key=lambda first_and_length: first_and_length[1])
