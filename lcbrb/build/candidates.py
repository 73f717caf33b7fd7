"""The pair stage: a passing answer against a failing one of the same problem, alike in length.

Within a problem each answer stands in one pair at most. Failing answers tend to be the longer ones; so pairs are taken
one by one, and while one direction is ahead, one in which the other side is the longer is preferred to a closer one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from lcbrb.build.prompts import pair_prompt
from lcbrb.build.reasons import Unpaired
from lcbrb.build.records import BuiltPair, Dropped, Sampled
from lcbrb.contract import Message, Problem
from lcbrb.errors import UserError


@dataclass(frozen=True, slots=True)
class PairSettings:
    """How candidates are made.

    ``length_tolerance``: the most by which the sides' lengths may differ, as a share of the longer one.
    ``least_length``: characters a reasoning must have. ``candidates_per_problem``: the most that go to the judge.
    """

    length_tolerance: float = 0.2
    least_length: int = 200
    candidates_per_problem: int = 8

    def __post_init__(self) -> None:
        if not 0 <= self.length_tolerance <= 1:
            raise UserError(f"--length-tolerance {self.length_tolerance} is not between 0 and 1.")


def make_candidates(
    problem: Problem, answers: Sequence[Sampled], generator: str, settings: PairSettings, ahead: int
) -> tuple[list[BuiltPair], list[Dropped]]:
    """Match passing with failing answers to one problem.

    Args:
        problem: without tests.
        answers: the usable ones.
        generator: who gave them.
        settings: how alike the sides must be.
        ahead: in how many more pairs so far the chosen side is the longer one.

    Returns:
        Candidates, and the answers in none with their reasons.
    """
    passing = [answer for answer in answers if answer.passed]
    failing = [answer for answer in answers if not answer.passed]
    matches = list(_matches(passing, failing, settings.length_tolerance, ahead))
    taken = matches[: settings.candidates_per_problem]
    in_pairs = {answer.sample_id for two in taken for answer in two}
    capped = {answer.sample_id for two in matches for answer in two} - in_pairs
    dropped = []
    for answer in answers:
        if answer.sample_id not in in_pairs:
            reason = Unpaired.CANDIDATE_CAP if answer.sample_id in capped else _why(passing, failing)
            dropped.append(Dropped(problem.question_id, str(answer.sample_id), reason.name.lower()))
    return [_pair(problem, *two, generator) for two in taken], dropped


def _matches(
    passing: Sequence[Sampled], failing: Sequence[Sampled], tolerance: float, ahead: int
) -> Iterator[tuple[Sampled, Sampled]]:
    """Pairs of one problem, each answer once; ``ahead`` is by how many the chosen side was the longer one so far."""
    free = [two for two in product(passing, failing) if _apart(*two) <= tolerance]
    while free:
        chosen, rejected = min(free, key=lambda two: (_direction(*two) * ahead > 0, _apart(*two), _numbers(*two)))
        yield chosen, rejected
        ahead += _direction(chosen, rejected)
        free = [two for two in free if two[0] is not chosen and two[1] is not rejected]


def _apart(chosen: Sampled, rejected: Sampled) -> float:
    lengths = len(chosen.reasoning), len(rejected.reasoning)
    return abs(lengths[0] - lengths[1]) / max(*lengths, 1)


def _direction(chosen: Sampled, rejected: Sampled) -> int:
    """1 where the chosen side is the longer one, -1 where the rejected side is."""
    lengths = len(chosen.reasoning), len(rejected.reasoning)
    return (lengths[0] > lengths[1]) - (lengths[0] < lengths[1])


def _numbers(chosen: Sampled, rejected: Sampled) -> tuple[int, int]:
    return chosen.sample_id, rejected.sample_id


def _why(passing: Sequence[Sampled], failing: Sequence[Sampled]) -> Unpaired:
    if not failing:
        return Unpaired.ALL_PASS
    return Unpaired.LENGTH if passing else Unpaired.ALL_FAIL


def _pair(problem: Problem, chosen: Sampled, rejected: Sampled, generator: str) -> BuiltPair:
    return BuiltPair(
        pair_id=f"{problem.question_id}/{chosen.sample_id}-{rejected.sample_id}",
        question_id=problem.question_id,
        prompt=pair_prompt(problem),
        chosen=_said(chosen.reasoning),
        rejected=_said(rejected.reasoning),
        difficulty=problem.difficulty,
        platform=problem.platform,
        contest_date=problem.contest_date,
        release=problem.release,
        language="python",
        generator=generator,
        chosen_solution=chosen.solution,
        rejected_solution=rejected.solution,
        chosen_verdict=chosen.verdict,
        rejected_verdict=rejected.verdict,
        chosen_side=chosen.side,
        rejected_side=rejected.side,
    )


def _said(reasoning: str) -> tuple[Message, ...]:
    return ({"role": "assistant", "content": reasoning},)
