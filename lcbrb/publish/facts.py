"""What a data card says of a set: every figure computed from the build folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from lcbrb.bench.table import read_run
from lcbrb.build.funnel import markdown
from lcbrb.build.judging import KIND as JUDGE_KIND
from lcbrb.build.prompts import RUBRIC
from lcbrb.build.records import FUNNEL, JUDGE, REVIEWED, SAMPLES, BuiltPair, read_json
from lcbrb.build.selection import is_readable
from lcbrb.errors import UserError
from lcbrb.runs import read_manifest

_ADDRESSES = ("server", "policy", "judge")
"""Names of a served model that hold its address; ``model`` has the name alone."""


def facts(
    folder: Path, pairs: Sequence[BuiltPair], audit: Mapping[str, Any], repo: str, license_: str
) -> dict[str, Any]:
    """Everything the card's template shows.

    Raises:
        UserError: the folder is not one of a finished build.
    """
    samples = read_run(folder / SAMPLES)
    judge = read_manifest(folder / JUDGE)
    if judge["kind"] != JUDGE_KIND:
        raise UserError(f"{folder / JUDGE} is of a '{judge['kind']}' run, not of '{JUDGE_KIND}'.")
    funnel = read_json(folder / FUNNEL)
    days = sorted(pair.contest_date for pair in pairs if pair.contest_date)
    return {
        "repo": repo,
        "name": repo.partition("/")[2],
        "license": license_,
        "pairs": len(pairs),
        "problems": len({pair.question_id for pair in pairs}),
        "size_category": _size_category(len(pairs)),
        "spread": _spread(pairs),
        "days": (days[0].isoformat(), days[-1].isoformat()) if days else None,
        "lengths": _lengths(pairs),
        "generator": _public(samples.identity),
        "problem_sets": samples.identity["problems"],
        "judge": _public(judge["identity"]),
        "rubric": RUBRIC,
        "judge_votes": _judge_votes(pairs),
        "settings": funnel["settings"],
        "funnel": markdown(funnel["steps"]),
        "review": read_json(folder / "review" / "report.json") if (folder / REVIEWED).is_file() else None,
        "audit": audit,
    }


def _public(identity: Mapping[str, Any]) -> dict[str, Any]:
    """A run's identity without the address of a server."""
    served = "server" in identity
    shown = {name: value for name, value in identity.items() if not (served and name in _ADDRESSES)}
    return shown | {"name": identity.get("model") or identity.get("policy") or identity["judge"]}


def _spread(pairs: Sequence[BuiltPair]) -> dict[str, dict[str, int]]:
    """Pairs by what may tell something about them, in the order of the names."""
    columns: dict[str, Sequence[str | None]] = {
        "difficulty": [pair.difficulty for pair in pairs],
        "platform": [pair.platform for pair in pairs],
        "year": [str(pair.contest_date.year) if pair.contest_date else None for pair in pairs],
        "where the rejected reasoning fails": [pair.kind for pair in pairs],
        "verdict of the rejected program": [str(pair.rejected_verdict) for pair in pairs],
    }
    return {name: dict(sorted(Counter(str(value) for value in values).items())) for name, values in columns.items()}


def _lengths(pairs: Sequence[BuiltPair]) -> dict[str, Any]:
    chosen = [pair.chosen_side.length for pair in pairs]
    rejected = [pair.rejected_side.length for pair in pairs]
    return {
        "chosen": median(chosen),
        "rejected": median(rejected),
        "chosen_longer": sum(one > other for one, other in zip(chosen, rejected, strict=True)),
        "rejected_longer": sum(one < other for one, other in zip(chosen, rejected, strict=True)),
        "difference": max(pair.length_difference for pair in pairs),
    }


def _judge_votes(pairs: Sequence[BuiltPair]) -> dict[str, int]:
    sides = [side.judge_votes for pair in pairs for side in (pair.chosen_side, pair.rejected_side)]
    return {
        "sides": len(sides),
        "unanimous": sum(len(set(votes)) == 1 for votes in sides),
        "votes": sum(map(len, sides)),
        "unreadable": sum(not is_readable(vote) for votes in sides for vote in votes),
    }


def _size_category(pairs: int) -> str:
    """As the hub's metadata names sizes."""
    for most, name in ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K")):
        if pairs < most:
            return name
    return "100K<n<1M"
