"""The funnel: from problems to pairs, with how many went on at every stage and why the others did not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lcbrb.build.reasons import say
from lcbrb.build.records import BuiltPair, Dropped, Sampled
from lcbrb.build.selection import Votes, is_readable
from lcbrb.contract import to_json


@dataclass(frozen=True, slots=True)
class Step:
    """What is left after a stage, of what unit, and how many were dropped on the way for each reason."""

    stage: str
    what: str
    count: int
    dropped: Mapping[str, int] = field(default_factory=dict)


def sample_steps(identity: Mapping[str, Any], answers: int) -> Iterator[Step]:
    """The first steps, from the manifest of the samples."""
    problems = sum(described["problems"] for described in identity["problems"].values())
    yield Step("problems", "problems", problems)
    planned = problems * identity["samples"]
    missing = planned - answers
    yield Step("sample", "answers", answers, {"not_asked_yet": missing} if missing else {})


@dataclass
class PairCounts:
    """What the pair stage has counted so far."""

    usable: int = 0
    passed: int = 0
    problems_with_both: int = 0
    unusable: list[Dropped] = field(default_factory=list)
    unpaired: list[Dropped] = field(default_factory=list)

    def add(self, answers: Sequence[Sampled]) -> None:
        """Count the usable answers to a problem."""
        passed = sum(answer.passed for answer in answers)
        self.usable += len(answers)
        self.passed += passed
        self.problems_with_both += 0 < passed < len(answers)

    def steps(self, candidates: int) -> Iterator[Step]:
        """As steps of the funnel."""
        yield Step("execute", "usable answers", self.usable, _reasons(self.unusable))
        yield Step("execute", "of them pass", self.passed)
        yield Step("pair", "problems with both", self.problems_with_both)
        yield Step("pair", "candidate pairs", candidates, _reasons(self.unpaired))


def judge_steps(votes: Votes) -> Iterator[Step]:
    """What the judge said."""
    said = [vote for side in votes.values() for vote in side]
    unreadable = sum(not is_readable(vote) for vote in said)
    yield Step(
        "judge", "readable votes", len(said) - unreadable, {"unreadable_votes": unreadable} if unreadable else {}
    )


def select_steps(pairs: Sequence[BuiltPair], unselected: Iterable[Dropped]) -> Iterator[Step]:
    """What is in the set."""
    yield Step("select", "pairs", len(pairs), _reasons(unselected))


def to_rows(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """The funnel as ``funnel.json`` holds it."""
    return [to_json(step) for step in steps]


def _reasons(dropped: Iterable[Dropped]) -> dict[str, int]:
    return dict(Counter(entry.reason for entry in dropped).most_common())


def markdown(rows: Sequence[Mapping[str, Any]]) -> str:
    """The funnel as a table for cards and documents."""
    lines = ["| stage | left | | dropped on the way |", "|---|---:|---|---|"]
    for row in rows:
        why = "; ".join(f"{count:,} {say(reason)}" for reason, count in row["dropped"].items())
        lines.append(f"| {row['stage']} | {row['count']:,} | {row['what']} | {why} |")
    return "\n".join(lines)
