"""From graded answers to those that can become a side of a pair, with a reason for every one that cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from lcbrb.bench.records import GENERATIONS, VERDICTS, key_of
from lcbrb.build.records import Dropped, Sampled
from lcbrb.contract import Verdict
from lcbrb.grading.extract import THINKING
from lcbrb.runs import read_rows

FAILING = (
    Verdict.WRONG_ANSWER,
    Verdict.RUNTIME_ERROR,
    Verdict.TIMEOUT,
    Verdict.MEMORY_LIMIT,
    Verdict.OUTPUT_LIMIT,
)
"""Verdicts that a flawed reasoning can lead to. Code that does not compile says nothing about its reasoning."""


class Unusable(StrEnum):
    """Why an answer cannot become a side of a pair."""

    NO_ANSWER = "no answer for outside reasons"
    NOT_GRADED = "not graded yet"
    INFRA_ERROR = "not graded for outside reasons"
    NO_REASONING = "does not begin with its reasoning between <think> and </think>"
    OPEN_REASONING = "its reasoning does not end"
    SHORT_REASONING = "its reasoning is shorter than the least"
    NOT_TEXT = "holds half a surrogate pair, which is no text"
    NO_CODE = "holds no code after its reasoning"
    TRUNCATED = "cut off before its code was complete"
    COMPILE_ERROR = "its code does not compile"
    TAMPERED = "its code tampers with the tests"
    DUPLICATE = "has the reasoning of an earlier answer"


_BY_VERDICT: Mapping[Verdict, Unusable] = {
    Verdict.NO_CODE: Unusable.NO_CODE,
    Verdict.TRUNCATED: Unusable.TRUNCATED,
    Verdict.COMPILE_ERROR: Unusable.COMPILE_ERROR,
    Verdict.TAMPERED: Unusable.TAMPERED,
    Verdict.INFRA_ERROR: Unusable.INFRA_ERROR,
}


def usable(samples: Path, least_length: int) -> Iterator[Sampled | Dropped]:
    """Go through the answers of a run folder, in the order of problems and sample numbers.

    Args:
        samples: a run folder of ``recode-bench run``.
        least_length: characters a reasoning must have.
    """
    verdicts = {key_of(row): row for row in read_rows(samples / VERDICTS)}
    # A server's answers come in another order every time; what is made of them must not depend on it.
    rows = sorted(read_rows(samples / GENERATIONS), key=lambda row: (row["task_id"], row["sample_id"]))
    seen: set[tuple[str, str]] = set()
    for row in rows:
        reasoning, reason = _reasoning(row, verdicts.get(key_of(row)), least_length)
        if reason is None and (row["task_id"], reasoning) in seen:
            reason = Unusable.DUPLICATE
        if reason is not None:
            yield Dropped(row["task_id"], str(row["sample_id"]), reason.name.lower())
            continue
        seen.add((row["task_id"], reasoning))
        yield _sampled(row, verdicts[key_of(row)], reasoning)


def split_reasoning(text: str) -> str | Unusable:
    """The reasoning that an answer begins with, without its marks."""
    stripped = text.lstrip()
    for opening, closing in THINKING:
        if stripped.startswith(opening):
            reasoning, closed, _ = stripped[len(opening) :].partition(closing)
            return reasoning.strip() if closed else Unusable.OPEN_REASONING
    return Unusable.NO_REASONING


def _reasoning(
    row: Mapping[str, Any], verdict: Mapping[str, Any] | None, least_length: int
) -> tuple[str, Unusable | None]:
    if row["infra_error"] is not None:
        return "", Unusable.NO_ANSWER
    found = split_reasoning(row["text"])
    if isinstance(found, Unusable):
        return "", found
    if len(found) < least_length:
        return "", Unusable.SHORT_REASONING
    if verdict is None:
        return "", Unusable.NOT_GRADED
    if (reason := _BY_VERDICT.get(Verdict(verdict["verdict"]))) is not None:
        return "", reason
    return found, None if _is_text(found + row["solution"]) else Unusable.NOT_TEXT


def _is_text(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _sampled(row: Mapping[str, Any], verdict: Mapping[str, Any], reasoning: str) -> Sampled:
    return Sampled(
        question_id=row["task_id"],
        sample_id=row["sample_id"],
        reasoning=reasoning,
        solution=row["solution"],
        verdict=Verdict(verdict["verdict"]),
        tests_passed=verdict["tests_passed"],
        tests_total=verdict["tests_total"],
        message=verdict["message"],
    )
