"""The rows of ``scores.jsonl`` as one numpy table: what every figure of a report and of a comparison is made from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from lcbrb.contract import PairScore, parse
from lcbrb.errors import UserError
from lcbrb.hashing import hash64
from lcbrb.rewards.base import TieRule
from lcbrb.statistics import Floats

SLICES = ("difficulty", "platform", "month", "kind", "language")

_COLUMNS = np.dtype(
    [
        ("pair", np.uint64),  # hash of pair_id
        ("problem", np.uint64),  # hash of question_id
        ("scored", np.bool_),  # False where an infrastructure failure left no score; the scores are then 0
        ("margin", np.float64),  # score_chosen - score_rejected
        ("score_chosen", np.float64),
        ("swapped_margin", np.float64),  # a judge's margin with the rejected side shown first; NaN where not asked
        ("length_chosen", np.int64),  # characters
        ("length_rejected", np.int64),
        ("truncated", np.bool_),  # at least one side was cut to the model's window
        ("parse_failures", np.int32),  # judge replies that could not be read
        *((name, np.int32) for name in SLICES),  # index into `ScoreTable.labels`, -1 for none
    ]
)
_DIFFICULTIES = ("easy", "medium", "normal", "hard")
_LARGEST_MARGIN = 1e100  # keeps sums of margins finite whatever a model returns


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """One entry a pair, about 90 bytes each, however long the texts were.

    Entries stand in the order of a 64-bit hash of their pair_id, so that figures do not depend, not even in the
    last bit, on the order in which rows were written (a pair that failed and was retried comes later).

    Attributes:
        columns: structured array, shape (pairs,), of the fields of `_COLUMNS`.
        labels: for every name in `SLICES` the values its codes stand for, sorted (difficulties from easy to hard).
    """

    columns: NDArray[np.void]
    labels: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, rows: Iterable[PairScore | Mapping[str, Any]], where: str = "scores.jsonl") -> Self:
        """Read ``rows`` as they come; none is kept.

        Raises:
            UserError: a row does not fit `PairScore`, has a score that is not finite, or a pair stands twice.
        """
        codes: dict[str, dict[str, int]] = {name: {} for name in SLICES}
        columns = np.fromiter(_entries(rows, codes, where), dtype=_COLUMNS)
        columns = columns[np.argsort(columns["pair"], kind="stable")]
        repeated = int((columns["pair"][1:] == columns["pair"][:-1]).sum())
        if repeated:
            raise UserError(f"{where}: {repeated} rows repeat the pair_id of another row; every pair must stand once.")
        labels = {}
        for name in SLICES:
            labels[name] = tuple(sorted(codes[name], key=_reading_order))
            renumbered = np.array([labels[name].index(label) for label in codes[name]] + [-1], dtype=np.int32)
            columns[name] = renumbered[columns[name]]
        return cls(columns, labels)

    def __len__(self) -> int:
        return len(self.columns)

    def __getitem__(self, column: str) -> NDArray[Any]:
        return self.columns[column]

    def where(self, keep: NDArray[Any]) -> ScoreTable:
        """The entries that ``keep`` (a mask or indices) selects."""
        return ScoreTable(self.columns[keep], self.labels)

    def tied(self) -> NDArray[np.bool_]:
        """Scored pairs with the same score on both sides, shape (pairs,)."""
        tied: NDArray[np.bool_] = self["scored"] & (self["margin"] == 0)
        return tied

    def counted(self, ties: TieRule) -> NDArray[np.bool_]:
        """Pairs that accuracy is taken over: the scored ones, without ties under ``exclude``."""
        scored: NDArray[np.bool_] = self["scored"]
        return scored & ~self.tied() if ties is TieRule.EXCLUDE else scored

    def outcomes(self, ties: TieRule) -> Floats:
        """1 where the chosen side scored higher, 0 where it did not; ties by rule. Shape (pairs,)."""
        outcomes = (self["margin"] > 0).astype(np.float64)
        if ties is TieRule.HALF:
            outcomes[self["margin"] == 0] = 0.5
        return outcomes


def _reading_order(label: str) -> tuple[int, str]:
    return _DIFFICULTIES.index(label) if label in _DIFFICULTIES else len(_DIFFICULTIES), label


def _entries(
    rows: Iterable[PairScore | Mapping[str, Any]], codes: dict[str, dict[str, int]], where: str
) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(rows, start=1):
        score = row if isinstance(row, PairScore) else parse(PairScore, row, f"{where}, row {number}")
        chosen, margin, swapped = _scores(score, where)
        yield (
            hash64(score.pair_id),
            hash64(score.question_id),
            score.infra_error is None,
            margin,
            chosen,
            swapped,
            score.length_chosen,
            score.length_rejected,
            score.truncated_chosen or score.truncated_rejected,
            score.parse_failures,
            *_slice_codes(score, codes),
        )


def _slice_codes(score: PairScore, codes: dict[str, dict[str, int]]) -> Iterator[int]:
    month = None if score.contest_date is None else score.contest_date.strftime("%Y-%m")
    for name, label in zip(SLICES, (score.difficulty, score.platform, month, score.kind, score.language), strict=True):
        yield -1 if label is None else codes[name].setdefault(label, len(codes[name]))


def _scores(score: PairScore, where: str) -> tuple[float, float, float]:
    """(score_chosen, margin, swapped margin) of a row."""
    if score.infra_error is not None:
        return 0.0, 0.0, math.nan
    if score.score_chosen is None or score.score_rejected is None:
        raise UserError(f"{where}: pair {score.pair_id} has no score and no infra_error that says why.")
    swapped = math.nan
    if score.score_chosen_swapped is not None and score.score_rejected_swapped is not None:
        swapped = _difference(score.score_chosen_swapped, score.score_rejected_swapped, score.pair_id, where)
    return score.score_chosen, _difference(score.score_chosen, score.score_rejected, score.pair_id, where), swapped


def _difference(chosen: float, rejected: float, pair_id: str, where: str) -> float:
    if not (math.isfinite(chosen) and math.isfinite(rejected)):
        raise UserError(f"{where}: pair {pair_id} has a score that is not a finite number.")
    return max(-_LARGEST_MARGIN, min(_LARGEST_MARGIN, chosen - rejected))
