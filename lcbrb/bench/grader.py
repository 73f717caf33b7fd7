"""Grading that goes on, in a thread of its own, while the policy still writes."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterable, Iterator
from threading import Lock, Thread
from typing import TypeAlias

from lcbrb.bench.records import Graded, Key
from lcbrb.contract import Outcome, Problem, Sample
from lcbrb.errors import InfraError, UserError
from lcbrb.grading.worker import Work

_LEAVE_SECONDS = 2.0

Grading: TypeAlias = Callable[[Iterable[Work | None]], Iterator[tuple[Sample, Outcome]]]
"""Grades on a pool of workers, which ask again after a None."""


class Grader:
    """Takes solutions as they come and hands back outcomes as they are known. Use as a context manager.

    Leaving the block by an exception gives up what is not graded yet.
    """

    def __init__(
        self,
        grade: Grading,
        read_problem: Callable[[Key], Problem],
        take: Callable[[Graded], None],
    ) -> None:
        """Set up; grading begins when the block is entered.

        Args:
            grade: grades on a pool of workers.
            read_problem: reads the problem of an answer, with its tests, when a worker is free for it.
            take: told every outcome, in the grading thread.
        """
        self._read_problem = read_problem
        self._grade = grade
        self._take = take
        self._waiting: queue.SimpleQueue[tuple[Key, str]] = queue.SimpleQueue()
        self._no_more = False
        self._stopped = False
        self._taking = Lock()
        self._error: Exception | None = None
        self._thread = Thread(target=self._run, name="lcbrb-grading", daemon=True)

    def give(self, key: Key, solution: str) -> None:
        """Have ``solution`` graded.

        Raises:
            UserError: grading has failed for good: no sandbox, no room on the disk.
            InfraError: workers cannot be started.
        """
        self.check()
        self._waiting.put((key, solution))

    def check(self) -> None:
        """Raise what ended the grading thread, if anything did."""
        if self._error is not None:
            raise self._error

    def finish(self) -> None:
        """Wait until everything given is graded.

        Raises:
            UserError: see ``give``.
            InfraError: see ``give``.
        """
        self._no_more = True
        self._thread.join()
        self.check()

    def __enter__(self) -> Grader:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            with self._taking:
                self._stopped = True
            self._thread.join(_LEAVE_SECONDS)  # a worker deep in a test is left to end with this process

    def _run(self) -> None:
        try:
            for sample, outcome in self._grade(self._work()):
                with self._taking:
                    if self._stopped:
                        return
                    self._take(_graded(sample, outcome))
        except (UserError, InfraError) as error:
            self._error = error
        except Exception as error:
            self._error = InfraError(f"Grading broke down: {type(error).__name__}: {error}.")

    def _work(self) -> Iterator[Work | None]:
        while not self._stopped:
            ending = self._no_more
            try:
                key, solution = self._waiting.get_nowait()
            except queue.Empty:
                if ending:
                    return
                yield None
                continue
            # The benchmark travels in the sample's id: two benchmarks may share a task.
            sample = Sample(key[1], f"{key[0]}\0{key[2]}", solution=solution)
            yield Work(self._read_problem(key), (sample,))


def _graded(sample: Sample, outcome: Outcome) -> Graded:
    benchmark, _, number = str(sample.sample_id).rpartition("\0")
    return Graded((benchmark, sample.question_id, int(number)), outcome)
