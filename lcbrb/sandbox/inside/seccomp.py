"""The system call filter of a program, written as classic BPF.

An allow-list: what is neither allowed nor refused does not exist (ENOSYS). Some calls are allowed only with some
arguments. Without namespaces (level L2) the filter also closes what Landlock leaves open: sockets, signals to
others, the metadata of the user's files.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from dataclasses import dataclass

from . import linux, syscalls

_ALLOW, _KILL_PROCESS, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _AND = 0x20, 0x54  # BPF_LD|BPF_W|BPF_ABS, BPF_ALU|BPF_AND|BPF_K
_JUMP, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x05, 0x15, 0x35, 0x06  # BPF_JMP|…|BPF_K, BPF_RET|BPF_K
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data
_X32_BIT = 0x40000000
_OWN_PID = 0x7EADBEE5  # stands for the installing process's id; larger than any

_AF_UNIX, _AF_INET, _AF_INET6, _AF_NETLINK = 1, 2, 10, 16
_SOCK_STREAM, _SOCK_TYPE_MASK = 1, 0xF
_NEW_NAMESPACES = 0x7E020000  # every CLONE_NEW* flag that clone takes
# TIOCSTI, TIOCLINUX; FIOSETOWN, SIOCSPGRP: SIGIO to a stranger; FS_IOC_SETFLAGS, FS_IOC_FSSETXATTR
_REFUSED_IOCTLS = (0x5412, 0x541C, 0x8901, 0x8902, 0x40086602, 0x401C5820)
# F_SETOWN, F_SETOWN_EX: SIGIO again; F_SETLEASE, F_NOTIFY; F_SETPIPE_SZ: all pages that a user's pipes may have
_REFUSED_FCNTLS = (8, 15, 1024, 1026, 1031)
# (level, name): SO_LINGER makes others wait who close it last; IPV6_FLOWLABEL_MGR outlives the program
_IGNORED_SOCKET_OPTIONS = ((1, 13), (41, 32))
_O_TRUNC, _O_ACCMODE = 0o1000, 0o3

_KEEP_MODES = "chmod fchmod fchmodat fchmodat2 utime utimes futimesat utimensat"
_KEEP_OWNERS = "chown fchown lchown fchownat"
_WATCH_OTHERS = "inotify_init inotify_init1 inotify_add_watch"  # who opens which file of the interpreter's
_ATTRIBUTES = (
    "setxattr lsetxattr fsetxattr getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr "
    "removexattr lremovexattr fremovexattr setxattrat getxattrat listxattrat removexattrat"
)
_OWN_PROCESS_ONLY = "prlimit64 sched_setaffinity sched_setparam sched_setscheduler sched_setattr"
_SIGNAL_A_PROCESS = "kill tgkill rt_sigqueueinfo rt_tgsigqueueinfo"


@dataclass(frozen=True)
class Rules:
    """What the filter must see to, given the rest of the isolation.

    Attributes:
        own_network: the program has a network of its own: Internet and unix sockets are allowed.
        own_processes: it sees no process but its own and its keeper, process 1.
        scoped_signals: Landlock keeps its signals within its own processes.
        own_files: it can reach no file of the user's whose metadata matters.
        guards_truncation: Landlock guards truncation.
    """

    own_network: bool
    own_processes: bool
    scoped_signals: bool
    own_files: bool
    guards_truncation: bool


_Answer = list[tuple[int, int, int, int]]  # instructions (code, jump if true, jump if false, operand) that return


def program(rules: Rules, machine: str) -> bytes:
    """The filter as an array of struct sock_filter, for any process to install (see ``install``).

    Args:
        rules: see ``Rules``.
        machine: x86_64 or aarch64.
    """
    code = [
        (_LOAD, 0, 0, _ARCH),
        (_IF_EQUAL, 1, 0, syscalls.AUDIT_ARCH[machine]),
        (_RETURN, 0, 0, _KILL_PROCESS),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_AT_LEAST, 0, 1, _X32_BIT),
        (_RETURN, 0, 0, _KILL_PROCESS),
        *_search(_ranges(_verdicts(rules, machine))),
    ]
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in code)


def install(filter_program: bytes) -> None:
    """Put this process and all it will start under the filter, for good.

    Where signals are not scoped otherwise, this process is the only one they may go to.
    """
    filter_program = filter_program.replace(struct.pack("=I", _OWN_PID), struct.pack("=I", os.getpid()))
    instructions = ctypes.create_string_buffer(filter_program, len(filter_program))
    header = struct.pack("=HxxxxxxQ", len(filter_program) // 8, ctypes.addressof(instructions))
    holder = ctypes.create_string_buffer(header, len(header))
    linux.prctl(linux.PR_SET_SECCOMP, 2, ctypes.addressof(holder), what="installing the system call filter")


def _error(number: int) -> int:
    return _ERRNO | number


def _returned(verdict: int) -> _Answer:
    return [(_RETURN, 0, 0, verdict)]


def _verdicts(rules: Rules, machine: str) -> dict[int, _Answer]:
    allowed, refused = syscalls.allowed(machine), syscalls.refused(machine)
    found: dict[int, _Answer] = dict.fromkeys(allowed.values(), _returned(_ALLOW))
    found.update(dict.fromkeys(refused.values(), _returned(_error(errno.EPERM))))
    for name, answer in {**_conditional_calls(rules), **_whole_calls(rules)}.items():
        if name in allowed:
            found[allowed[name]] = answer
    return found


def _ranges(answers: dict[int, _Answer]) -> list[tuple[int, _Answer]]:
    """(first number, answer) pairs, each good up to the next one's number; from 0 to the end."""
    unknown = _returned(_error(errno.ENOSYS))
    return [
        (number, answers.get(number, unknown))
        for number in range(max(answers) + 2)
        if number == 0 or answers.get(number, unknown) != answers.get(number - 1, unknown)
    ]


