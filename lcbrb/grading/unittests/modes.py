"""Which mode each unittest problem is graded in: the first in which its own reference solution passes here.

A problem whose reference passes in neither does not count. What was found is kept in the cache, a line a problem, as
it is found.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TypeAlias

from lcbrb import __version__
from lcbrb.cache import cache_folder
from lcbrb.contract import Mode, Outcome, Problem, Sample, Verdict, parse
from lcbrb.errors import UserError
from lcbrb.grading.unittests import reference
from lcbrb.grading.worker import Work
from lcbrb.problems import ProblemSet

ATTEMPTS = (Mode.PROXY, Mode.PROXY, Mode.IN_PROCESS)
"""By proxy twice: some tests measure time, and a machine may be busy."""
LEAST_SECONDS = 120.0
"""CPU time for all tests of a problem, or ..."""
REFERENCE_FACTOR = 10.0
"""... this many times what the reference took, if that is more; at most what the problem allows."""

Grading: TypeAlias = Callable[[Iterable[Work]], Iterator[tuple[Sample, Outcome]]]
"""Grades on a pool of workers."""


@dataclass(frozen=True, slots=True)
class Check:
    """What the reference solution of a problem did here.

    ``mode`` is the one to grade in, None where the problem does not count. ``reason`` says why it is not PROXY.
    ``seconds`` is the reference's CPU time. ``undecided`` means that the sandbox failed, not the reference. ``objects``
    is what the tests asked of the reference's objects by proxy: no program need have others that answer, and one that
    cheats could hand over such an object where the reference gives data.
    """

    task_id: str
    mode: Mode | None
    reason: str = ""
    seconds: float = 0.0
    undecided: bool = False
    objects: tuple[str, ...] | None = None

    @property
    def is_dropped(self) -> bool:
        """Whether the reference fails here, so that the problem does not count."""
        return self.mode is None and not self.undecided

    def apply(self, problem: Problem) -> Problem:
        """``problem``, with its mode, and the time that its reference makes plausible."""
        seconds = max(LEAST_SECONDS, REFERENCE_FACTOR * self.seconds)
        limit = seconds if problem.time_limit is None else min(problem.time_limit, seconds)
        return replace(problem, mode=self.mode, time_limit=limit, objects=self.objects)


class Checks:
    """The checks of one benchmark, environment and sandbox level."""

    def __init__(self, problems: ProblemSet, fingerprint: str, level: str, folder: Path | None = None) -> None:
        """Use ``folder``; by default the one in the user's cache.

        Args:
            problems: the benchmark.
            fingerprint: of the environment that programs run in.
            level: of the sandbox.
            folder: where what was found is kept.
        """
        facts = [problems.md5, fingerprint, level, __version__, _own_code()]
        name = hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:24]
        self.path = (folder or cache_folder() / "unittest-modes") / f"{name}.jsonl"
        self._problems = problems
        self._found = dict(_read(self.path))

    def missing(self, question_ids: Iterable[str]) -> list[str]:
        """Those of ``question_ids`` that have not been checked."""
        return [question_id for question_id in question_ids if question_id not in self._found]

    def of(self, question_id: str) -> Check:
        """What was found.

        Raises:
            KeyError: the problem has not been checked.
        """
        return self._found[question_id]

    def run(self, question_ids: Iterable[str], grade: Grading) -> Iterator[Check]:
        """Check problems that have not been, in each of ``ATTEMPTS`` those that have not passed in one before.

        A check that came out as it did for reasons outside the reference solution is yielded, but not kept.

        Raises:
            UserError: a problem has no reference solution, or the cache cannot be written.
        """
        last: dict[str, Outcome] = {}
        disturbed: set[str] = set()
        left = self.missing(question_ids)
        for mode in ATTEMPTS:
            for question_id, outcome in self._graded(left, mode, grade):
                if outcome.verdict is Verdict.PASSED:
                    found = Check(question_id, mode, "", outcome.seconds, objects=outcome.objects)
                    if mode is Mode.IN_PROCESS:
                        found = replace(found, reason=_reason(last[question_id]), objects=None)
                    by_accident = mode is Mode.IN_PROCESS and question_id in disturbed
                    yield self._note(found) if by_accident else self._keep(found)
                elif outcome.verdict is Verdict.INFRA_ERROR:
                    disturbed.add(question_id)
                last[question_id] = outcome
            left = [question_id for question_id in left if last[question_id].verdict is not Verdict.PASSED]
        for question_id in left:
            outcome = last[question_id]
            if question_id in disturbed:
                yield self._note(Check(question_id, None, _reason(outcome), undecided=True))
            else:
                yield self._keep(Check(question_id, None, _reason(outcome), outcome.seconds))

    def _graded(self, question_ids: Sequence[str], mode: Mode, grade: Grading) -> Iterator[tuple[str, Outcome]]:
        for sample, outcome in grade(self._work(question_id, mode) for question_id in question_ids):
            yield sample.question_id, outcome

    def _work(self, question_id: str, mode: Mode) -> Work:
        problem = self._problems[question_id]
        return Work(replace(problem, mode=mode), (reference(problem),))

    def _note(self, check: Check) -> Check:
        """Take it for this time."""
        self._found[check.task_id] = check
        return check

    def _keep(self, check: Check) -> Check:
        """Take it for good."""
        self._note(check)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as out:
                out.write(json.dumps(asdict(check)) + "\n")
        except OSError as error:
            raise UserError(
                f"Cannot keep which problems can be graded in {self.path.parent}: {error.strerror}; "
                "set LCBRB_CACHE to a folder that can be written."
            ) from None
        return check


def _reason(outcome: Outcome) -> str:
    return f"{outcome.verdict.value}: {outcome.message}"


def _own_code() -> str:
    """A hash of the code that decides, so that no change of it leaves old findings in force."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(path: Path) -> Iterator[tuple[str, Check]]:
    """What a file holds, but a line that was cut off as it was written."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return
    for number, line in enumerate(lines, 1):
        try:
            check = parse(Check, json.loads(line), f"{path}, line {number}")
        except (ValueError, UserError):
            continue
        yield check.task_id, check
