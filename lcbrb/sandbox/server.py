"""The checker's end of the warm server: starting, asking, stopping. Nothing that arrives from it is ever unpickled."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import socket
import subprocess
import sys
import tempfile
import uuid
import weakref
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lcbrb.errors import InfraError, UserError
from lcbrb.sandbox.inside import folders
from lcbrb.sandbox.jobs import Level
from lcbrb.sandbox.wire import ServerLostError, checked, read_reply, sealed_file, send

_INSIDE = Path(__file__).parent / "inside"
_OWN_PACKAGES = ("lcbrb", "recode_train")
_START_SECONDS = 180.0
_STOP_SECONDS = 5.0

# Loads the folder as a package of its own, whatever the interpreter has installed; a program's process comes back
# here with what to run, so that nothing of the server's work is on its stack.
_BOOT = """
import importlib.util as util, os, sys
folder, control = sys.argv[1:]
sys.path[:] = [path for path in sys.path if path]
spec = util.spec_from_file_location("_inside", folder + "/__init__.py", submodule_search_locations=[folder])
sys.modules["_inside"] = util.module_from_spec(spec)
from _inside import program, zygote
leave, run = os._exit, program.run
job = zygote.serve(int(control))
status = 1
try:
    status = run(*job) if job else 0
finally:
    leave(status)
"""


@dataclass(frozen=True)
class Settings:
    """What a server is started with. See ``Sandbox.open``.

    ``landlock_abi`` caps the Landlock version in use (tests stand in for older kernels with it).
    """

    level: Level
    preimport: tuple[str, ...] = ()
    drivers: Mapping[str, str] = field(default_factory=dict)
    preludes: tuple[str, ...] = ()
    readable: tuple[Path, ...] = ()
    python: Path = Path(sys.executable)
    small_objects: int = 0
    landlock_abi: int = 99

    def text(self, scratch_root: str | None) -> str:
        """As the server reads them."""
        parent = Path(__file__).parents[2]
        return json.dumps(
            {
                "level": "L2" if self.level is Level.L2_UID else self.level.value,
                "preimport": self.preimport,
                "small_objects": self.small_objects,
                "drivers": self.drivers,
                "preludes": self.preludes,
                "readable": [str(path.resolve()) for path in self.readable],
                "hidden": [str(parent / name) for name in _OWN_PACKAGES],
                "home": os.path.expanduser("~"),  # noqa: PTH111  # unlike Path.home, never fails
                "scratch_root": scratch_root,
                "landlock_abi": self.landlock_abi,
            }
        )


@dataclass(frozen=True, slots=True)
class Scratch:
    """A scratch folder, and at level L3 a network, that jobs of one sandbox share. Made by ``Sandbox.scratch``."""

    name: str
    network: int
    server: Server


class Server:
    """A running server.

    Raises:
        UserError: the level cannot be had here, or a module cannot be imported.
        InfraError: it did not start for another reason.
    """

    def __init__(self, settings: Settings) -> None:
        if sys.platform != "linux":
            raise UserError(f"Sandbox level {settings.level} needs Linux.")
        self._log = os.memfd_create("sandbox-log")
        # Level L3 keeps scratch folders in memory.
        self._scratch_root = None if settings.level is Level.L3 else _make_scratch_root()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._process: subprocess.Popen[bytes] | None = None
        with theirs:
            try:
                self._process = _start(settings.python, theirs.fileno(), self._log)
            except OSError as error:
                _stop(os.getpid(), None, self._control, {}, self._scratch_root, self._log)
                raise UserError(f"Cannot start the interpreter {settings.python}: {error.strerror}.") from None
        self._idle: defaultdict[int | None, deque[socket.socket]] = defaultdict(deque)
        self._networks: deque[int] = deque()
        self._network_numbers = itertools.count()
        self._stop = weakref.finalize(
            self, _stop, os.getpid(), self._process, self._control, self._idle, self._scratch_root, self._log
        )
        try:
            self.facts: Mapping[str, Any] = self._greet(settings)
        except BaseException:
            self.stop()
            raise

    def _greet(self, settings: Settings) -> Mapping[str, Any]:
        """Hand the settings over and wait until the server is ready."""
        try:
            reply = self.ask({"do": "start"}, [sealed_file(settings.text(self._scratch_root).encode())], _START_SECONDS)
        except ServerLostError:
            said = os.pread(self._log, 1 << 16, 0).decode(errors="replace").strip()[-1000:] or "no output"
            raise InfraError(f"The sandbox server ({settings.python}) did not start: {said}") from None
        if "failed" in reply:
            raise UserError(_why_not(settings, reply["failed"]))
        if settings.level is Level.L2_UID and reply["level"] != Level.L2_UID:
            raise UserError("Sandbox level L2+uid needs root; L2 is what an ordinary user can have.")
        return reply

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.poll() is None

    def send(self, message: Mapping[str, Any], descriptors: Sequence[int]) -> None:
        """Send a request; the descriptors stay the caller's to close.

        Raises:
            ServerLostError: the server is gone.
        """
        send(self._control, message, descriptors)

    def keeper(self, network: int | None) -> socket.socket:
        """A connection to a keeper that has nothing to do.

        Args:
            network: of the scratch folder that the job shares; None for one of its own.

        Raises:
            ServerLostError: the server is gone.
        """
        with contextlib.suppress(IndexError):
            return self._idle[network].pop()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            try:
                self.send({"do": "keeper", "network": network}, [theirs.fileno()])
            except BaseException:
                ours.close()
                raise
        return ours

    def give_back(self, keeper: socket.socket, network: int | None) -> None:
        """Make a keeper that has reported available for another job in its network."""
        self._idle[network].append(keeper)

    def make_scratch(self, size_bytes: int) -> Scratch:
        """Make a scratch folder that jobs can share.

        Raises:
            ServerLostError: the server is gone.
            NoRoomError: for want of disk space.
        """
        try:
            network = self._networks.pop()
        except IndexError:
            network = next(self._network_numbers)
        scratch = Scratch(uuid.uuid4().hex, network, self)
        checked(self.ask({"do": "share", "name": scratch.name, "size": size_bytes}))
        return scratch

    def drop_scratch(self, scratch: Scratch) -> None:
        """Delete a shared scratch folder when its jobs have ended.

        Raises:
            ServerLostError: the server is gone.
        """
        request = {"do": "unshare", "name": scratch.name, "network": scratch.network}
        if checked(self.ask(request))["reusable"]:
            self._networks.append(scratch.network)
        else:
            for keeper in self._idle.pop(scratch.network, ()):
                keeper.close()

    def ask(self, message: Mapping[str, Any], descriptors: Sequence[int] = (), seconds: float = 60.0) -> dict[str, Any]:
        """Send a request, close its descriptors, and wait for the reply.

        Raises:
            ServerLostError: the server ended, or gave no reply in time.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with ours:
            try:
                self.send(message, [theirs.fileno(), *descriptors])
            finally:
                theirs.close()
                for descriptor in descriptors:
                    os.close(descriptor)
            ours.settimeout(seconds)
            return read_reply(ours)

    def stop(self) -> None:
        """End the server with everything it runs, and delete its scratch folders."""
        self._stop()


