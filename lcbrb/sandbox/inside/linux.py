"""System calls the standard library lacks, by ctypes."""

from __future__ import annotations

import ctypes
import os
import platform

from . import syscalls

MACHINE = {"arm64": "aarch64", "AMD64": "x86_64"}.get(platform.machine(), platform.machine())

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC = 0x00020000, 0x04000000, 0x08000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
SIGCHLD = 17

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC = 1, 2, 4, 8, 4096, 16384
MS_REMOUNT, MS_PRIVATE, MS_SHARED = 32, 1 << 18, 1 << 20
MNT_DETACH = 2
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_KEEPCAPS, PR_SET_SECCOMP = 1, 4, 8, 22
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 36, 38, 47
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2

# PyDLL keeps the interpreter lock through the call: the child of ``clone`` then starts out holding it.
_libc = ctypes.PyDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def supported() -> bool:
    """Whether the sandbox knows this machine's system call numbers."""
    return os.uname().sysname == "Linux" and MACHINE in syscalls.AUDIT_ARCH


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def call(name: str, *arguments: int | bytes | ctypes.Array[ctypes.c_char] | None) -> int:
    """Make system call ``name``; integers are passed as 64-bit words.

    Raises:
        OSError: with the call's name.
    """
    words = [ctypes.c_long(word) if isinstance(word, int) else word for word in arguments]
    return _checked(_libc.syscall(ctypes.c_long(_OWN[name]), *words), name)


_OWN = syscalls.own(MACHINE) if supported() else {}


def prctl(option: int, value: int = 0, third: int = 0, what: str = "prctl") -> int:
    """The system call of that name with unsigned long arguments."""
    words = [ctypes.c_ulong(word) for word in (value, third, 0, 0)]
    return _checked(_libc.prctl(ctypes.c_int(option), *words), what)


def madvise(start: int, length: int, advice: int) -> None:
    """The system call of that name."""
    _checked(_libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(length), ctypes.c_int(advice)), "madvise")


def unshare(flags: int) -> None:
    """The system call of that name."""
    _checked(_libc.unshare(ctypes.c_int(flags)), "unshare")


def fork_into(flags: int) -> int:
    """Fork with the child in new namespaces; 0 in the child.

    Skips Python's at-fork hooks, as the child only forks again (through ``os.fork``). Namespaces are made by the
    call itself because unshare(2) would put later children of the caller into the same process-id namespace.
    """
    return call("clone", flags | SIGCHLD, 0, 0, 0, 0)


def fork() -> int:
    """Fork without Python's at-fork hooks, which cost more than the fork; 0 in the child.

    Only for a process with one thread. Hooks whose work the child needs are the caller's to do.
    """
    return _checked(_libc.fork(), "fork")


def mount(source: str | None, target: str, kind: str | None = None, flags: int = 0, data: str | None = None) -> None:
    """The system call of that name."""
    texts = [None if text is None else os.fsencode(text) for text in (source, target, kind, data)]
    result = _libc.mount(texts[0], texts[1], texts[2], ctypes.c_ulong(flags), texts[3])
    _checked(result, f"mount {kind or source} on {target}")


def unmount(target: str) -> None:
    """Detach a mount and what is mounted below it."""
    _checked(_libc.umount2(os.fsencode(target), MNT_DETACH), f"umount {target}")


def pivot_root(new: str, old: str) -> None:
    """The system call of that name."""
    call("pivot_root", os.fsencode(new), os.fsencode(old))


def setns(namespace: int, kind: int) -> None:
    """The system call of that name."""
    call("setns", namespace, kind)


def set_mount_flags(target: str, flags: int) -> None:
    """Add MS_RDONLY, MS_NOSUID or MS_NODEV to a mount and all below it (their MOUNT_ATTR values are equal)."""
    attributes = ctypes.create_string_buffer(b"".join(_word(word) for word in (flags, 0, 0, 0)), 32)
    call("mount_setattr", _AT_FDCWD, os.fsencode(target), _AT_RECURSIVE, attributes, 32)


def _word(value: int) -> bytes:
    return value.to_bytes(8, "little")


def close_from(lowest: int) -> None:
    """Close every descriptor from ``lowest`` up."""
    try:
        call("close_range", lowest, 0xFFFFFFFF, 0)
    except OSError:
        os.closerange(lowest, os.sysconf("SC_OPEN_MAX"))


def keep_capabilities(wanted: int) -> None:
    """Give up every capability but those in the bit set ``wanted``, which survive exec.

    With NO_NEW_PRIVS set, none can come back.
    """
    low, high = wanted & 0xFFFFFFFF, wanted >> 32
    header = ctypes.create_string_buffer(b"\x22\x05\x08\x20" + bytes(4), 8)  # version 3, this process
    sets = b"".join(word.to_bytes(4, "little") for word in (low, low, low, high, high, high))
    call("capset", header, ctypes.create_string_buffer(sets, 24))
    for capability in range(wanted.bit_length()):
        if wanted >> capability & 1:
            prctl(PR_CAP_AMBIENT, 2, capability, "keeping a capability")  # PR_CAP_AMBIENT_RAISE


def held_capabilities() -> int:
    """The bit set of permitted capabilities of this process."""
    with open("/proc/self/status", encoding="ascii", errors="replace") as status:
        return next((int(line.split()[1], 16) for line in status if line.startswith("CapPrm:")), 0)
