"""Level L3: networks of programs' own, each with a loopback device and nothing else.

A job has one to itself, or shares one with those that share its scratch folder. A network goes on to the next jobs
only when nothing is left in it.
"""

from __future__ import annotations

import fcntl
import os
import socket
import struct
import time

from . import linux

_REMEMBERED = "/proc/sys/net/ipv4/tcp_max_tw_buckets"
_LOOKS, _PAUSE = 20, 0.005


def start() -> None:
    """Make the loopback device of this process's network work, without a memory of closed connections.

    For a minute that would keep the ports of a program from the next one.
    """
    if os.path.exists(_REMEMBERED):
        out = os.open(_REMEMBERED, os.O_WRONLY | os.O_CLOEXEC)
        os.write(out, b"0")
        os.close(out)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sH14x", b"lo", 0x49)  # IFF_UP | IFF_LOOPBACK | IFF_RUNNING
        fcntl.ioctl(any_socket, 0x8914, request)  # SIOCSIFFLAGS


def is_empty() -> bool:
    """Whether no socket is left in this process's network; waits a little for those that are about to go."""
    for _ in range(_LOOKS):
        try:
            if _sockets() == 0:
                return True
        except OSError:
            return False
        collect_sockets()
        time.sleep(_PAUSE)
    return False


def collect_sockets() -> None:
    """Have the kernel free what sockets hold that only each other's queues hold: it looks when a socket is closed."""
    for end in socket.socketpair():
        end.close()


def _sockets() -> int:
    source = os.open("/proc/self/net/sockstat", os.O_RDONLY | os.O_CLOEXEC)
    try:
        return int(os.read(source, 64).split()[2])  # sockets: used 0
    finally:
        os.close(source)


class Networks:
    """In the server: networks that several keepers share, by their numbers."""

    def __init__(self) -> None:
        self._descriptors: dict[int, int] = {}

    def enter(self, number: int) -> None:
        """Move this process, and with it the keepers that it forks from now on, to a network."""
        if number in self._descriptors:
            linux.setns(self._descriptors[number], linux.CLONE_NEWNET)
            return
        linux.unshare(linux.CLONE_NEWNET)
        start()
        self._descriptors[number] = os.open("/proc/self/ns/net", os.O_RDONLY | os.O_CLOEXEC)

    def release(self, number: int) -> bool:
        """Whether other jobs can use a network whose jobs have ended; it is given up if not."""
        if number not in self._descriptors:
            return True
        self.enter(number)
        if is_empty():
            return True
        os.close(self._descriptors.pop(number))
        return False
