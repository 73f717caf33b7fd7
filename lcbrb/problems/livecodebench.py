"""LiveCodeBench: the official files of ``livecodebench/code_generation_lite``, read directly.

Release release_vN is test.jsonl … testN.jsonl together. Hidden tests are a JSON text, or base64 of zlib of a pickled
JSON text, which is read by an unpickler that admits no globals, so that nothing in it can run.
"""

from __future__ import annotations

import base64
import dataclasses
import io
import json
import pickle
import re
import zlib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from lcbrb.contract import Comparison, Problem, Protocol, TestCase
from lcbrb.errors import UserError
from lcbrb.grading.encoding import encode
from lcbrb.problems.problem_set import ProblemSet
from lcbrb.problems.sources import RowFile, hub_file, list_field, local_file, text_field

REPOSITORY = "livecodebench/code_generation_lite"
DEFAULT_RELEASE = "release_v6"
TIME_LIMIT = 6.0
"""Seconds a test (lcb_runner/evaluation/testing_util.py, run_test)."""

_FILES = ("test.jsonl", "test2.jsonl", "test3.jsonl", "test4.jsonl", "test5.jsonl", "test6.jsonl")
_PROBLEMS = (400, 111, 101, 101, 167, 175)
_MOST_HIDDEN_BYTES = 1 << 31

COMPARISONS: Mapping[str, Comparison] = {
    "abc311_c": Comparison.DIRECTED_CYCLE,
    "abc326_d": Comparison.ABC_PUZZLE,
    "abc333_e": Comparison.POTIONS,
    "abc343_a": Comparison.WRONG_SUM,
    "abc343_e": Comparison.THREE_CUBES,
    "abc350_c": Comparison.SWAP_SORT,
    "abc362_c": Comparison.ZERO_SUM,
    "arc185_c": Comparison.TRIPLE_SUM,
    "3194": Comparison.ANY_ORDER,  # find-words-containing-character
    "3221": Comparison.ANY_ORDER,  # find-the-peaks
    "3453": Comparison.ANY_ORDER,  # generate-binary-strings-without-adjacent-zeros
}
"""Problems that accept more than one answer: LiveCodeBench's ERRATA.md, the statements' own rules.

ERRATA.md also lists abc327_b, whose answer is unique, and lists abc350_c as erroneous: its one test accepts one answer.
"""

TOLERANCES: Mapping[str, float] = {
    "abc314_e": 1e-5,
    "abc315_f": 1e-5,
    "abc319_c": 1e-8,
    "abc324_f": 1e-9,
    "abc327_e": 1e-6,
    "abc350_e": 1e-6,
    "abc374_d": 1e-6,
    "abc375_b": 1e-6,
    "abc385_f": 1e-9,
    "abc392_d": 1e-8,
    "3763": 1e-5,  # separate-squares-i
}
"""Problems with real-valued answers: the error that the statement accepts.

LiveCodeBench accepts none, so that it fails right solutions of these; what passes by them alone is marked, and
docs/parity.md has the list.
"""

KNOWN_FAULTS: Mapping[str, str] = {
    "abc337_e": "interactive: needs a judge program",
    "abc355_e": "interactive: needs a judge program",
    "3308": "a hidden test whose input is an empty string",  # apply-operations-to-make-string-empty
    "3363": "a hidden test outside the constraints",  # most-frequent-ids
    "arc189_a": "a hidden test with a wrong output",
}
"""Problems that ERRATA.md says cannot be solved as tested. They are graded as they stand; reports should name them."""


def load(
    release: str | None = None, start: date | None = None, end: date | None = None, path: Path | None = None
) -> ProblemSet:
    """LiveCodeBench's code generation problems.

    Args:
        release: "release_v1" … "release_v6", "release_latest", or as the official loader also names files: "v5",
            "v2_v4". Not for use with ``path``.
        start: no contest before this day.
        end: no contest after this day's midnight, as the official ``--end_date`` counts: an evening contest of the
            last day is out.
        path: a file of the official format, in place of a release.

    Raises:
        UserError: unknown release, no problem in the window, a file that cannot be had, a row that does not fit.
    """
    if path is not None and release is not None:
        raise UserError(f"--release {release} and a problems file ({path}) exclude each other.")
    release = release or DEFAULT_RELEASE
    numbers = _file_numbers(release) if path is None else [0]
    problems = ProblemSet("livecodebench", release if path is None else path.name, _read_tests)
    dates = []
    for number in numbers:
        file = RowFile(path) if path is not None else _official_file(number)
        rows = 0
        for row_number, row in file:
            rows += 1
            contest = _contest_date(row, file.where(row_number))
            dates.append(contest)
            if (start is None or _midnight(start) <= contest) and (end is None or contest <= _midnight(end)):
                outline = _outline(row, contest, f"release_v{number}" if number else None, file.where(row_number))
                problems.add(outline, file, row_number)
        if number and rows != _PROBLEMS[number - 1]:
            raise UserError(
                f"{file.path} has {rows} problems, not {_PROBLEMS[number - 1]}: incomplete; fetch it again."
            )
    if not problems:
        raise UserError(
            f"No problem of {problems.version} has a contest date from {start or 'the beginning'} to "
            f"{end or 'the end'}; they run from {min(dates):%Y-%m-%d} to {max(dates):%Y-%m-%d}."
        )
    return problems


