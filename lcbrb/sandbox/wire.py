"""What passes between the checker and the server's processes, seen from the checker."""

from __future__ import annotations

import errno
import json
import os
import socket
import time
from collections.abc import Mapping, Sequence
from typing import Any

from lcbrb.sandbox.inside.folders import NoRoomError

_REPLY_BYTES = 1 << 16
_IN_FLIGHT_SECONDS = 10.0


class ServerLostError(Exception):
    """The server, or the keeper of a job, ended before it reported."""


def send(connection: socket.socket, message: Mapping[str, Any], descriptors: Sequence[int]) -> None:
    """Send a message to the server or a keeper.

    Raises:
        ServerLostError: it is gone.
    """
    data, patience = json.dumps(message).encode(), time.monotonic() + _IN_FLIGHT_SECONDS
    while True:
        try:
            socket.send_fds(connection, [data], list(descriptors))
        except OSError as error:
            if error.errno != errno.ETOOMANYREFS or time.monotonic() > patience:
                raise ServerLostError(f"the server does not answer ({error.strerror})") from None
            time.sleep(0.01)  # a program of the same user sends so many of its own around
        else:
            return


def checked(reply: dict[str, Any]) -> dict[str, Any]:
    """The reply, if it does not say that something failed.

    Raises:
        NoRoomError: it failed for want of disk space.
        ServerLostError: it failed.
    """
    if "failed" not in reply:
        return reply
    if reply["no_room"]:
        raise NoRoomError(reply["failed"])
    raise ServerLostError(reply["failed"])


def read_reply(connection: socket.socket) -> dict[str, Any]:
    """Read the next message of a connection.

    Raises:
        ServerLostError: there is none.
    """
    try:
        data = connection.recv(_REPLY_BYTES)
    except OSError as error:
        raise ServerLostError(f"no report ({error})") from None
    if not data:
        raise ServerLostError("it ended without a report")
    reply: dict[str, Any] = json.loads(data)
    return reply


def sealed_file(data: bytes) -> int:
    """A file in memory that nobody can change, positioned at its start; returns its descriptor."""
    import fcntl  # not on Windows, where this module is imported all the same

    descriptor = os.memfd_create("job", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.lseek(descriptor, 0, os.SEEK_SET)
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, 0xF)  # F_SEAL_SEAL | SHRINK | GROW | WRITE
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor
