"""Triples of reasonings (base, optimized, degraded) and the preference pairs that CRPL forms from them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from lcbrb.contract import Message, PreferencePair, ReasoningTriple, Verdict, parse
from lcbrb.pairs.files import packaged_rows, raw_rows

MINI_TRAIN = "mini-train"
"""The name of the packaged set."""


class TriplePairKind(StrEnum):
    """The three kinds of pairs that a triple gives (paper, CRPL data): the first has the strong contrast."""

    OPTIMIZED_OVER_DEGRADED = "optimized_over_degraded"
    OPTIMIZED_OVER_BASE = "optimized_over_base"
    BASE_OVER_DEGRADED = "base_over_degraded"


def load(name_or_path: str = MINI_TRAIN) -> Iterator[ReasoningTriple]:
    """Read triples, checked, in the order of the file.

    Args:
        name_or_path: ``mini-train``, or a file of ``ReasoningTriple`` rows (.jsonl, .json, .parquet; packed or not).

    Raises:
        UserError: nothing there, or a row that does not fit (named by file, line and field).
    """
    rows = packaged_rows(MINI_TRAIN) if name_or_path == MINI_TRAIN else raw_rows(Path(name_or_path).expanduser())
    return (parse(ReasoningTriple, row, where) for where, row in rows)


def is_triple(row: Mapping[str, Any]) -> bool:
    """Whether a raw row has a triple's reasonings, and no pair's sides."""
    return {"base", "optimized", "degraded"} <= row.keys() and not {"chosen", "rejected"} & row.keys()


def preference_pairs(
    triple: ReasoningTriple, kinds: Collection[TriplePairKind] = tuple(TriplePairKind)
) -> Iterator[PreferencePair]:
    """Form the pairs of a triple, one for each of ``kinds``; the kind is the pair's ``kind``.

    Base and optimized lead to one program, so a pair of them carries no programs.
    """
    right = (triple.solution, Verdict.PASSED if triple.solution else None)
    degraded = (triple.degraded, triple.degraded_solution, triple.degraded_verdict)
    sides: dict[TriplePairKind, tuple[_Side, _Side]] = {
        TriplePairKind.OPTIMIZED_OVER_DEGRADED: ((triple.optimized, *right), degraded),
        TriplePairKind.OPTIMIZED_OVER_BASE: ((triple.optimized, None, None), (triple.base, None, None)),
        TriplePairKind.BASE_OVER_DEGRADED: ((triple.base, *right), degraded),
    }
    for kind in TriplePairKind:
        if kind in kinds:
            yield _pair(triple, kind, *sides[kind])


_Side = tuple[tuple[Message, ...], str | None, Verdict | None]  # reasoning, program, the program's verdict


def _pair(triple: ReasoningTriple, kind: TriplePairKind, chosen: _Side, rejected: _Side) -> PreferencePair:
    return PreferencePair(
        pair_id=f"{triple.triple_id}/{kind}",
        question_id=triple.question_id,
        prompt=triple.prompt,
        chosen=chosen[0],
        rejected=rejected[0],
        kind=kind,
        difficulty=triple.difficulty,
        platform=triple.platform,
        contest_date=triple.contest_date,
        release=triple.release,
        language=triple.language,
        generator=triple.generator,
        chosen_solution=chosen[1],
        rejected_solution=rejected[1],
        chosen_verdict=chosen[2],
        rejected_verdict=rejected[2],
    )
