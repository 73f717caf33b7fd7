"""What the processes of one job use, read from /proc."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass

_TICK = os.sysconf("SC_CLK_TCK")
_MOST_FILES = 16384


@dataclass
class Usage:
    """Sums over processes, but for ``waiting``.

    Attributes:
        cpu: seconds used, their ended children included.
        waiting: seconds in which a thread was ready to run and had no core; not a sum, but of the one it was most.
        memory: bytes of their own, beyond what each got from the server.
        tasks: processes and threads.
    """

    cpu: float = 0.0
    waiting: float = 0.0
    memory: int = 0
    tasks: int = 0


def anonymous_memory(process: int | str) -> tuple[int, int]:
    """(bytes resident that no file backs, threads) of a process."""
    memory, threads = 0, 0
    for line in _read(f"/proc/{process}/status").splitlines():
        if line.startswith((b"RssAnon:", b"RssShmem:")):
            memory += int(line.split()[1]) << 10
        elif line.startswith(b"Threads:"):
            threads = int(line.split()[1])
    return memory, threads


def usage(processes: list[int], inherited_memory: int) -> Usage:
    """What ``processes`` use. One that ends meanwhile is left out."""
    total = Usage()
    for process in processes:
        with contextlib.suppress(OSError, ValueError, IndexError):
            memory, threads = anonymous_memory(process)
            total.tasks += max(threads, 1)
            total.memory += max(0, memory - inherited_memory)
            fields = _read(f"/proc/{process}/stat").rpartition(b")")[2].split()
            total.cpu += sum(int(field) for field in fields[11:15]) / _TICK
            total.waiting = max(total.waiting, _waiting(process, threads))
    return total


def all_but_self() -> list[int]:
    """Every process /proc shows, but this one."""
    own = os.getpid()
    return [int(name) for name in os.listdir("/proc") if name.isdigit() and int(name) != own]


def children(parent: int) -> list[int]:
    """Every living or ended child of a process."""
    return (_listed_children if _CHILDREN_ARE_LISTED else _children_by_parent())(parent)


def descendants(ancestor: int) -> list[int]:
    """Every living or ended process below ``ancestor``."""
    children_of = _listed_children if _CHILDREN_ARE_LISTED else _children_by_parent()
    found: list[int] = []
    waiting = [ancestor]
    while waiting:
        more = children_of(waiting.pop())
        found += more
        waiting += more
    return found


def tasks_of_user(user: int) -> int:
    """Processes and threads of one user on the whole machine."""
    total = 0
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError):
                if os.stat(f"/proc/{name}").st_uid == user:
                    total += max(1, anonymous_memory(name)[1])
    return total


def folder_size(folder: str, enough: int) -> int:
    """Bytes on disk below ``folder``; counting stops at ``enough``.

    More than 16,384 entries are too many, and so is a folder that cannot be listed or whose path is too long.
    """
    total, entries, waiting = 0, 0, [folder]
    while waiting and total <= enough:
        try:
            with os.scandir(waiting.pop()) as listing:
                for entry in listing:
                    entries += 1
                    with contextlib.suppress(OSError):
                        total += entry.stat(follow_symlinks=False).st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    if entries > _MOST_FILES:
                        return enough + 1
        except (FileNotFoundError, NotADirectoryError):  # it was there a moment ago
            continue
        except OSError:
            return enough + 1
    return total


def out_of_memory_kills() -> int:
    """How many processes the kernel has killed for want of memory since it started."""
    with contextlib.suppress(OSError):
        counters = _read("/proc/vmstat")
        at = counters.find(b"\noom_kill ")
        if at >= 0:
            return int(counters[at + 10 : counters.index(b"\n", at + 1)])
    return 0


def _read(path: str) -> bytes:
    """A file of /proc, whole; cheaper than ``open``, in a process where every page touched is copied."""
    source = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(source, 1 << 16)
    finally:
        os.close(source)


def _waiting(process: int, threads: int) -> float:
    """Time on a run queue; threads are looked at one by one only where there are several, and not too many."""
    if threads <= 1:
        paths = [f"/proc/{process}/schedstat"]
    else:
        tasks = os.listdir(f"/proc/{process}/task")[:64]
        paths = [f"/proc/{process}/task/{task}/schedstat" for task in tasks]
    most = 0
    for path in paths:
        with contextlib.suppress(OSError):
            most = max(most, int(_read(path).split()[1]))
    return most / 1e9


_CHILDREN_ARE_LISTED = os.path.exists(f"/proc/self/task/{os.getpid()}/children")  # not on every kernel


def _listed_children(process: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{process}/task"):
            found += map(int, _read(f"/proc/{process}/task/{task}/children").split())
    return found


def _children_by_parent() -> Callable[[int], list[int]]:
    by_parent: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError):
                parent = int(_read(f"/proc/{name}/stat").rpartition(b")")[2].split()[1])
                by_parent.setdefault(parent, []).append(int(name))
    return lambda process: by_parent.get(process, [])
