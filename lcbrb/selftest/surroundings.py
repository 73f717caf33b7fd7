"""What hostile programs are after, planted, and whether they got it. Standard library alone."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_FILES = ("secret.txt", ".ssh/id_rsa", ".bashrc")
_FOLDERS = ("/var/tmp", "/tmp", "/usr", "/dev/shm")
_CLEAN = "# clean\n"
_PATIENCE = 3.0
_TAKE_NAME = """try:
    import ctypes
    ctypes.CDLL(None).prctl(15, BAIT["marker"].encode())  # PR_SET_NAME
except ImportError:  # a WebAssembly guest
    pass
"""


@dataclass
class Surroundings:
    """A folder of decoys, listeners, a process, secrets in the environment and in memory. Made by ``planted``.

    Attributes:
        home: the folder.
        bait: what an attack is told, so that it need not search: it goes before its source as ``BAIT = {...}``.
        secrets: texts that no program may print.
        victim: a process of the user's.
        listeners: sockets nobody may reach.
        in_memory: a secret of this process's memory.
        processes: how many processes this one has below it when no program runs; see ``settle``.
    """

    home: Path
    bait: dict[str, Any]
    secrets: list[str]
    victim: subprocess.Popen[bytes]
    listeners: list[socket.socket]
    in_memory: str
    processes: int | None = None
    memory: bytearray = field(default_factory=bytearray)

    def prefix(self) -> str:
        """What goes before an attack's source: what it is after, and a name that its processes can be known by."""
        return f"BAIT = {self.bait!r}\n{_TAKE_NAME}"

    def settle(self) -> None:
        """Take note of the processes that run now, none of them a program's."""
        self.processes = len(_descendants(os.getpid()))

    def running(self) -> list[int]:
        """Processes that attacks started and that still run."""
        found = []
        for path in Path("/proc").glob("[0-9]*/comm"):
            with contextlib.suppress(OSError):
                if path.read_text(errors="replace").strip() == self.bait["marker"]:
                    found.append(int(path.parent.name))
        return found

    def harm(self, output: bytes) -> list[str]:
        """What programs that printed ``output`` have done; empty when nothing."""
        found = [f"leaked {secret}" for secret in self.secrets if secret.encode() in output]
        if b"HARM" in output:
            at = output.index(b"HARM")
            found.append(output[at : at + 200].decode(errors="replace").splitlines()[0])
        return [*found, *self._files(), *self._others(), *self._heard(), *self._left()]

    def _files(self) -> Iterator[str]:
        files = {path.relative_to(self.home).as_posix(): path for path in self.home.rglob("*") if not path.is_dir()}
        if set(files) != set(_FILES):
            yield f"files are now {sorted(files)}"
        elif files[".bashrc"].read_text() != _CLEAN or files["secret.txt"].stat().st_mode & 0o777 != 0o600:
            yield "a file was changed"
        for folder in self.bait["folders"]:
            if os.path.lexists(f"{folder}/{self.bait['name']}"):
                yield f"{folder} was written"

    def _others(self) -> Iterator[str]:
        if self.victim.poll() is not None or _state(self.victim.pid) == "T" or _is_signalled(self.victim.pid):
            yield "another process was killed or stopped"
        if _priority() != self.bait["priority"]:
            yield "the checker's priority was changed"
        if self.memory != self.in_memory.encode() or os.environ.get("HF_TOKEN") != f"TOKEN-{self.secrets[0]}":
            yield "the checker's memory was changed"

    def _heard(self) -> Iterator[str]:
        for listener in self.listeners:
            with contextlib.suppress(BlockingIOError):
                if listener.type == socket.SOCK_DGRAM:
                    listener.recv(64)
                else:
                    listener.accept()[0].close()
                yield "a listener was reached"

    def _left(self) -> Iterator[str]:
        """Processes that go on; those that are on their way out are waited for."""
        until = time.monotonic() + _PATIENCE
        while left := self.running():
            if time.monotonic() > until:
                yield f"processes that go on: {left}"
                break
            time.sleep(0.02)
        while self.processes is not None and (now := len(_descendants(os.getpid()))) > self.processes:
            if time.monotonic() > until:
                yield f"{now - self.processes} processes were left"
                break
            time.sleep(0.02)


