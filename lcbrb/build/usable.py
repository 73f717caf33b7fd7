"""From graded answers to those that can become a side of a pair, with a reason for every one that cannot."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from lcbrb.bench.records import GENERATIONS, VERDICTS, key_of
from lcbrb.build.reasons import Unusable
from lcbrb.build.records import Dropped, Sampled
from lcbrb.contract import Verdict
from lcbrb.grading.extract import THINKING
from lcbrb.runs import read_rows

# What does not compile says nothing about its reasoning; every other failure can come of a flawed one.
_BY_VERDICT: Mapping[Verdict, Unusable] = {
    Verdict.NO_CODE: Unusable.NO_CODE,
    Verdict.TRUNCATED: Unusable.TRUNCATED,
    Verdict.COMPILE_ERROR: Unusable.COMPILE_ERROR,
    Verdict.TAMPERED: Unusable.TAMPERED,
    Verdict.INFRA_ERROR: Unusable.INFRA_ERROR,
}


def usable(samples: Path, least_length: int) -> Iterator[list[Sampled | Dropped]]:
    """Go through the answers of a run folder: those of one problem at a time, in the order of their names.

    Args:
        samples: a run folder of ``recode-bench run``.
        least_length: characters a reasoning must have.
    """
    verdicts = {key_of(row): row for row in read_rows(samples / VERDICTS)}
    for rows in _by_problem(samples / GENERATIONS):
        yield list(_without_duplicates([_read(row, verdicts.get(key_of(row)), least_length) for row in rows]))


def _by_problem(generations: Path) -> Iterator[list[dict[str, Any]]]:
    """The rows of one problem at a time; all texts together may be larger than memory.

    A server's answers come in another order every time; what is made of them must not depend on it.
    """
    places: list[tuple[str, int, int]] = []
    with generations.open("rb") as lines:
        offset = 0
        for line in lines:
            if line.endswith(b"\n"):
                row = json.loads(line)
                places.append((row["task_id"], row["sample_id"], offset))
            offset += len(line)
        for _, own in groupby(sorted(places), key=lambda place: place[0]):
            rows = []
            for _, _, offset in own:
                lines.seek(offset)
                rows.append(json.loads(lines.readline()))
            yield rows


def _without_duplicates(answers: Sequence[Sampled | Dropped]) -> Iterator[Sampled | Dropped]:
    """Drop answers that would make pairs alike on both sides. Of unlike outcome they may be alike, but not equal."""
    from lcbrb.audit.duplicates import similar

    good = [answer for answer in answers if isinstance(answer, Sampled)]
    again: set[int] = set()
    for first, second in sorted(similar([answer.reasoning for answer in good])) if good else ():
        alike = good[first].passed == good[second].passed or good[first].reasoning == good[second].reasoning
        if alike and first not in again:
            again.add(second)
    dropped = {good[place].sample_id for place in again}
    for answer in answers:
        if isinstance(answer, Sampled) and answer.sample_id in dropped:
            yield _dropped(answer.question_id, answer.sample_id, Unusable.DUPLICATE)
        else:
            yield answer


def split_reasoning(text: str) -> str | Unusable:
    """The reasoning that an answer begins with, without its marks."""
    stripped = text.lstrip()
    for opening, closing in THINKING:
        if stripped.startswith(opening):
            reasoning, closed, _ = stripped[len(opening) :].partition(closing)
            return reasoning.strip() if closed else Unusable.OPEN_REASONING
    return Unusable.NO_REASONING


def _read(row: Mapping[str, Any], verdict: Mapping[str, Any] | None, least_length: int) -> Sampled | Dropped:
    question_id, sample_id = row["task_id"], row["sample_id"]
    reasoning = Unusable.NO_ANSWER if row["infra_error"] is not None else split_reasoning(row["text"])
    if isinstance(reasoning, Unusable):
        return _dropped(question_id, sample_id, reasoning)
    if len(reasoning) < least_length:
        return _dropped(question_id, sample_id, Unusable.SHORT_REASONING)
    if verdict is None:
        return _dropped(question_id, sample_id, Unusable.NOT_GRADED)
    said = Verdict(verdict["verdict"])
    if said in _BY_VERDICT:
        return _dropped(question_id, sample_id, _BY_VERDICT[said])
    if not _is_text(reasoning + row["solution"]):
        return _dropped(question_id, sample_id, Unusable.NOT_TEXT)
    return Sampled(
        question_id=question_id,
        sample_id=sample_id,
        reasoning=reasoning,
        solution=row["solution"],
        verdict=said,
        tests_passed=verdict["tests_passed"],
        tests_total=verdict["tests_total"],
        message=verdict["message"],
    )


def _dropped(question_id: str, sample_id: int, reason: Unusable) -> Dropped:
    return Dropped(question_id, str(sample_id), reason.name.lower())


def _is_text(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)
