"""MATH-500, Minerva's OCWCourses, AIME 2024 and 2025: a statement and a reference answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lcbrb.contract import Problem, Protocol, TestCase
from lcbrb.errors import UserError
from lcbrb.grading.math import boxed
from lcbrb.problems.problem_set import ProblemSet
from lcbrb.problems.sources import RowFile, hub_file, local_file


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a benchmark's file is: its name in ``LCBRB_DATA/math``, and on the hub."""

    name: str
    repository: str
    filename: str
    problems: int
    tolerance: float = 0.0


MINERVA_TOLERANCE = 1e-4
"""Relative. Minerva's answers are measured quantities; QwenLM/Qwen2.5-Math, evaluation/grader.py, numeric_equal."""

_SOURCES = {
    "math500": _Source("math500_test.jsonl", "HuggingFaceH4/MATH-500", "test.jsonl", 500),
    "minerva": _Source("minerva_math_test.jsonl", "math-ai/minervamath", "test.jsonl", 272, MINERVA_TOLERANCE),
    "aime24": _Source("aime24.jsonl", "HuggingFaceH4/aime_2024", "data/train-00000-of-00001.parquet", 30),
    "aime25": _Source("aime25.jsonl", "math-ai/aime25", "test.jsonl", 30),
}
BENCHMARKS = tuple(_SOURCES)

_STATEMENT_FIELDS = ("problem", "question", "prompt")
_INSTRUCTION = "\nPlease reason step by step, and put your final answer within \\boxed{}."
"""What the AIME files of QwenLM/QwQ (eval/data) have at the end of every statement; prompts are made elsewhere."""


def load(benchmark: str, version: str | None = None, path: Path | None = None) -> ProblemSet:
    """The problems of one of BENCHMARKS.

    Args:
        benchmark: which.
        version: there are no releases to choose from; for messages alone.
        path: a file with the fields ``problem`` (or ``question``) and ``answer`` (or a ``solution`` that boxes it), in
            place of the benchmark's own.

    Raises:
        UserError: the file cannot be had, or a row does not fit.
    """
    if version is not None:
        raise UserError(f"{benchmark} has no releases; leave out --release {version}.")
    source = _SOURCES[benchmark]
    found = path or local_file("math", [source.name])
    file = RowFile(found or hub_file(source.repository, source.filename, f"math/{source.name}"))
    problems = ProblemSet(benchmark, "", _read_tests)
    for number, row in file:
        _answer(row, file.where(number))
        problems.add(_outline(benchmark, source, row, len(problems), file.where(number)), file, number)
    if path is None and len(problems) != source.problems:
        raise UserError(f"{file.path} has {len(problems)} problems, not {source.problems}: incomplete; fetch it again.")
    problems.version = f"{file.path.name} (MD5 {file.md5})"
    return problems


def _outline(benchmark: str, source: _Source, row: dict[str, Any], place: int, where: str) -> Problem:
    """A problem. MATH's own ids are used; the other sets have none that all their copies share, so places count."""
    statement = next((row[name] for name in _STATEMENT_FIELDS if isinstance(row.get(name), str)), "")
    if not statement.strip():
        raise UserError(f"{where}: there is no field 'problem' or 'question' with a statement.")
    own = row.get("unique_id")
    return Problem(
        question_id=own if isinstance(own, str) else f"{benchmark}/{place}",
        benchmark=benchmark,
        statement=statement.removesuffix(_INSTRUCTION).strip(),
        protocol=Protocol.MATH,
        tests=(),
        difficulty=f"level {row['level']}" if "level" in row else None,
        reference_solution=row["solution"] if isinstance(row.get("solution"), str) else None,
        tolerance=source.tolerance,
    )


def _answer(row: dict[str, Any], where: str) -> str:
    """The reference answer: its own field, or what the reference solution boxes."""
    answer = row.get("answer")
    if isinstance(answer, int | float | str) and str(answer).strip():
        return str(answer)
    solution = row.get("solution")
    found = boxed(solution) if isinstance(solution, str) else None
    if not found:
        raise UserError(f"{where}: there is no field 'answer', and no 'solution' with a \\boxed answer.")
    return found


def _read_tests(outline: Problem, row: dict[str, Any], where: str) -> tuple[TestCase, ...]:
    return (TestCase("", _answer(row, where)),)
