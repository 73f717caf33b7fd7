"""Workers over a Ray cluster: the same workers as ``pool``'s, each an actor with a warm sandbox of its own."""

from __future__ import annotations

import dataclasses
import logging
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from lcbrb.contract import Outcome, Problem, Sample
from lcbrb.errors import InfraError, UserError
from lcbrb.grading import ray_cluster
from lcbrb.grading.pending import Pending
from lcbrb.grading.ray_cluster import Node
from lcbrb.grading.worker import Grader, Ready, Refusal, Settings, Work

_PATIENCE_SECONDS = 120.0
_POLL_SECONDS = 0.1
_log = logging.getLogger(__name__)


def grade_all(
    work: Iterable[Work | None], workers: int | None, settings: Settings, address: str
) -> Iterator[tuple[Sample, Outcome]]:
    """Grade samples on the Ray cluster at ``address``; yields outcomes as they come, as ``pool.grade_all`` does.

    Each node probes its own sandbox level; one that cannot grade is named in a warning and left out. What a killed
    actor or node was to grade is graded by others; a sample whose actor dies twice is INFRA_ERROR.

    Args:
        work: what to grade; None says that there is nothing yet.
        workers: how many actors at most; one a core of the cluster by default.
        settings: with the level as it was asked for.
        address: "auto", "local", "HOST:PORT" or "ray://HOST:PORT".

    Raises:
        UserError: Ray is not installed, there is no such cluster, or none of its nodes can grade.
        InfraError: no node is left, or none has a free core.
    """
    pending = Pending(work)
    if not pending:
        return
    with ray_cluster.connected(address):
        pool = _Pool(pending, settings)
        try:
            yield from pool.run(ray_cluster.usable_nodes(settings), workers)
        finally:
            pool.close()


class _Actor:
    """A worker, as Ray runs it. Its methods run in the order of their calls."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._problem: Problem | None = None

    def open(self) -> Ready | Refusal:
        try:
            self._grader = Grader(self._settings)
        except (UserError, InfraError) as error:
            return _refusal(error)
        return self._grader.ready

    def begin(self, problem: Problem) -> None:
        self._problem = problem

    def grade(self, sample: Sample) -> Outcome | Refusal:
        assert self._problem is not None
        try:
            return self._grader.grade(self._problem, sample)
        except (UserError, InfraError) as error:
            return _refusal(error)


def _refusal(error: UserError | InfraError) -> Refusal:
    return Refusal(str(error), isinstance(error, UserError))


@dataclass(eq=False)
class _Worker:
    node: Node
    actor: Any
    answers: deque[Any]
    """References to what is awaited: first whether its sandbox is open, then outcomes in the order of samples."""
    ready: bool = False
    work: Work | None = None
    done: int = 0


@dataclass
class _Pool:
    pending: Pending
    settings: Settings
    workers: list[_Worker] = field(default_factory=list)
    refusals: dict[Node, str] = field(default_factory=dict)
    latest_start: float = 0.0

    def run(self, nodes: list[Node], size: int | None) -> Iterator[tuple[Sample, Outcome]]:
        """Grade all there is."""
        for node in _spread(nodes, size):
            self.start(node)
        while self.pending or any(entry.work for entry in self.workers):
            self.give()
            entry = self.next_answer()
            if entry is not None:
                yield from self.hear(entry)
            elif (
                not any(entry.ready for entry in self.workers)
                and time.monotonic() > self.latest_start + _PATIENCE_SECONDS
            ):
                raise InfraError(
                    f"No core of the Ray cluster became free in {_PATIENCE_SECONDS:.0f} seconds: other work holds all."
                )

    def start(self, node: Node) -> None:
        import ray
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        actor = (
            ray.remote(_Actor)
            .options(
                num_cpus=1,
                max_restarts=0,
                max_task_retries=0,
                scheduling_strategy=NodeAffinitySchedulingStrategy(node.id, soft=False),
            )
            .remote(dataclasses.replace(self.settings, level=node.level))
        )
        self.latest_start = time.monotonic()
        self.workers.append(_Worker(node, actor, deque([actor.open.remote()])))

    def give(self) -> None:
        """Give every idle worker its next piece."""
        for entry in self.workers:
            if entry.ready and entry.work is None and (work := self.pending.take()) is not None:
                entry.work, entry.done = work, 0
                entry.actor.begin.remote(work.problem)
                entry.answers.extend(entry.actor.grade.remote(sample) for sample in work.samples)

    def next_answer(self) -> _Worker | None:
        """A worker whose next answer is there; None if none comes for a while."""
        import ray

        awaited = {entry.answers[0]: entry for entry in self.workers if entry.answers}
        if not awaited and self.workers:  # all are idle: there is nothing to grade yet
            time.sleep(_POLL_SECONDS)
            return None
        if not awaited:
            why = [f"{node.name}: {refusal}" for node, refusal in self.refusals.items()]
            raise InfraError(" ".join(["No worker of the Ray cluster is left.", *why]))
        found, _ = ray.wait(list(awaited), num_returns=1, timeout=1.0)
        return awaited[found[0]] if found else None

    def hear(self, entry: _Worker) -> Iterator[tuple[Sample, Outcome]]:
        """Take in what a worker answers, or that it is dead."""
        import ray

        try:
            answer: Ready | Outcome | Refusal = ray.get(entry.answers.popleft())
        except ray.exceptions.RayError as error:
            yield from self.bury(entry, error)
            return
        if isinstance(answer, Refusal):
            self.dismiss(entry, answer.message)
        elif isinstance(answer, Ready):
            entry.ready = True
        else:
            assert entry.work is not None
            sample = entry.work.samples[entry.done]
            entry.done += 1
            if entry.done == len(entry.work.samples):
                entry.work = None
            yield sample, answer

    def bury(self, entry: _Worker, error: Exception) -> Iterator[tuple[Sample, Outcome]]:
        """A worker is dead: others get its samples, unless they have killed two; if it ever worked, it is replaced."""
        if not entry.ready:
            self.dismiss(entry, f"The worker ended as it started ({type(error).__name__}).")
            return
        self.leave(entry)
        if entry.work is not None:
            yield from self.pending.bury(entry.work, entry.done, str(entry.node.level))
        self.start(entry.node)

    def dismiss(self, entry: _Worker, why: str) -> None:
        """Go on without a worker that cannot grade."""
        if entry.node not in self.refusals:
            _log.warning("Ray node %s grades no more, or with fewer workers: %s", entry.node.name, why)
        self.refusals[entry.node] = why
        self.leave(entry)
        if entry.work is not None:
            self.pending.put_back(entry.work, entry.done)

    def leave(self, entry: _Worker) -> None:
        import ray

        self.workers.remove(entry)
        with suppress(Exception):  # whatever keeps it from being ended, it has no work any more
            ray.kill(entry.actor)

    def close(self) -> None:
        """End every worker."""
        for entry in list(self.workers):
            self.leave(entry)


def _spread(nodes: list[Node], size: int | None) -> Iterator[Node]:
    """A node for each worker, in turn."""
    free = Counter({node: node.cores for node in nodes})
    left = sum(free.values()) if size is None else size
    while left > 0 and (open_nodes := [node for node in nodes if free[node] > 0]):
        for node in open_nodes[:left]:
            free[node] -= 1
            left -= 1
            yield node
