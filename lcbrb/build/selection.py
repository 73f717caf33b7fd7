"""The select stage: pairs that the judge confirms, in even numbers over what must not tell the sides apart.

A chosen side is confirmed where more than half of all votes find it sound (accurate, rigorous and coherent) and more
than half find that its program agrees with it; a rejected side where more than half find it flawed, and agreeing. An
answer of the judge that cannot be read is a vote for nothing.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lcbrb.build.reasons import Unselected
from lcbrb.build.records import BuiltPair, Dropped, JudgeVote, Side, Vote
from lcbrb.hashing import hash64

DIMENSIONS = ("factual_accuracy", "logical_rigor", "logical_coherence")

Votes: TypeAlias = Mapping[tuple[str, int], tuple[JudgeVote, ...]]
_Cell: TypeAlias = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class SelectSettings:
    """What becomes of confirmed pairs.

    ``pairs_per_problem``: the most of one problem, those closest in length. ``size``: the most of all; they are dealt
    evenly over difficulty, platform and quarter of the contest date. ``balance_lengths``: the chosen side is the
    longer one as often as the rejected side, give or take one.
    """

    pairs_per_problem: int = 4
    size: int | None = None
    balance_lengths: bool = True


def select(
    candidates: Iterable[BuiltPair], votes: Votes, votes_a_side: int, judge: str, settings: SelectSettings
) -> tuple[list[BuiltPair], list[Dropped]]:
    """Choose the pairs of the set.

    Args:
        candidates: pairs of the pair stage.
        votes: of the judge, by problem and sample.
        votes_a_side: how many it was to give.
        judge: its name.
        settings: caps and balance.

    Returns:
        The pairs, each with its votes and the dimension that its rejected side fails in, and the others with reasons.
    """
    confirmed: list[BuiltPair] = []
    dropped: list[tuple[BuiltPair, Unselected]] = []
    for candidate in candidates:
        pair = _with_votes(candidate, votes, judge)
        reason = _refused(pair, votes_a_side)
        if reason is None:
            confirmed.append(dataclasses.replace(pair, kind=_worst(pair.rejected_side.judge_votes)))
        else:
            dropped.append((pair, reason))
    capped, over = _cap(confirmed, settings.pairs_per_problem)
    dropped += [(pair, Unselected.PROBLEM_CAP) for pair in over]
    kept, refused = _deal(capped, settings)
    dropped += refused
    return kept, [Dropped(pair.question_id, pair.pair_id, reason.name.lower()) for pair, reason in dropped]


def _with_votes(pair: BuiltPair, votes: Votes, judge: str) -> BuiltPair:
    def judged(side: Side) -> Side:
        return dataclasses.replace(side, judge_votes=votes.get((pair.question_id, side.sample_id), ()))

    return dataclasses.replace(
        pair, chosen_side=judged(pair.chosen_side), rejected_side=judged(pair.rejected_side), judge=judge
    )


def _refused(pair: BuiltPair, votes_a_side: int) -> Unselected | None:
    chosen, rejected = pair.chosen_side.judge_votes, pair.rejected_side.judge_votes
    if len(chosen) < votes_a_side or len(rejected) < votes_a_side:
        return Unselected.NOT_JUDGED
    if any(2 * sum(not is_readable(vote) for vote in side) >= len(side) for side in (chosen, rejected)):
        return Unselected.UNPARSABLE
    for refused, agreed in (
        (Unselected.CHOSEN_FLAWED, [is_sound(vote) for vote in chosen]),
        (Unselected.REJECTED_SOUND, [is_flawed(vote) for vote in rejected]),
        (Unselected.CHOSEN_DISAGREES, [vote.agreement is Vote.YES for vote in chosen]),
        (Unselected.REJECTED_DISAGREES, [vote.agreement is Vote.YES for vote in rejected]),
    ):
        if 2 * sum(agreed) <= len(agreed):
            return refused
    return None


def is_sound(vote: JudgeVote) -> bool:
    """Whether a vote finds the reasoning accurate, rigorous and coherent."""
    return is_readable(vote) and all(getattr(vote, name) is Vote.YES for name in DIMENSIONS)


def is_flawed(vote: JudgeVote) -> bool:
    """Whether a vote finds the reasoning wanting in a dimension."""
    return is_readable(vote) and any(getattr(vote, name) is Vote.NO for name in DIMENSIONS)


def is_readable(vote: JudgeVote) -> bool:
    """Whether an answer holds all four."""
    return all(getattr(vote, name) is not Vote.UNPARSABLE for name in (*DIMENSIONS, "agreement"))


def _worst(votes: Sequence[JudgeVote]) -> str:
    """The dimension that most votes find flawed; of equals the first, since a false fact breaks the rest too."""
    return max(DIMENSIONS, key=lambda name: sum(getattr(vote, name) is Vote.NO for vote in votes))


def _cap(pairs: Sequence[BuiltPair], most: int) -> tuple[list[BuiltPair], list[BuiltPair]]:
    kept: list[BuiltPair] = []
    over: list[BuiltPair] = []
    counts: Counter[str] = Counter()
    for pair in sorted(pairs, key=lambda pair: (pair.question_id, pair.length_difference, pair.pair_id)):
        counts[pair.question_id] += 1
        (kept if counts[pair.question_id] <= most else over).append(pair)
    return kept, over


def _deal(
    pairs: Sequence[BuiltPair], settings: SelectSettings
) -> tuple[list[BuiltPair], list[tuple[BuiltPair, Unselected]]]:
    """Take pairs one by one, from the cell that has the fewest so far, the longer side in turns."""
    waiting: dict[int, dict[_Cell, list[BuiltPair]]] = {sign: defaultdict(list) for sign in (-1, 0, 1)}
    for pair in sorted(pairs, key=lambda pair: hash64(pair.pair_id), reverse=True):
        waiting[pair.direction if settings.balance_lengths else 0][_cell(pair)].append(pair)
    kept: list[BuiltPair] = []
    counts: Counter[_Cell] = Counter()
    balance = 0
    full = len(pairs) if settings.size is None else settings.size
    while len(kept) < full:
        signs = [sign for sign in (-1, 0, 1) if waiting[sign] and abs(balance + sign) <= 1]
        if not signs:
            break
        choices = [(sign, cell) for sign in signs for cell in waiting[sign]]
        sign, cell = min(choices, key=lambda choice: (counts[choice[1]], choice[0], str(choice[1])))
        pair = waiting[sign][cell].pop()
        if not waiting[sign][cell]:
            del waiting[sign][cell]
        kept.append(pair)
        counts[cell] += 1
        balance += sign
    reason = Unselected.SIZE if len(kept) == full else Unselected.LENGTH_BALANCE
    left = [(pair, reason) for cells in waiting.values() for several in cells.values() for pair in several]
    return sorted(kept, key=lambda pair: (pair.question_id, pair.pair_id)), left


def _cell(pair: BuiltPair) -> _Cell:
    day = pair.contest_date
    return pair.difficulty, pair.platform, f"{day.year}-{(day.month + 2) // 3}" if day else None
