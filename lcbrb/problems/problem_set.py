"""A benchmark's problems: what a prompt needs is in memory, tests are read from the file when they are needed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from lcbrb.contract import Problem, TestCase
from lcbrb.errors import UserError
from lcbrb.problems.sources import RowFile

TestReader: TypeAlias = Callable[[Problem, dict[str, Any], str], tuple[TestCase, ...]]
"""Builds a problem's tests from its outline and row; the text says where the row stands."""


@dataclass(frozen=True, slots=True)
class _Entry:
    outline: Problem
    file: RowFile
    number: int


class ProblemSet(Mapping[str, Problem]):
    """Problems by id, in the order of the official files.

    ``problems[question_id]`` reads the tests from disk each time: keep the record only while it is needed.
    ``outline`` gives the same record without tests at no cost.
    """

    def __init__(self, benchmark: str, version: str, read_tests: TestReader) -> None:
        self.benchmark = benchmark
        self.version = version
        """What the data are, for results: a release and, where known, the revision they came from."""
        self._read_tests = read_tests
        self._entries: dict[str, _Entry] = {}
        self._files: list[RowFile] = []

    def add(self, outline: Problem, file: RowFile, number: int) -> None:
        """Append a problem.

        Raises:
            UserError: there is one of that id.
        """
        first = self._entries.get(outline.question_id)
        if first is not None:
            raise UserError(
                f"{file.where(number)}: problem '{outline.question_id}' stands in {first.file.where(first.number)} too."
            )
        self._entries[outline.question_id] = _Entry(outline, file, number)
        if file not in self._files:
            self._files.append(file)

    @property
    def md5(self) -> str:
        """Of the unpacked files; for one EvalPlus file the ``hash`` that EvalPlus writes into its results."""
        return "+".join(file.md5 for file in self._files)

    def outline(self, question_id: str) -> Problem:
        """A problem without its tests.

        Raises:
            KeyError: there is none of that id.
        """
        return self._entries[question_id].outline

    def official_row(self, question_id: str) -> dict[str, Any]:
        """The row of the benchmark's file that a problem was made from.

        Raises:
            KeyError: there is none of that id.
        """
        entry = self._entries[question_id]
        return entry.file.read(entry.number)

    def outlines(self) -> Iterator[Problem]:
        """All problems without their tests."""
        return (entry.outline for entry in self._entries.values())

    def __getitem__(self, question_id: str) -> Problem:
        """A problem with its tests.

        Raises:
            KeyError: there is none of that id.
            UserError: its tests cannot be read.
        """
        entry = self._entries[question_id]
        row, where = entry.file.read(entry.number), entry.file.where(entry.number)
        tests = self._read_tests(entry.outline, row, where)
        if not tests and entry.outline.test_code is None:
            raise UserError(f"{where}: problem '{question_id}' has no tests.")
        return dataclasses.replace(entry.outline, tests=tests)

    def __contains__(self, question_id: object) -> bool:
        return question_id in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