def _file_numbers(release: str) -> list[int]:
    """The files of a version tag, as the data set's own loader resolves it (code_generation_lite.py)."""
    latest = len(_FILES)
    name = f"release_v{latest}" if release == "release_latest" else release
    match = re.fullmatch(r"release_v(\d)|v(\d)(?:_v(\d))?", name)
    if match is not None:
        first, last = (1, int(match[1])) if match[1] else (int(match[2]), int(match[3] or match[2]))
        if 1 <= first <= last <= latest:
            return list(range(first, last + 1))
    raise UserError(
        f"Unknown LiveCodeBench release '{release}'; choose release_v1 … release_v{latest}, release_latest, "
        "one file (v5) or a range of files (v2_v4)."
    )


def _official_file(number: int) -> RowFile:
    name = _FILES[number - 1]
    found = local_file("livecodebench/code_generation_lite", [name]) or local_file("code_generation_lite", [name])
    return RowFile(found or hub_file(REPOSITORY, name, f"livecodebench/code_generation_lite/{name}"))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _contest_date(row: dict[str, Any], where: str) -> datetime:
    text = text_field(row, "contest_date", where)
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)  # the official dates have none
    except ValueError:
        raise UserError(f"{where}: field 'contest_date' is not a date: {text[:40]!r}.") from None


def _outline(row: dict[str, Any], contest: datetime, release: str | None, where: str) -> Problem:
    question_id = text_field(row, "question_id", where)
    function = _metadata(row, where).get("func_name")
    public = list_field(row, "public_test_cases", where)
    if not public and text_field(row, "private_test_cases", where) in ("", "[]"):
        raise UserError(f"{where}: problem '{question_id}' has no tests.")
    problem = Problem(
        question_id=question_id,
        benchmark="livecodebench",
        statement=text_field(row, "question_content", where),
        protocol=Protocol.STDIO if function is None else Protocol.FUNCTION,
        tests=(),
        starter_code=text_field(row, "starter_code", where),
        entry_point=function,
        difficulty=text_field(row, "difficulty", where),
        platform=text_field(row, "platform", where),
        contest_date=contest.date(),
        release=release,
        comparison=COMPARISONS.get(question_id),
        time_limit=TIME_LIMIT,
    )
    if question_id in TOLERANCES:
        close = Comparison.CLOSE_LINES if function is None else Comparison.CLOSE_VALUE
        return dataclasses.replace(problem, comparison=close, tolerance=TOLERANCES[question_id])
    return problem


def _metadata(row: dict[str, Any], where: str) -> dict[str, Any]:
    try:
        metadata = json.loads(text_field(row, "metadata", where))
    except (ValueError, RecursionError):
        metadata = None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("func_name", ""), str):
        raise UserError(f"{where}: field 'metadata' is not a JSON object with a 'func_name' of text.")
    return metadata


def _read_tests(outline: Problem, row: dict[str, Any], where: str) -> tuple[TestCase, ...]:
    tests = list_field(row, "public_test_cases", where)
    tests = tests + hidden_tests(text_field(row, "private_test_cases", where), where)
    try:
        pairs = [(test["input"], test["output"]) for test in tests]
        if any(not isinstance(text, str) for pair in pairs for text in pair):
            raise TypeError
    except (TypeError, KeyError):
        raise UserError(
            f"{where}: a test of problem '{outline.question_id}' lacks 'input' or 'output', or one is no text."
        ) from None
    if outline.protocol is Protocol.STDIO:
        return tuple(TestCase(*pair) for pair in pairs)
    try:
        return tuple(_function_test(*pair) for pair in pairs)
    except (ValueError, ArithmeticError, RecursionError):
        raise UserError(f"{where}: a test of problem '{outline.question_id}' is not JSON.") from None


def hidden_tests(text: str, where: str) -> list[Any]:
    """Decode ``private_test_cases``.

    Raises:
        UserError: the text is damaged, or a pickle of something else than a text.
    """
    if text.lstrip()[:1] in ("[", ""):
        content: Any = text or "[]"
    else:
        try:
            unpacker = zlib.decompressobj()
            unpacked = unpacker.decompress(base64.b64decode(text, validate=True), _MOST_HIDDEN_BYTES)
            if not unpacker.eof:
                raise ValueError
            content = _TextUnpickler(io.BytesIO(unpacked)).load()
        except (ValueError, zlib.error, pickle.UnpicklingError, EOFError, IndexError, KeyError, AttributeError):
            raise UserError(f"{where}: field 'private_test_cases' is damaged; fetch the file again.") from None
    try:
        tests = json.loads(content)
    except (TypeError, ValueError, RecursionError):
        tests = None
    if not isinstance(tests, list):
        raise UserError(f"{where}: field 'private_test_cases' does not hold a list of tests.")
    return tests


class _TextUnpickler(pickle.Unpickler):
    """Reads plain data alone: a pickle cannot name anything to call."""

    def find_class(self, module: str, name: str) -> NoReturn:
        raise pickle.UnpicklingError(f"{module}.{name} is not data")


def _function_test(input_text: str, output_text: str) -> TestCase:
    """One argument a line, as JSON (lcb_runner/evaluation/testing_util.py, grade_call_based)."""
    return TestCase(encode([_parse(line) for line in input_text.split("\n")]), encode(_parse(output_text)))


def _integer(digits: str) -> int:
    """Integers of more digits than int() takes from a text."""
    return int(digits) if len(digits) < 4000 else int(Decimal(digits))


_parse = json.JSONDecoder(parse_int=_integer).decode
