"""Level L3: a root folder in which a keeper's programs can make things, as on a machine of their own.

What the server shows stays as it is, in mounts that nobody can move. What is new lies in memory and ends with the
keeper, which then takes no other job.
"""

from __future__ import annotations

import os
import time

from . import linux

MOUNT_POINT = "/.root"
_OPTIONS = "size=64m,nr_inodes=16384,mode=0755"
_CLOCK_REALTIME_COARSE = 5  # what the kernel stamps changes with


class OwnRoot:
    """The root of this process's mount namespace from here on."""

    def __init__(self) -> None:
        linux.mount("tmpfs", MOUNT_POINT, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, _OPTIONS)
        for entry in os.scandir("/"):
            if (
                entry.is_dir() and entry.path != MOUNT_POINT
            ):  # a link becomes what it leads to: a link could be replaced
                os.mkdir(MOUNT_POINT + entry.path)
                linux.mount(entry.path, MOUNT_POINT + entry.path, flags=linux.MS_BIND | linux.MS_REC)
        os.chdir(MOUNT_POINT)
        linux.pivot_root(".", ".")
        linux.unmount(".")  # the old root, which now lies upon the new one
        os.chdir("/")
        self._changed = _last_change()
        while time.clock_gettime_ns(_CLOCK_REALTIME_COARSE) <= self._changed:
            time.sleep(0.001)  # so that each change from now on has another time

    @property
    def untouched(self) -> bool:
        """Whether nothing was ever made in it, and neither its mode nor its times or attributes were set."""
        return _last_change() == self._changed


def _last_change() -> int:
    """The one time of a folder that no program can set."""
    return os.stat("/").st_ctime_ns
