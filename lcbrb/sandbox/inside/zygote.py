"""The warm server: goes to its level, imports what programs need, then forks keepers, which run the jobs.

It is started by exec, never forked from the checker, and neither it nor a keeper ever reads a job's data: what a
program inherits from them holds nothing of the checker or of another program.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import time
import types
from collections.abc import Callable, Mapping
from typing import Any

from . import at_fork, linux, memory, program, script, watch
from .keeping import Loaded, keep_jobs
from .level1 import Limited
from .level2 import Confined
from .level3 import Namespaced
from .messages import Request, answer, failure, receive
from .place import Place
from .program import Program

_LEVELS: dict[str, Callable[[Mapping[str, Any]], Place]] = {"L1": Limited, "L2": Confined, "L3": Namespaced}
_REAP_MILLISECONDS = 1000
_LEAVE_SECONDS = 0.5


def serve(control_descriptor: int) -> tuple[Program, bytes] | None:
    """Serve the checker until it goes away (None). In each program's process, return what it is to run."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.umask(0o022)
    os.environ.pop("PYTHONSAFEPATH", None)  # was for this interpreter alone
    control = socket.socket(fileno=control_descriptor)
    start = receive(control)
    if start is None:
        return None
    report, settings = start.descriptors
    try:
        if not linux.supported():
            raise OSError(f"it needs Linux on x86_64 or aarch64, not {linux.MACHINE}")
        server = _Server(control, json.loads(program.read_all(settings)))
    except (OSError, ImportError, ValueError) as error:
        answer(report, failure(error))
        return None
    answer(report, server.facts())
    os.close(report)
    os.close(settings)
    return server.loop()


class _Server:
    def __init__(self, control: socket.socket, settings: dict[str, Any]) -> None:
        self._control = control
        self._checker = linux.call("pidfd_open", os.getppid(), 0)
        self._place = _LEVELS[settings["level"]](settings)
        memory.reserve(settings["small_objects"])
        gc.disable()  # thousands of modules are made, and nothing of theirs ends
        with at_fork.noted() as wishes:
            for name in settings["preimport"]:
                importlib.import_module(name)
        gc.enable()
        preludes = {text: script.prepare(text) for text in ["", *settings["preludes"]]}
        self._loaded = Loaded(_load_drivers(settings["drivers"]), preludes, wishes.calls)
        self._keepers: set[int] = set()
        self._started = 0
        with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as score:
            score.write("1000")  # when memory is short, rather a program than the trainer
        if "tempfile" in sys.modules:  # an import may have settled on the server's own folder
            vars(sys.modules["tempfile"])["tempdir"] = None

    def facts(self) -> dict[str, Any]:
        """What the checker records."""
        version = ".".join(map(str, sys.version_info[:3]))
        return {"python": version, "kernel": os.uname().release, **self._place.facts()}

    def loop(self) -> tuple[Program, bytes] | None:
        """Serve; None when the checker is gone, a job in a program's process."""
        self._settle()
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        poll.register(self._checker, select.POLLIN)
        while True:
            ready = [descriptor for descriptor, _ in poll.poll(_REAP_MILLISECONDS if self._keepers else None)]
            self._reap()
            if not ready:
                continue
            request = None if self._checker in ready else receive(self._control)
            if request is None:
                self._leave()
                return None
            job = self._handle(request)
            if job:
                return job
            for descriptor in request.descriptors:
                os.close(descriptor)

    def _settle(self) -> None:
        """Make forks cheap. Last of all: what is freed later leaves gaps again."""
        gc.collect()
        gc.freeze()
        memory.fill()
        memory.gather()
        self._place.measure()

    def _leave(self) -> None:
        """The checker is gone: give the keepers a moment to end by themselves, and tidy up in its place."""
        patience = time.monotonic() + _LEAVE_SECONDS
        while self._keepers:
            if time.monotonic() > patience:
                for keeper in self._keepers:
                    os.kill(keeper, signal.SIGKILL)
            time.sleep(0.002)
            self._reap()
        self._place.leave()

    def _handle(self, request: Request) -> tuple[Program, bytes] | None:
        """Do what is asked. Returns a job only in a program's process."""
        text, connection = request.text, request.descriptors[0]
        try:
            if text["do"] == "keeper":
                return self._start_keeper(connection, text["network"])
            reply = {}
            if text["do"] == "share":
                self._place.make_shared(text["name"], text["size"])
            elif text["do"] == "unshare":
                reply["reusable"] = self._place.drop_shared(text["name"], text["network"])
            answer(connection, reply)
        except OSError as error:
            answer(connection, failure(error))
        return None

    def _start_keeper(self, connection: int, network: int | None) -> tuple[Program, bytes] | None:
        self._started += 1
        keeper = self._place.fork(network)
        if keeper:
            self._keepers.add(keeper)
            return None
        self._control.close()
        os.close(self._checker)
        return keep_jobs(self._place, self._loaded, connection, self._started, network is not None)

    def _reap(self) -> None:
        failed = False
        with contextlib.suppress(ChildProcessError):
            while True:
                child, status = os.waitpid(-1, os.WNOHANG)
                if child == 0:
                    break
                failed = failed or status != 0
                self._keepers.discard(child)
        if failed:
            self._kill_strays()

    def _kill_strays(self) -> None:
        """End what a killed keeper left behind."""
        while strays := [child for child in watch.children(os.getpid()) if child not in self._keepers]:
            for child in strays:
                for process in (child, *watch.descendants(child)):
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(process, signal.SIGKILL)
                os.waitpid(child, 0)


def _load_drivers(sources: dict[str, str]) -> dict[str, types.ModuleType]:
    """Load drivers as modules of one package, in order: one may import those before it, relatively."""
    package = types.ModuleType("_drivers")
    package.__path__ = []
    sys.modules[package.__name__] = package
    drivers = {}
    for name, source in sources.items():
        module = types.ModuleType(f"{package.__name__}.{name}")
        module.__package__ = package.__name__
        sys.modules[module.__name__] = drivers[name] = module
        setattr(package, name, module)
        exec(compile(source, f"<driver {name}>", "exec"), module.__dict__)
    return drivers
