"""Makes a process with much memory cheaper to fork, and its forks cheaper to end."""

from __future__ import annotations

import contextlib

from . import linux

_BYTES = 2 << 20
_COLLAPSE = 25  # MADV_COLLAPSE, since Linux 6.1
_SMALL = 448  # bytes of an object that Python's own allocator takes care of
_HEAD = 33  # of them, not a byte string's own
_ARENA = 256 << 10  # bytes, or more, that the allocator takes of the system's memory at a time

_KEPT: list[bytes] = []


def reserve(size: int) -> None:
    """Have Python take ``size`` bytes of memory for small objects at once, in one piece.

    Taken as modules are loaded, it would lie in many, between theirs, too short for huge pages.
    """
    objects = [b""] * (size // _SMALL)  # its full length at once: a list that grows lies between the objects, too
    for number in range(len(objects)):
        objects[number] = bytes(_SMALL - _HEAD)
    _KEPT.extend(objects[:: _ARENA // _SMALL - 1])  # memory without any object would go back to the system


def gather() -> None:
    """Move this process's own memory to huge pages as far as it fills any, where the kernel can.

    A fork then copies one entry where it would copy 512, and a page that is written to is still copied alone.
    """
    for start, end in _own_memory():
        first, last = -(-start // _BYTES) * _BYTES, end // _BYTES * _BYTES
        if first < last:
            with contextlib.suppress(OSError):
                linux.madvise(first, last - first, _COLLAPSE)


def _own_memory() -> list[tuple[int, int]]:
    """(start, end) of writable memory that no file backs."""
    found = []
    with open("/proc/self/maps", encoding="utf-8", errors="replace") as maps:
        for line in maps:
            addresses, mode, *_, name = line.rstrip("\n").split(" ", 5)
            if mode == "rw-p" and name.strip() in ("", "[heap]"):
                start, _, end = addresses.partition("-")
                found.append((int(start, 16), int(end, 16)))
    return found
