"""The problems of the packaged pair set `mini`: rows of `contract.Problem`, tests in the data encoding."""

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


def load(version: str | None = None, path: Path | None = None) -> ProblemSet:
    """The problems that the pairs of `mini` are about. No network is needed.

    Args:
        version: the packaged release and nothing else, so that a result can insist on it.
        path: a file of the same form, in place of the packaged one.

    Raises:
        UserError: another version, a file that cannot be read, a row that does not fit.
    """
    with resources.as_file(path or _packaged()) as local:
        file = RowFile(local)  # stays open, also where the installation is a zip file
    problems = ProblemSet("mini", "", _tests)
    releases = set()
    for number, row in file:
        problem = parse(Problem, row, file.where(number))
        if not problem.tests:
            raise UserError(f"{file.where(number)}: problem '{problem.question_id}' has no tests.")
        releases.add(problem.release)
        problems.add(dataclasses.replace(problem, tests=()), file, number)
    problems.version = path.name if path else ", ".join(sorted(str(release) for release in releases))
    if version not in (None, problems.version):
        raise UserError(f"There is no release '{version}' of mini; this installation holds {problems.version}.")
    return problems


def _packaged() -> Traversable:
    packaged = resources.files("lcbrb.pairs") / "data" / "mini_problems.jsonl"
    if not packaged.is_file():
        raise UserError("The packaged problems of 'mini' are missing from this installation; install it again.")
    return packaged


def _tests(outline: Problem, row: dict[str, Any], where: str) -> tuple[TestCase, ...]:
    return parse(Problem, row, where).tests
