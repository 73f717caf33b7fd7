"""BigCodeBench: full (1,140 tasks) and hard (148), complete and instruct prompts."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from lcbrb.contract import Problem, Protocol, TestCase
from lcbrb.errors import UserError
from lcbrb.problems.problem_set import ProblemSet
from lcbrb.problems.sources import RowFile, hub_file, local_file, text_field

DEFAULT_VERSION = "v0.1.4"
"""The version that bigcodebench 0.2 uses (bigcodebench/data/bigcodebench.py)."""
TIME_LIMIT = 240.0
"""Seconds for all tests of a task (bigcodebench/eval/utils.py, TIMEOUT_LIMIT)."""

_TASKS = {"full": 1140, "hard": 148}


class Split(StrEnum):
    """What the model is shown: a signature with a docstring, or an instruction in plain words."""

    COMPLETE = "complete"
    INSTRUCT = "instruct"


def load(
    hard: bool = False, split: Split = Split.COMPLETE, version: str | None = None, path: Path | None = None
) -> ProblemSet:
    """BigCodeBench's tasks.

    Args:
        hard: the 148 tasks of BigCodeBench-Hard.
        split: which prompt becomes the statement. Completions always continue the complete prompt.
        version: such as "v0.1.4".
        path: a file of the official row format, in place of a version.

    Raises:
        UserError: the file cannot be had, or a row does not fit.
    """
    subset = "hard" if hard else "full"
    version = version or DEFAULT_VERSION
    file = RowFile(path or _official_file(subset, version))
    problems = ProblemSet("bigcodebench-hard" if hard else "bigcodebench", "", _no_tests)
    for number, row in file:
        problems.add(_outline(row, problems.benchmark, split, file.where(number)), file, number)
    if path is None and len(problems) != _TASKS[subset]:
        raise UserError(f"{file.path} has {len(problems)} tasks, not {_TASKS[subset]}: incomplete; fetch it again.")
    problems.version = version if path is None else f"{path.name} (MD5 {file.md5})"
    return problems


def _official_file(subset: str, version: str) -> Path:
    cache_name = f"BigCodeBench-{version}.jsonl" if subset == "full" else f"BigCodeBench-Hard-{version}.jsonl"
    names = [f"BigCodeBench-{subset}-{version}.jsonl", cache_name]
    repository = "bigcode/bigcodebench" if subset == "full" else "bigcode/bigcodebench-hard"
    found = local_file("bigcodebench", names)
    return found or hub_file(repository, f"data/{version}-00000-of-00001.parquet", f"bigcodebench/{names[0]}")


def _outline(row: dict[str, Any], benchmark: str, split: Split, where: str) -> Problem:
    question_id, complete = text_field(row, "task_id", where), text_field(row, "complete_prompt", where)
    test_code = text_field(row, "test", where)
    if "class TestCases" not in test_code:
        raise UserError(f"{where}: problem '{question_id}' has no tests: its 'test' has no class TestCases.")
    return Problem(
        question_id=question_id,
        benchmark=benchmark,
        statement=complete if split is Split.COMPLETE else text_field(row, "instruct_prompt", where),
        protocol=Protocol.UNITTEST,
        tests=(),
        starter_code=text_field(row, "code_prompt", where),
        entry_point=text_field(row, "entry_point", where),
        reference_solution=complete + "\n" + text_field(row, "canonical_solution", where),
        completion_prefix=complete,
        preamble=text_field(row, "code_prompt", where) + "\n    pass\n",
        test_code=test_code,
        libraries=_libraries(row, where),
        time_limit=TIME_LIMIT,
    )


def _libraries(row: dict[str, Any], where: str) -> tuple[str, ...]:
    """The hub's file holds them as the text of a Python list."""
    libraries = row.get("libs", [])
    try:
        names = ast.literal_eval(libraries) if isinstance(libraries, str) else libraries
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        names = None
    if not isinstance(names, list):
        raise UserError(f"{where}: field 'libs' is not a list of library names.")
    return tuple(str(name) for name in names)


def _no_tests(outline: Problem, row: Mapping[str, Any], where: str) -> tuple[TestCase, ...]:
    """The tests are ``test_code``."""
    return ()
