"""The problems of the packaged sets `mini` and `mini-train`: rows of `contract.Problem`, tests in the data encoding."""

from __future__ import annotations

import dataclasses
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from lcbrb.contract import Problem, TestCase, parse
from lcbrb.errors import UserError
from lcbrb.problems.problem_set import ProblemSet
from lcbrb.problems.sources import RowFile

BENCHMARKS = ("mini", "mini-train")


def load(benchmark: str, version: str | None = None, path: Path | None = None) -> ProblemSet:
    """The problems that the pairs of `mini`, or the triples of `mini-train`, are about. No network is needed.

    Args:
        benchmark: one of BENCHMARKS.
        version: the packaged release and nothing else, so that a result can insist on it.
        path: a file of the same form, in place of the packaged one.

    Raises:
        UserError: another version, a file that cannot be read, a row that does not fit.
    """
    with resources.as_file(path or _packaged(benchmark)) as local:
        file = RowFile(local)  # stays open, also where the installation is a zip file
    problems = ProblemSet(benchmark, "", _tests)
    releases = set()
    for number, row in file:
        problem = parse(Problem, row, file.where(number))
        if not problem.tests:
            raise UserError(f"{file.where(number)}: problem '{problem.question_id}' has no tests.")
        releases.add(problem.release)
        problems.add(dataclasses.replace(problem, tests=()), file, number)
    problems.version = path.name if path else ", ".join(sorted(str(release) for release in releases))
    if version not in (None, problems.version):
        raise UserError(f"There is no release '{version}' of {benchmark}; this installation holds {problems.version}.")
    return problems


def _packaged(benchmark: str) -> Traversable:
    packaged = resources.files("lcbrb.pairs") / "data" / f"{benchmark.replace('-', '_')}_problems.jsonl"
    if not packaged.is_file():
        raise UserError(f"The packaged problems of '{benchmark}' are missing from this installation; install it again.")
    return packaged


def _tests(outline: Problem, row: dict[str, Any], where: str) -> tuple[TestCase, ...]:
    return parse(Problem, row, where).tests
