"""Lays out the server's memory so that its forks are cheap: to make, to run and to end.

What a fork writes to is copied, a page at a time, and CPython writes wherever an object is made, used or freed.
"""

from __future__ import annotations

import contextlib
from bisect import bisect
from collections.abc import Callable

from . import linux

_HUGE = 2 << 20
_COLLAPSE = 25  # MADV_COLLAPSE, since Linux 6.1
_STEP, _MOST_SMALL = 16, 512  # bytes of the objects that Python's own allocator takes care of
_HEAD = 33  # bytes of an empty byte string
_ARENA = 256 << 10  # bytes, or more, that this allocator takes of the system's memory at a time
_LARGEST = 32 << 10  # bytes of a gap that may stay
_MOST_FILLED = 64 << 20

_KEPT: list[object] = []


def reserve(size: int) -> None:
    """Have Python take ``size`` bytes of memory for small objects at once, in one piece.

    Taken as modules are loaded, it would lie in many, between theirs, too short for huge pages.
    """
    objects = [b""] * (size // _MOST_SMALL)  # a list that grows would lie between the objects, too
    for number in range(len(objects)):
        objects[number] = _object(_MOST_SMALL)
    _KEPT.extend(objects[:: _ARENA // _MOST_SMALL - 1])  # memory without any object goes back to the system


def fill() -> None:
    """Fill the gaps that freed objects have left: what forks make lies close together then, on pages of its own."""
    is_old, filled = _own_now(), 0
    sizes = [*range(_MOST_SMALL, _HEAD, -_STEP)]
    size = _LARGEST
    while size > _MOST_SMALL:
        sizes.append(size)
        size = size * 15 // 16
    for size in sizes:
        while filled < _MOST_FILLED and is_old(id(made := _object(size))):
            _KEPT.append(made)
            filled += size


def gather() -> None:
    """Move this process's own memory to huge pages as far as it fills any, where the kernel can.

    A fork then copies one entry where it would copy 512, and a page that is written to is still copied alone.
    """
    for start, end in _own_memory():
        first, last = -(-start // _HUGE) * _HUGE, end // _HUGE * _HUGE
        if first < last:
            with contextlib.suppress(OSError):
                linux.madvise(first, last - first, _COLLAPSE)


def _object(size: int) -> bytes:
    """An object of about ``size`` bytes."""
    return bytes(size - _HEAD)


def _own_now() -> Callable[[int], bool]:
    """Says of an address whether it lies in memory that this process has now."""
    bounds = [bound for piece in _own_memory() for bound in piece]
    _KEPT.append(bounds)  # its end would leave a gap
    return lambda address: bisect(bounds, address) % 2 == 1


def _own_memory() -> list[tuple[int, int]]:
    """(start, end) of writable memory that no file backs, in order."""
    found = []
    with open("/proc/self/maps", encoding="utf-8", errors="replace") as maps:
        for line in maps:
            addresses, mode, *_, name = line.rstrip("\n").split(" ", 5)
            if mode == "rw-p" and name.strip() in ("", "[heap]"):
                start, _, end = addresses.partition("-")
                found.append((int(start, 16), int(end, 16)))
    return found