def _search(ranges: list[tuple[int, _Answer]]) -> _Answer:
    """A binary search: the kernel tries every number when a filter is installed, so its depth costs time."""
    if len(ranges) == 1:
        return ranges[0][1]
    middle = len(ranges) // 2
    low, high = _search(ranges[:middle]), _search(ranges[middle:])
    return [(_IF_AT_LEAST, 0, 1, ranges[middle][0]), (_JUMP, 0, 0, len(low)), *low, *high]


def _whole_calls(rules: Rules) -> dict[str, _Answer]:
    """Calls whose answer does not depend on arguments but on the level."""
    found = {name: _returned(_error(0)) for name in ("sync", "syncfs")}  # would flush the whole machine's disks
    found.update({name: _returned(_error(errno.EPERM)) for name in _WATCH_OTHERS.split()})
    if not rules.own_files:
        # Answered with success and no effect: copying and unpacking files set modes and times as they go.
        found.update({name: _returned(_error(0)) for name in _KEEP_MODES.split()})
        found.update({name: _returned(_error(errno.EPERM)) for name in _KEEP_OWNERS.split()})
        found.update({name: _returned(_error(errno.EOPNOTSUPP)) for name in _ATTRIBUTES.split()})
    if not rules.own_processes and not rules.scoped_signals:
        found.update({name: _returned(_error(errno.EPERM)) for name in ("tkill", "pidfd_send_signal")})
    if not rules.own_files and not rules.guards_truncation:
        found["truncate"] = _returned(_error(errno.EPERM))
        found["openat2"] = _returned(_error(errno.ENOSYS))
    return found