@contextmanager
def planted(folder: Path | None = None) -> Iterator[Surroundings]:
    """Plant everything; taken away again when the block ends.

    Args:
        folder: where the folder of decoys is made; the user's home by default, the temporary folder where that
            cannot be written.
    """
    secret, name = secrets.token_hex(12), f"recode-bench-{secrets.token_hex(4)}"
    with ExitStack() as stack:
        home = _decoys(stack, folder, secret)
        stack.callback(_restore, os.environ.get("HF_TOKEN"))
        os.environ["HF_TOKEN"] = f"TOKEN-{secret}"
        listeners = [stack.enter_context(listener) for listener in _listeners(name)]
        victim = stack.enter_context(subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(3600)"]))
        stack.callback(victim.kill)
        bait = {
            "home": str(home),
            "folders": [*filter(os.path.isdir, _FOLDERS), str(Path(os.__file__).parent), str(Path(__file__).parent)],
            "name": name,
            "marker": f"rb-{secrets.token_hex(5)}",
            "tcp": listeners[0].getsockname()[1],
            "udp": listeners[1].getsockname()[1],
            "abstract": f"\0{name}",
            "victim": victim.pid,
            "checker": os.getpid(),
            "priority": _priority(),
            "package": str(Path(__file__).parents[1]),
        }  # fmt: skip
        for place in bait["folders"]:  # below L2 the attacks succeed
            stack.callback(Path(place, name).unlink, missing_ok=True)
        in_memory = "MEMORY-" + secret[::-1]
        yield Surroundings(
            home, bait, [secret, in_memory], victim, listeners, in_memory, memory=bytearray(in_memory, "ascii")
        )


def _decoys(stack: ExitStack, folder: Path | None, secret: str) -> Path:
    if folder is None:
        user = Path(os.path.expanduser("~"))  # noqa: PTH111  # unlike Path.home, never fails
        folder = user if os.access(user, os.W_OK) else Path(tempfile.gettempdir())
    home = Path(tempfile.mkdtemp(prefix=".recode-bench-decoys-", dir=folder))
    stack.callback(shutil.rmtree, home, ignore_errors=True)
    (home / ".ssh").mkdir()
    for name in _FILES[:2]:
        (home / name).write_text(f"DECOY-{secret}")
        (home / name).chmod(0o600)
    (home / _FILES[2]).write_text(_CLEAN)
    return home


def _restore(token: str | None) -> None:
    if token is None:
        os.environ.pop("HF_TOKEN", None)
    else:
        os.environ["HF_TOKEN"] = token


def _listeners(name: str) -> list[socket.socket]:
    tcp = socket.create_server(("127.0.0.1", 0))
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind(("127.0.0.1", 0))
    listeners = [tcp, udp]
    if sys.platform == "linux":
        listeners.append(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
        listeners[-1].bind(f"\0{name}")
    for listener in listeners:
        listener.setblocking(False)
    return listeners


def _is_signalled(pid: int) -> bool:
    """Whether a signal waits for the process: on a busy machine it takes a moment to act."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
    return any(int(line.split()[1], 16) for line in status.splitlines() if line.startswith(("SigPnd", "ShdPnd")))


def _state(pid: int) -> str:
    """As /proc has it; nothing where there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def _priority() -> int:
    return os.getpriority(os.PRIO_PROCESS, os.getpid()) if hasattr(os, "getpriority") else 0


def _descendants(ancestor: int) -> list[int]:
    if sys.platform != "linux":
        return []
    from lcbrb.sandbox.inside import watch

    return watch.descendants(ancestor)
