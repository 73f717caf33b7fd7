"""A keeper's life: one job after the other, each in a process of its own.

What a job leaves behind ends with it: its processes, its scratch folder. At level L3 the keeper is process 1 of a
process table that holds nothing but its own jobs.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from . import linux
from .keeper import Keeper
from .messages import Request, answer, failure, receive
from .place import Place
from .program import Confinement, Program, confine
from .rlimits import JobLimits
from .script import Prelude


@dataclass(frozen=True)
class Loaded:
    """What the server holds ready for programs.

    Attributes:
        drivers: by name.
        preludes: by their text.
        at_fork: what a program's process is to call first; None where modules ask for more at a fork than that.
    """

    drivers: dict[str, ModuleType]
    preludes: dict[str, Prelude]
    at_fork: list[Callable[[], object]] | None


def keep_jobs(place: Place, loaded: Loaded, connection: int, number: int, shares: bool) -> tuple[Program, bytes]:
    """Run the jobs that come over ``connection``, until it closes; returns only in a program's process.

    Args:
        place: the level's.
        loaded: what jobs may name.
        connection: to the checker.
        number: how many keepers the server had before.
        shares: whether the jobs use shared scratch folders.
    """
    jobs = socket.socket(fileno=os.dup(connection))
    os.close(connection)
    try:
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
        place.enter_keeper(number, shares)
        while request := receive(jobs):
            if request.text["do"] != "run":
                continue  # the end of a job that ended by itself meanwhile
            job = _run(place, loaded, jobs, request)
            if job:
                return job
    except BaseException as error:
        answer(jobs.fileno(), failure(error))
    os._exit(0)


def _run(place: Place, loaded: Loaded, jobs: socket.socket, request: Request) -> tuple[Program, bytes] | None:
    """Run one job and report; returns something only in its program's process."""
    limits = JobLimits(**request.text["limits"])
    try:
        confinement = place.enter_job(limits, request.text["shared"])
    except OSError as error:
        _close(request.descriptors)
        answer(jobs.fileno(), failure(error))
        return None
    program = _program(request, loaded)
    # One by one: ``update`` looks through all kinds of Mapping, and so copies much of the server's memory.
    os.environ["HOME"], os.environ["TMPDIR"] = confinement.home, confinement.scratch
    scratch = place.watched_scratch(confinement)
    keeper = Keeper(jobs.fileno(), limits, place.inherited_memory, place.owns_table, scratch)
    process = os.fork() if loaded.at_fork is None else linux.fork()
    if process == 0:
        return _become_program(program, loaded, confinement, jobs)
    _close(request.descriptors)  # the checker waits for the end of what the program alone writes
    outcome = keeper.keep(process)
    answer(jobs.fileno(), {**outcome, "reusable": place.leave_job(confinement)})
    return None


def _program(request: Request, loaded: Loaded) -> Program:
    stdin, stdout, stderr, payload, *channel = request.descriptors
    driver, prelude = request.text["driver"], request.text["prelude"]
    return Program(
        driver=None if driver is None else loaded.drivers[driver],
        prelude=None if prelude is None else loaded.preludes[prelude],
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        payload=payload,
        channel=channel[0] if channel else None,
    )


def _become_program(
    program: Program, loaded: Loaded, confinement: Confinement, jobs: socket.socket
) -> tuple[Program, bytes]:
    connection = jobs.detach()
    try:
        for call in loaded.at_fork or ():
            with contextlib.suppress(Exception):  # as the interpreter does
                call()
        return program, confine(program, confinement)
    except BaseException as error:
        answer(connection, failure(error))
        os._exit(1)


def _close(descriptors: list[int]) -> None:
    for descriptor in descriptors:
        os.close(descriptor)