def _start(python: Path, control: int, log: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [python, "-s", "-c", _BOOT, str(_INSIDE), str(control)],
        env=environment_of_programs(python),
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=log,
        pass_fds=[control],
        start_new_session=True,  # the terminal's Ctrl-C is the checker's to handle
    )


def _make_scratch_root() -> str:
    try:
        return tempfile.mkdtemp(prefix="recode-bench-")
    except OSError as error:
        raise UserError(
            f"Cannot make a scratch folder in {tempfile.gettempdir()}: {error.strerror}; "
            "free some space, or point TMPDIR to a folder with room."
        ) from None


def environment_of_programs(python: Path) -> dict[str, str]:
    """All that programs find in their environment: nothing of the user's, and the same on every machine."""
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    return {
        **kept,
        "PATH": f"{python.parent}:/usr/local/bin:/usr/bin:/bin",
        "USER": "user",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONHASHSEED": "0",
        "PYTHONSAFEPATH": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "MPLBACKEND": "Agg",
    }


def _why_not(settings: Settings, reason: str) -> str:
    if reason.startswith(("ImportError", "ModuleNotFoundError")):
        return f"The sandboxed interpreter {settings.python} cannot import what programs need: {reason}."
    return f"Sandbox level {settings.level.value} is not available here: {reason}."


def _stop(
    owner: int,
    process: subprocess.Popen[bytes] | None,
    control: socket.socket,
    idle: Mapping[int | None, deque[socket.socket]],
    scratch_root: str | None,
    log: int,
) -> None:
    if os.getpid() != owner:
        return  # a fork of the checker ends: none of this is its own
    control.close()
    for keepers in idle.values():
        while keepers:
            keepers.pop().close()
    if process is not None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_STOP_SECONDS)
        process.kill()
        process.wait()
    os.close(log)
    if scratch_root is not None:
        with contextlib.suppress(OSError):
            folders.remove(scratch_root)
