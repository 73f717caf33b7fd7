"""The rows of a policy run's two files, ``generations.jsonl`` and ``verdicts.jsonl``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from lcbrb.contract import Outcome, Verdict, to_json

KIND = "recode-bench run"
"""Of the manifest of a policy run."""
GENERATIONS = "generations.jsonl"
VERDICTS = "verdicts.jsonl"

Key: TypeAlias = tuple[str, str, int]
"""Benchmark, task and sample number: what names a row in both files."""


@dataclass(frozen=True, slots=True)
class GenerationRow:
    """One answer of the policy, and the program read out of it.

    ``text`` is what the model wrote, thinking included, and ``solution`` the whole program in it (for mathematics:
    the answer without the thinking); where there is none, ``verdict`` says why. Everything but the identifying
    columns is None where ``infra_error`` says why there is no answer. ``prompt_sha256`` is that of all the model was
    shown. ``repeatable``: equal commands give equal texts, because batches are fixed by the plan of the run; a
    server's batches are not, and rounding can then turn a near tie between two tokens.
    """

    benchmark: str
    task_id: str
    sample_id: int
    prompt_sha256: str
    seed: int
    repeatable: bool
    text: str | None = None
    solution: str | None = None
    verdict: Verdict | None = None
    finish_reason: str | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    infra_error: str | None = None
    difficulty: str | None = None
    platform: str | None = None
    contest_date: date | None = None

    @property
    def key(self) -> Key:
        """What names the row."""
        return self.benchmark, self.task_id, self.sample_id


def key_of(row: dict[str, Any]) -> Key:
    """The key of a row of either file."""
    return row["benchmark"], row["task_id"], row["sample_id"]


class Graded(NamedTuple):
    """What grading says of one answer."""

    key: Key
    outcome: Outcome


def verdict_row(graded: Graded) -> dict[str, Any]:
    """A row of ``verdicts.jsonl``."""
    benchmark, task_id, sample_id = graded.key
    row = to_json(graded.outcome) | {"seconds": round(graded.outcome.seconds, 4)}
    return {"benchmark": benchmark, "task_id": task_id, "sample_id": sample_id, **row}