def _conditional_calls(rules: Rules) -> dict[str, _Answer]:
    """Calls that depend on their arguments."""
    found: dict[str, _Answer] = {
        "clone": _unless_any_bit(0, _NEW_NAMESPACES),
        "ioctl": _unless(1, _REFUSED_IOCTLS),
        "fcntl": _unless(1, _REFUSED_FCNTLS),
        "setpriority": _only_own_priority(rules),
        "setsockopt": _socket_option(),
        "socket": _socket(rules),
        "socketpair": _only(0, (_AF_UNIX,)),
    }
    for name in _OWN_PROCESS_ONLY.split():
        found[name] = _unless(0, (1,)) if rules.own_processes else _only(0, (0,))
    if not rules.own_processes:
        found["prctl"] = _unless(0, (linux.PR_SET_PDEATHSIG,))
        if not rules.scoped_signals:
            found.update({name: _only(0, (_OWN_PID, 0)) for name in _SIGNAL_A_PROCESS.split()})
    if not rules.own_network:
        # A datagram pair could still send to any named socket; a stream pair is connected for good.
        found["socketpair"] = _both(_only(0, (_AF_UNIX,)), _only(1, (_SOCK_STREAM,), mask=_SOCK_TYPE_MASK))
    if not rules.own_files and not rules.guards_truncation:
        found["open"], found["openat"] = _no_truncation_for_reading(1), _no_truncation_for_reading(2)
    return found


def _load(argument: int) -> _Answer:
    return [(_LOAD, 0, 0, _ARGUMENTS + 8 * argument)]


def _only(argument: int, values: tuple[int, ...], mask: int | None = None) -> _Answer:
    """Allow if the argument's low word (all the kernel reads of an int) is one of ``values``."""
    code = _load(argument) + ([(_AND, 0, 0, mask)] if mask is not None else [])
    for position, value in enumerate(values):
        code.append((_IF_EQUAL, len(values) - position, 0, value))
    return [*code, (_RETURN, 0, 0, _error(errno.EPERM)), (_RETURN, 0, 0, _ALLOW)]


def _unless(argument: int, values: tuple[int, ...]) -> _Answer:
    code = _load(argument)
    for position, value in enumerate(values):
        code.append((_IF_EQUAL, len(values) - position, 0, value))
    return [*code, (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _error(errno.EPERM))]


def _unless_any_bit(argument: int, bits: int) -> _Answer:
    return [*_load(argument), (_AND, 0, 0, bits), (_IF_EQUAL, 1, 0, 0), (_RETURN, 0, 0, _error(errno.EPERM)),
            (_RETURN, 0, 0, _ALLOW)]  # fmt: skip


def _both(first: _Answer, second: _Answer) -> _Answer:
    """``first`` with its final "allow" replaced by ``second``."""
    return [*first[:-1], *second]


def _only_own_priority(rules: Rules) -> _Answer:
    whose = _unless(1, (1,)) if rules.own_processes else _only(1, (0,))
    return _both(_only(0, (0,)), whose)  # PRIO_PROCESS


def _socket(rules: Rules) -> _Answer:
    if not rules.own_network:
        return [(_RETURN, 0, 0, _error(errno.EACCES))]
    route_only = [*_load(2), (_IF_EQUAL, 1, 0, 0), (_RETURN, 0, 0, _error(errno.EPERM)), (_RETURN, 0, 0, _ALLOW)]
    plain = _only(0, (_AF_UNIX, _AF_INET, _AF_INET6))
    return [*_load(0), (_IF_EQUAL, 0, len(route_only), _AF_NETLINK), *route_only, *plain]


def _socket_option() -> _Answer:
    """Some options are answered with success and have no effect."""
    code: _Answer = [(_RETURN, 0, 0, _ALLOW)]
    for level, name in _IGNORED_SOCKET_OPTIONS:
        ignored = [*_load(2), (_IF_EQUAL, 0, 1, name), (_RETURN, 0, 0, _error(0))]
        code = [*_load(1), (_IF_EQUAL, 0, len(ignored), level), *ignored, *code]
    return code


def _no_truncation_for_reading(argument: int) -> _Answer:
    """O_RDONLY|O_TRUNC truncates a file that Landlock only lets be read, before its version 3."""
    return [*_load(argument), (_AND, 0, 0, _O_TRUNC | _O_ACCMODE), (_IF_EQUAL, 1, 0, _O_TRUNC), (_RETURN, 0, 0, _ALLOW),
            (_RETURN, 0, 0, _error(errno.EPERM))]  # fmt: skip
