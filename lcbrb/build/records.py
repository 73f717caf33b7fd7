"""The files of a build folder, and the rows in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from lcbrb.contract import PreferencePair, Verdict, parse, to_json
from lcbrb.errors import UserError
from lcbrb.runs import encode_row, read_rows, write_text

SAMPLES = "samples"
"""Folder of the sample and execute stages: a run folder of ``recode-bench run``."""
CANDIDATES = "candidates.jsonl"
JUDGE = "judge"
"""Folder of the judge stage."""
VOTES = "votes.jsonl"
PAIRS = "pairs.jsonl"
REVIEW = "review"
"""Folder of people's votes."""
REVIEWED = "reviewed.jsonl"
FUNNEL = "funnel.json"


class Stage(StrEnum):
    """What ``lcbrb build`` does, in this order."""

    SAMPLE = "sample"
    EXECUTE = "execute"
    PAIR = "pair"
    JUDGE = "judge"
    SELECT = "select"


class Vote(StrEnum):
    """What a judge said of one question."""

    YES = "yes"
    NO = "no"
    UNPARSABLE = "unparsable"


@dataclass(frozen=True, slots=True)
class JudgeVote:
    """One answer of the judge on one reasoning and its program.

    The first three are the paper's dimensions; ``agreement`` is whether the program does what the reasoning says.
    """

    factual_accuracy: Vote
    logical_rigor: Vote
    logical_coherence: Vote
    agreement: Vote


@dataclass(frozen=True, slots=True)
class Side:
    """Where one side of a pair comes from and what is known of it. ``length`` is in characters of the reasoning."""

    sample_id: int
    length: int
    tests_passed: int
    tests_total: int
    message: str = ""
    judge_votes: tuple[JudgeVote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltPair(PreferencePair):
    """A pair as it is built: sides hold the reasoning alone; what is known of each travels beside it.

    ``review_votes`` has people's votes, which side each named: "chosen", "rejected" or "neither".
    """

    chosen_side: Side
    rejected_side: Side
    judge: str | None = None
    review_votes: tuple[str, ...] = ()

    @property
    def direction(self) -> int:
        """1 where the chosen side is the longer one, -1 where the rejected side is, 0 where neither is."""
        chosen, rejected = self.chosen_side.length, self.rejected_side.length
        return (chosen > rejected) - (chosen < rejected)

    @property
    def length_difference(self) -> float:
        """Difference of the sides' lengths as a share of the longer one."""
        lengths = self.chosen_side.length, self.rejected_side.length
        return abs(lengths[0] - lengths[1]) / max(*lengths, 1)


@dataclass(frozen=True, slots=True)
class Sampled:
    """An answer of the generator that can become a side of a pair."""

    question_id: str
    sample_id: int
    reasoning: str
    solution: str
    verdict: Verdict
    tests_passed: int
    tests_total: int
    message: str

    @property
    def passed(self) -> bool:
        """Whether its program passes all tests."""
        return self.verdict is Verdict.PASSED

    @property
    def side(self) -> Side:
        """What a pair keeps of it beside the texts."""
        return Side(self.sample_id, len(self.reasoning), self.tests_passed, self.tests_total, self.message)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sample or a pair that did not go on, and why; ``name`` is a sample's number or a pair's id."""

    question_id: str
    name: str
    reason: str


def dropped_file(stage: Stage | str) -> str:
    """The file of what a stage dropped."""
    return f"dropped_by_{stage}.jsonl"


def write_pairs(path: Path, pairs: Iterable[BuiltPair]) -> None:
    """Write pairs in one step."""
    _write(path, (to_json(pair) for pair in pairs))


def write_dropped(folder: Path, stage: Stage | str, dropped: Iterable[Dropped]) -> None:
    """Write what a stage dropped, in one step."""
    _write(folder / dropped_file(stage), (to_json(entry) for entry in dropped))


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    write_text(path, b"".join(map(encode_row, rows)).decode("utf-8", "surrogatepass"))


def read_pairs(path: Path, missing: str) -> list[BuiltPair]:
    """Read pairs that a stage wrote.

    Args:
        path: the file.
        missing: what to do where there is none, as the end of a sentence.

    Raises:
        UserError: there is none, or a row does not fit.
    """
    if not path.is_file():
        raise UserError(f"{path.parent} has no {path.name}: {missing}.")
    return [parse(BuiltPair, row, f"{path}, line {number}") for number, row in enumerate(read_rows(path), start=1)]


def read_dropped(folder: Path, stage: Stage | str) -> Iterator[Dropped]:
    """Read what a stage dropped; nothing where it has not run."""
    for row in read_rows(folder / dropped_file(stage)):
        yield Dropped(**row)


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object that a stage wrote.

    Raises:
        UserError: there is none, or it is damaged.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(f"Cannot read {path}: {error.strerror}.") from None
    except ValueError:
        raise UserError(f"{path} is not valid JSON; repeat the stage that wrote it.") from None
    if not isinstance(found, dict):
        raise UserError(f"{path} is not a JSON object; repeat the stage that wrote it.")
    return found
