"""What reviewers agree on, and the pairs that remain."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lcbrb.build import funnel
from lcbrb.build.funnel import Step
from lcbrb.build.reasons import Unconfirmed
from lcbrb.build.records import (
    FUNNEL,
    PAIRS,
    REVIEW,
    REVIEWED,
    BuiltPair,
    Dropped,
    read_json,
    read_pairs,
    write_dropped,
    write_pairs,
)
from lcbrb.errors import UserError
from lcbrb.hashing import hash64
from lcbrb.review.votes import ReviewVote, all_votes
from lcbrb.runs import write_json
from lcbrb.statistics import cohen_kappa, fleiss_kappa

REPORT = "report.json"


def report(folder: Path, least_votes: int) -> dict[str, Any]:
    """Measure agreement, write the pairs that people confirm, and the report.

    A pair remains where at least ``least_votes`` people voted on it and more than half of them name its chosen side.

    Raises:
        UserError: there are no pairs, or nobody has voted.
    """
    pairs = read_pairs(folder / PAIRS, "it is no finished build, run `lcbrb build`")
    votes = all_votes(folder, {pair.pair_id: pair for pair in pairs})
    if not any(votes.values()):
        raise UserError(f"Nobody has voted on the pairs of {folder} yet: run `lcbrb review {folder} --reviewer NAME`.")
    kept: list[BuiltPair] = []
    dropped: list[Dropped] = []
    for pair in pairs:
        sides = tuple(own[pair.pair_id].side for own in votes.values() if pair.pair_id in own)
        reason = _unconfirmed(sides, least_votes)
        if reason is None:
            kept.append(dataclasses.replace(pair, review_votes=sides))
        else:
            dropped.append(Dropped(pair.question_id, pair.pair_id, reason.name.lower()))
    made = {
        "pairs": len(pairs),
        "kept": len(kept),
        "least_votes": least_votes,
        "dropped": dict(Counter(entry.reason for entry in dropped).most_common()),
        **agreement(votes),
    }
    write_pairs(folder / REVIEWED, kept)
    write_dropped(folder, REVIEW, dropped)
    write_json(folder / REVIEW / REPORT, made)
    before = read_json(folder / FUNNEL)
    steps = [step for step in before["steps"] if step["stage"] != REVIEW]
    steps += funnel.to_rows([Step(REVIEW, "reviewed pairs", len(kept), made["dropped"])])
    write_json(folder / FUNNEL, {**before, "steps": steps})
    return made


def agreement(votes: Mapping[str, Mapping[str, ReviewVote]]) -> dict[str, Any]:
    """Figures of all votes: Cohen's kappa of two reviewers, Fleiss' of more, on the pairs that all of them saw.

    Kappa is taken over which of the two texts a vote names, by an order of the texts that is chance and the same for
    all reviewers. Over "chosen" and "rejected" it would be near zero for people who agree with the tests nearly
    always, since then nearly all agreement is expected (Feinstein and Cicchetti 1990, J. Clin. Epidemiol. 43:543).
    """
    voters = {name: own for name, own in votes.items() if own}
    shared = sorted(set.intersection(*(set(own) for own in voters.values()))) if voters else []
    sides = [vote.side for own in voters.values() for vote in own.values()]
    kappa, name = None, "Cohen's kappa"
    labels = [[_text_named(own[pair_id]) for own in voters.values()] for pair_id in shared]
    if len(voters) == 2:
        kappa = cohen_kappa([row[0] for row in labels], [row[1] for row in labels])
    elif len(voters) > 2:
        kappa, name = fleiss_kappa(labels), "Fleiss' kappa"
    return {
        "reviewers": {name: len(own) for name, own in voters.items()},
        "votes": dict(Counter(sides)),
        "shared": len(shared),
        "unanimous": sum(len(set(row)) == 1 for row in labels),
        "kappa": kappa,
        "kappa_name": name,
    }


def _text_named(vote: ReviewVote) -> str:
    """Which text a vote names, "one" or "other", in an order that does not depend on which is the chosen one."""
    if vote.side == "neither":
        return vote.side
    chosen_is_one = hash64(f"{vote.pair_id}\0label") % 2 == 1
    return "one" if (vote.side == "chosen") == chosen_is_one else "other"


def _unconfirmed(sides: Sequence[str], least_votes: int) -> Unconfirmed | None:
    if len(sides) < least_votes:
        return Unconfirmed.FEW_VOTES
    if 2 * sides.count("chosen") > len(sides):
        return None
    against = 2 * sides.count("rejected") > len(sides)
    return Unconfirmed.REVIEWERS_AGAINST if against else Unconfirmed.REVIEWERS_DISAGREE
