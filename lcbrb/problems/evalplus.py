"""What HumanEval(+) and MBPP(+) share: how they are opened, and the files of EvalPlus's releases.

A row has ``task_id, prompt, entry_point, canonical_solution, base_input, plus_input, atol``. It holds no expected
outputs: the reference solution, ``prompt + canonical_solution``, gives them (evalplus/evaluate.py, get_groundtruth).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lcbrb.contract import Comparison, Problem, Protocol, TestCase
from lcbrb.errors import UserError
from lcbrb.grading.encoding import encode
from lcbrb.problems.problem_set import ProblemSet, TestReader
from lcbrb.problems.sources import RowFile, local_file, text_field

KNOWN_FILES = {
    "84f4b93a1270b492e4c54d5212da7a5b": "HumanEvalPlus v0.1.9",
    "fe585eb4df8c88d844eeb463ea4d0302": "HumanEvalPlus v0.1.10",
    "401e75ad986361dccc7afecb4121e295": "HumanEvalPlus v0.1.10-Mini",
    "ebe95df0d5220f00cedd6f4bddea35e4": "MbppPlus v0.1.0",
    "ee43ecabebf20deef4bb776a405ac5b1": "MbppPlus v0.2.0",
    "85d8d7a406c0686e80353e676189bfee": "MbppPlus v0.2.0-NoExtreme",
}
"""Released files by the MD5 of their unpacked content, which EvalPlus writes into its results as ``hash``."""


def find_file(name: str, version: str) -> Path:
    """The file of a release, from ``LCBRB_DATA`` or through evalplus's own download and cache.

    Args:
        name: "HumanEvalPlus" or "MbppPlus".
        version: such as "v0.1.10", "v0.1.10-Mini" or "v0.2.0-NoExtreme".

    Raises:
        UserError: the file cannot be had.
    """
    release, _, variant = version.partition("-")
    if variant not in ("", "Mini", "NoExtreme"):
        raise UserError(f"Unknown variant of {name} '{version}'; a version may end in -Mini or -NoExtreme.")
    suffix = f"-{variant}" if variant else ""
    names = [f"{release}-{name}{suffix}.jsonl", f"{name}{suffix}-{release}.jsonl"]
    found = local_file("evalplus", names)
    return found or _through_evalplus(name, release, variant)


def _through_evalplus(name: str, release: str, variant: str) -> Path:
    try:
        from evalplus.data.utils import get_dataset_metadata, make_cache
    except ImportError:
        raise UserError(
            f"{name} {release} is not at hand: set LCBRB_DATA to a folder with evalplus/{release}-{name}.jsonl.gz, "
            "give the file with --problems, or install evalplus to download it."
        ) from None
    try:
        url, path = get_dataset_metadata(name, release, mini=variant == "Mini", noextreme=variant == "NoExtreme")
        make_cache(url, path)
    except (AssertionError, OSError) as error:
        raise UserError(
            f"evalplus could not download {name} {release} ({type(error).__name__}); check the version and the "
            "network, or give the file with --problems."
        ) from None
    return Path(path)


@dataclass(frozen=True, slots=True)
class Family:
    """What tells HumanEval and MBPP apart.

    Attributes:
        benchmark: the name without EvalPlus's tests; with them, it ends in "+".
        others: how the task ids of the other family begin.
        released: EvalPlus's name of the files.
        version: the release in use unless one is named.
        comparison: the rule of an entry point.
        original_outline: a problem, without tests, from a row of the benchmark's own file and where it stands.
        original_tests: the tests of such a row.
        deserialize: turns a task's arguments as EvalPlus's JSON holds them into what the program takes.
    """

    benchmark: str
    others: str
    released: str
    version: str
    comparison: Callable[[str], Comparison]
    original_outline: Callable[[dict[str, Any], str], Problem]
    original_tests: TestReader
    deserialize: Callable[[str, list[Any]], list[Any]] = lambda _, arguments: arguments


def load(family: Family, plus: bool, version: str | None = None, path: Path | None = None) -> ProblemSet:
    """A release of EvalPlus, with its own tests (``plus``) or the base tests alone; or a file in place of a release.

    Args:
        family: HumanEval or MBPP.
        plus: whether EvalPlus's own tests follow the base tests.
        version: a release of EvalPlus, such as "v0.1.9", "v0.1.10-Mini" or "v0.2.0-NoExtreme".
        path: a file of EvalPlus's format, or without ``plus`` of the benchmark's own, in place of a release.

    Raises:
        UserError: the file cannot be had, or a row does not fit.
    """
    version = version or family.version
    file = RowFile(path or find_file(family.released, version))
    number, first_row = next(iter(file))
    if str(first_row.get("task_id")).startswith(family.others):
        raise UserError(f"{file.where(number)}: '{first_row['task_id']}' is no problem of {family.benchmark}.")
    if "base_input" in first_row:
        problems = _load_release(family, file, plus)
    elif plus:
        raise UserError(
            f"{file.path} has no EvalPlus inputs; use --benchmark {family.benchmark}, or a {family.released} file."
        )
    else:
        problems = _load_original(family, file)
    problems.version = KNOWN_FILES.get(file.md5, f"{file.path.name} (MD5 {file.md5})")
    released = f"{family.released} {version}"
    if path is None and released in KNOWN_FILES.values() and released != problems.version:
        raise UserError(
            f"{file.path} is not {released} as it was released: incomplete or edited; "
            "fetch it again, or give it with --problems."
        )
    return problems


def _load_original(family: Family, file: RowFile) -> ProblemSet:
    problems = ProblemSet(family.benchmark, "", family.original_tests)
    for number, row in file:
        problems.add(family.original_outline(row, file.where(number)), file, number)
    return problems


def _load_release(family: Family, file: RowFile, plus: bool) -> ProblemSet:
    def read_tests(outline: Problem, row: Mapping[str, Any], where: str) -> tuple[TestCase, ...]:
        inputs = [(arguments, False) for arguments in _inputs(row, "base_input", where)]
        if plus:
            inputs += [(arguments, True) for arguments in _inputs(row, "plus_input", where)]
        try:
            return tuple(
                TestCase(encode(list(family.deserialize(outline.question_id, arguments))), None, is_plus)
                for arguments, is_plus in inputs
            )
        except (ValueError, TypeError, IndexError, AttributeError):
            raise UserError(
                f"{where}: the inputs of '{outline.question_id}' are not as EvalPlus has them for this task."
            ) from None

    problems = ProblemSet(family.benchmark + "+" * plus, "", read_tests)
    for number, row in file:
        where = file.where(number)
        outline = _outline(problems.benchmark, row, family.comparison, where)
        if not _inputs(row, "base_input", where) or (plus and "plus_input" not in row):
            raise UserError(f"{where}: problem '{outline.question_id}' has no tests.")
        problems.add(outline, file, number)
    return problems


def _outline(benchmark: str, row: dict[str, Any], comparison: Callable[[str], Comparison], where: str) -> Problem:
    prompt, entry_point = text_field(row, "prompt", where), text_field(row, "entry_point", where)
    tolerance = row.get("atol")
    if not isinstance(tolerance, int | float):
        raise UserError(f"{where}: field 'atol' is not a number; is this a file of an EvalPlus release?")
    return Problem(
        question_id=text_field(row, "task_id", where),
        benchmark=benchmark,
        statement=prompt,
        protocol=Protocol.FUNCTION,
        tests=(),
        entry_point=entry_point,
        reference_solution=prompt + text_field(row, "canonical_solution", where),
        comparison=comparison(entry_point),
        tolerance=float(tolerance),
        completion_prefix=prompt,
    )


def _inputs(row: Mapping[str, Any], name: str, where: str) -> list[list[Any]]:
    inputs = row.get(name)
    if inputs == {}:  # Mbpp/793 of v0.1.0 and v0.2.0 has no plus inputs
        return []
    if not isinstance(inputs, list) or any(not isinstance(arguments, list) for arguments in inputs):
        raise UserError(f"{where}: field '{name}' is not a list of argument lists; is this a file of EvalPlus?")
    return inputs
