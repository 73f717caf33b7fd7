"""Level L3: a file system, network and process table of a program's own.

The server enters a user, mount, network, ipc and uts namespace once and builds a read-only root there. Each keeper
gets a user, process-id, mount, network and ipc namespace within, with a /proc of its own; each job a new scratch
tmpfs. Shared scratch folders are mounted by the server, and from there in all keepers, where programs cannot reach
them; a job's own is bound to its scratch point. Keepers of jobs that share one share a network, too.
"""

from __future__ import annotations

import errno
import os
import socket

from . import linux, networks
from .view import DEVICES, View

USER_ID = 1000  # what programs see as their user and group id
_KEEPER_NAMESPACES = linux.CLONE_NEWUSER | linux.CLONE_NEWPID | linux.CLONE_NEWNS | linux.CLONE_NEWIPC
_SHARED = "/.shared"
_SCRATCH_FILES = 16384
_READ_ONLY = linux.MS_RDONLY | linux.MS_NOSUID | linux.MS_NODEV

_FILES = {
    "/etc/passwd": "root:x:0:0::/:/sbin/nologin\nuser:x:{id}:{id}::{home}:/bin/sh\n",
    "/etc/group": "root:x:0:\nuser:x:{id}:\n",
    "/etc/hosts": "127.0.0.1 localhost sandbox\n::1 localhost\n",
    "/etc/hostname": "sandbox\n",
    "/etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\nservices: files\nprotocols: files\n",
}


def scratch_point(view: View) -> str:
    """Where a job's scratch tmpfs is mounted: /tmp, unless the interpreter lives there."""
    return "/scratch" if view.covers("/tmp") else "/tmp"


def enter(view: View, spare_id: int | None) -> None:
    """Move this process into the server's namespaces.

    Args:
        view: what the new root shows.
        spare_id: as root, the user and group id to give up root for.

    Raises:
        OSError: a step was refused; its text names the step.
    """
    kinds = linux.CLONE_NEWNS | linux.CLONE_NEWNET | linux.CLONE_NEWIPC | linux.CLONE_NEWUTS
    user_id, group_id = os.getuid(), os.getgid()
    as_root = spare_id is not None and _unshared(kinds)
    if not as_root:
        linux.unshare(kinds | linux.CLONE_NEWUSER)
        _write("/proc/self/setgroups", "deny")  # the kernel's condition for what follows; jobs inherit it
        map_ids(USER_ID, user_id, group_id)
    _build_root(view, spare_id if as_root else None)
    networks.start()
    socket.sethostname("sandbox")
    if as_root and spare_id is not None:
        os.setgroups([])
        os.setresgid(spare_id, spare_id, spare_id)
        os.setresuid(spare_id, spare_id, spare_id)
        linux.prctl(linux.PR_SET_DUMPABLE, 1)  # else /proc/self/uid_map belongs to root
        linux.unshare(linux.CLONE_NEWUSER | linux.CLONE_NEWNS)
        _write("/proc/self/setgroups", "deny")
        map_ids(USER_ID, spare_id, spare_id)
    linux.mount(None, _SHARED, flags=linux.MS_SHARED)


def fork_keeper(shares: bool) -> int:
    """Fork a keeper in new namespaces; 0 in it. In this process's network if it shares that."""
    return linux.fork_into(_KEEPER_NAMESPACES | (0 if shares else linux.CLONE_NEWNET))


def enter_keeper(shares: bool) -> int:
    """In a process from ``fork_keeper``: give it its ids, a /proc of its own, and a working network.

    Returns a descriptor of the folder that holds all shared folders, which no path leads to any more.
    """
    map_ids(USER_ID, USER_ID, USER_ID)
    if not shares:
        networks.start()
    linux.mount("proc", "/proc", "proc", _READ_ONLY | linux.MS_NOEXEC)
    all_shared = os.open(_SHARED, os.O_PATH | os.O_CLOEXEC)
    linux.mount("tmpfs", _SHARED, "tmpfs", _READ_ONLY, "size=4k,mode=000")
    return all_shared


def mount_scratch(path: str, size: int) -> None:
    """Mount a new scratch folder; once unmounted, it is gone with all that was in it."""
    options = f"size={size},nr_inodes={_SCRATCH_FILES},mode=0755"
    linux.mount("tmpfs", path, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, options)
    os.mkdir(os.path.join(path, "home"))
    os.mkdir(os.path.join(path, ".shm"))


