"""What is left to grade, in pieces that workers take; a dead worker's samples are given out again."""

from __future__ import annotations

import dataclasses
from collections import Counter, deque
from collections.abc import Iterable, Iterator

from lcbrb.contract import Outcome, Sample, Verdict
from lcbrb.grading.worker import Work

_ATTEMPTS = 2
_END = object()
_PIECE = 16
"""Samples a worker is given at once; a problem crosses once for all of them."""


class Pending:
    """Each sample of ``source`` is taken once, and once more after the death of the worker that was grading it.

    A source that yields None has nothing yet; it is asked again.
    """

    def __init__(self, source: Iterable[Work | None]) -> None:
        self._source = _pieces(source)
        self._again: deque[Work] = deque()
        self._deaths: Counter[tuple[str, int | str]] = Counter()

    def __bool__(self) -> bool:
        """Whether anything is left to take, or may still come."""
        if self._again:
            return True
        work = next(self._source, _END)
        if isinstance(work, Work):
            self._again.append(work)
        return work is not _END

    def take(self) -> Work | None:
        """The next piece; None when there is none, or none yet."""
        return self._again.popleft() if self and self._again else None

    def put_back(self, work: Work, done: int) -> None:
        """Take back what follows the first ``done`` samples of a piece; none of them is to blame."""
        if work.samples[done:]:
            self._again.appendleft(dataclasses.replace(work, samples=work.samples[done:]))

    def bury(self, work: Work, done: int, level: str) -> Iterator[tuple[Sample, Outcome]]:
        """Take back the piece of a worker that died over sample ``done``, which is lost if it was the second time.

        Args:
            work: the piece.
            done: how many of its samples have their outcome.
            level: of the worker's sandbox.
        """
        if done < len(work.samples):
            sample = work.samples[done]
            key = (sample.question_id, sample.sample_id)
            self._deaths[key] += 1
            if self._deaths[key] >= _ATTEMPTS:
                done += 1
                yield sample, _lost(work, level)
        self.put_back(work, done)


def _pieces(source: Iterable[Work | None]) -> Iterator[Work | None]:
    for work in source:
        if work is None:
            yield None
            continue
        for start in range(0, len(work.samples), _PIECE):
            yield dataclasses.replace(work, samples=work.samples[start : start + _PIECE])


def _lost(work: Work, level: str) -> Outcome:
    message = f"The system killed the grading worker {_ATTEMPTS} times."
    verdict = Verdict.INFRA_ERROR
    return Outcome(verdict, verdict, 0, len(work.problem.tests), sandbox=level, message=message)