def mount_shared(path: str, all_shared: int, name: str) -> None:
    """Mount a folder from ``make_shared``.

    Args:
        path: where.
        all_shared: from ``enter_keeper``.
        name: the folder's.
    """
    linux.mount(f"/proc/self/fd/{all_shared}/{name}", path, flags=linux.MS_BIND)


def make_shared(name: str, size: int) -> None:
    """Make a scratch folder that several jobs can share."""
    path = os.path.join(_SHARED, name)
    os.mkdir(path)
    mount_scratch(path, size)


def drop_shared(name: str) -> None:
    """Delete a shared scratch folder; its memory is free once the last job that uses it has ended."""
    path = os.path.join(_SHARED, name)
    linux.unmount(path)
    os.rmdir(path)


def map_ids(inside: int, user_id: int, group_id: int) -> None:
    """Name this process's only user and group ``inside`` in its new user namespace."""
    _write("/proc/self/uid_map", f"{inside} {user_id} 1")
    _write("/proc/self/gid_map", f"{inside} {group_id} 1")


def _unshared(kinds: int) -> bool:
    try:
        linux.unshare(kinds)
    except OSError as error:
        if error.errno != errno.EPERM:
            raise
        return False
    return True


def _build_root(view: View, owner: int | None) -> None:
    """Make a tmpfs with read-only binds of what ``view`` shows the root of the file system."""
    linux.mount(None, "/", flags=linux.MS_REC | linux.MS_PRIVATE)
    linux.mount("tmpfs", "/tmp", "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "size=16m,mode=0755")
    os.mkdir("/tmp/.old")
    os.chdir("/tmp")
    linux.pivot_root(".", ".old")
    os.chdir("/")
    _show(view)
    linux.mount("tmpfs", _made(_SHARED), "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "size=16m,mode=0755")
    scratch = _made(scratch_point(view))
    os.symlink(os.path.join(scratch, ".shm"), "/dev/shm")
    _write_files(os.path.join(scratch, "home"))
    linux.unmount("/.old")
    os.rmdir("/.old")
    linux.mount(None, "/", flags=linux.MS_REMOUNT | linux.MS_BIND | _READ_ONLY)
    mount_scratch(scratch, 64 << 20)  # while modules are imported; each job's own covers it
    if owner is not None:
        for path in (_SHARED, scratch, os.path.join(scratch, "home"), os.path.join(scratch, ".shm")):
            os.chown(path, owner, owner)


def _show(view: View) -> None:
    for path in view.folders:
        linux.mount("/.old" + path, _made(path), flags=linux.MS_BIND | linux.MS_REC)
        linux.set_mount_flags(path, _READ_ONLY)
    for path in view.hidden:
        linux.mount("tmpfs", path, "tmpfs", _READ_ONLY, "size=4k,mode=0755")
    for name, path in view.links:
        _made(os.path.dirname(name))
        os.symlink(path, name)
    for path in view.etc:
        _show_etc(path)
    _made("/dev")
    for device in DEVICES:
        _write(device, "")
        linux.mount("/.old" + device, device, flags=linux.MS_BIND)
        linux.set_mount_flags(device, linux.MS_RDONLY)  # its times: what is written goes to the driver all the same
    for name, target in (("fd", ""), ("stdin", "/0"), ("stdout", "/1"), ("stderr", "/2")):
        os.symlink("/proc/self/fd" + target, os.path.join("/dev", name))
    linux.mount("/.old/proc", _made("/proc"), flags=linux.MS_BIND | linux.MS_REC)


def _show_etc(path: str) -> None:
    """Files are copied, as each mount costs time in every job; folders are bound."""
    source = _within("/.old", path)
    if os.path.isdir(source):
        linux.mount(source, _made(path), flags=linux.MS_BIND | linux.MS_REC)
        linux.set_mount_flags(path, _READ_ONLY)
    elif os.path.isfile(source):
        _made(os.path.dirname(path))
        with open(source, "rb") as original, open(path, "wb") as copy:
            copy.write(original.read())


def _within(root: str, path: str) -> str:
    """``path`` below ``root``, with symlinks resolved as if ``root`` were the root."""
    for _ in range(40):
        full = root + path
        if not os.path.islink(full):
            return full
        path = os.path.normpath(os.path.join(os.path.dirname(path), os.readlink(full)))
    return root + path


def _write_files(home: str) -> None:
    for path, text in _FILES.items():
        _made(os.path.dirname(path))
        _write(path, text.format(id=USER_ID, home=home))


def _made(folder: str) -> str:
    os.makedirs(folder, 0o755, exist_ok=True)
    return folder


def _write(path: str, text: str) -> None:
    out = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
    os.write(out, text.encode())
    os.close(out)
