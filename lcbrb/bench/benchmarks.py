"""Which problems a run is about: from ``--benchmarks`` and its companions to problem sets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from lcbrb import problems
from lcbrb.contract import Problem
from lcbrb.errors import InfraError, UserError
from lcbrb.grading.run import check_references
from lcbrb.grading.unittests.environment import Environment, bigcodebench_environment
from lcbrb.grading.unittests.modes import Check, Grading
from lcbrb.grading.worker import Settings
from lcbrb.problems import BENCHMARKS, ProblemSet, Split

PAPER = "paper"
PAPER_BENCHMARKS = ("humaneval+", "mbpp+", "livecodebench", "bigcodebench", "bigcodebench-hard")
PAPER_RELEASE = "release_v5"
PAPER_START, PAPER_END = date(2024, 10, 1), date(2025, 2, 1)
"""The one window of release_v5 with the paper's 41 easy, 53 medium and 72 hard problems."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The problems of a run. ``release`` and the dates are LiveCodeBench's, ``split`` is BigCodeBench's."""

    benchmarks: tuple[str, ...]
    release: str | None = None
    start: date | None = None
    end: date | None = None
    split: Split = Split.COMPLETE
    limit: int | None = None
    """Problems of each benchmark at most, its first ones."""
    files: Mapping[str, Path] = field(default_factory=dict)
    """By benchmark: problems in the official format, in place of the official file."""

    def to_json(self) -> dict[str, Any]:
        """For a manifest. Where files lie decides no figure: their content is hashed when they are loaded."""
        return {
            "benchmarks": list(self.benchmarks),
            "release": self.release,
            "start_date": self.start.isoformat() if self.start else None,
            "end_date": self.end.isoformat() if self.end else None,
            "split": self.split.value,
            "limit": self.limit,
        }

    @staticmethod
    def from_json(identity: Mapping[str, Any], files: Mapping[str, Path]) -> Selection:
        """Read it back from a manifest's identity."""
        days = [identity.get(name) for name in ("start_date", "end_date")]
        start, end = (date.fromisoformat(day) if day else None for day in days)
        split, limit = Split(identity["split"]), identity.get("limit")
        return Selection(tuple(identity["benchmarks"]), identity.get("release"), start, end, split, limit, files)


def select(
    names: str,
    *,
    release: str | None = None,
    start: date | None = None,
    end: date | None = None,
    hard: bool = False,
    split: Split = Split.COMPLETE,
    limit: int | None = None,
    files: Sequence[str] = (),
) -> Selection:
    """Read ``--benchmarks``: ``paper``, or names separated by commas.

    Args:
        names: as the person wrote them.
        release: LiveCodeBench's.
        start: LiveCodeBench's: no contest before this day.
        end: LiveCodeBench's: no contest after this day's midnight.
        hard: ``bigcodebench`` means its hard subset.
        split: BigCodeBench's prompts.
        limit: problems of each benchmark at most.
        files: ``BENCHMARK=FILE`` for problems in place of the official ones.

    Raises:
        UserError: an unknown or repeated name, or a setting that fits none of the benchmarks.
    """
    dated = release is not None or start is not None or end is not None
    if names.strip() == PAPER:
        if dated or hard or files or split is not Split.COMPLETE:
            raise UserError(
                f"--benchmarks {PAPER} fixes release, dates, subset, split and problems to the paper's; "
                "leave those settings out, or name the benchmarks."
            )
        return Selection(PAPER_BENCHMARKS, PAPER_RELEASE, PAPER_START, PAPER_END, Split.COMPLETE, limit)
    chosen = [name.strip().lower() for name in names.split(",") if name.strip()]
    if hard:
        chosen = ["bigcodebench-hard" if name == "bigcodebench" else name for name in chosen]
    for number, name in enumerate(chosen):
        if name not in BENCHMARKS:
            raise UserError(f"Unknown benchmark '{name}'; choose {PAPER}, or among {', '.join(BENCHMARKS)}.")
        if name in chosen[:number]:
            raise UserError(f"Benchmark '{name}' is named twice in --benchmarks.")
    for name in chosen:
        if f"{name}+" in chosen:
            raise UserError(f"{name}+ gives the verdicts of {name}'s own tests too; name {name}+ alone.")
    if not chosen:
        raise UserError(f"--benchmarks names none; choose {PAPER}, or among {', '.join(BENCHMARKS)}.")
    if dated and "livecodebench" not in chosen:
        raise UserError(
            "--release, --start-date and --end-date are for livecodebench, which is not among --benchmarks."
        )
    if (hard or split is not Split.COMPLETE) and not any(name.startswith("bigcodebench") for name in chosen):
        raise UserError("--subset and --split are for bigcodebench, which is not among --benchmarks.")
    return Selection(tuple(chosen), release, start, end, split, limit, problem_files(files, chosen))


def problem_files(entries: Sequence[str], benchmarks: Sequence[str]) -> dict[str, Path]:
    """Read ``--problems BENCHMARK=FILE``.

    Raises:
        UserError: another form, or a benchmark that is not among ``benchmarks``.
    """
    files = {}
    for entry in entries:
        name, equals, path = entry.partition("=")
        if not equals or not path or name not in benchmarks:
            raise UserError(
                f"--problems {entry}: write BENCHMARK=FILE with one of the run's benchmarks ({', '.join(benchmarks)})."
            )
        files[name] = Path(path)
    return files


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A loaded benchmark: its problem set, and those of its problems that the run takes, without their tests."""

    problems: ProblemSet
    outlines: Sequence[Problem]
    checks: Mapping[str, Check] = field(default_factory=dict)
    """Of unittest problems: what their reference solutions do here, and so how they are graded."""
    dropped: tuple[str, ...] = ()
    """Problems that do not count, because their own reference fails here."""

    def problem(self, question_id: str) -> Problem:
        """A problem with its tests, as it is graded.

        Raises:
            UserError: its tests cannot be read.
        """
        found = self.problems[question_id]
        check = self.checks.get(question_id)
        return found if check is None else check.apply(found)

    @property
    def name(self) -> str:
        """One of BENCHMARKS."""
        return self.problems.benchmark

    def describe(self) -> dict[str, Any]:
        """What the data are, for a manifest."""
        described = {"version": self.problems.version, "md5": self.problems.md5, "problems": len(self.outlines)}
        return described | ({"dropped": list(self.dropped)} if self.dropped else {})


def load(selection: Selection) -> tuple[Benchmark, ...]:
    """Load the selected problems.

    Raises:
        UserError: data that cannot be had.
    """
    return tuple(_load(selection, name) for name in selection.benchmarks)


def _load(selection: Selection, name: str) -> Benchmark:
    file = selection.files.get(name)
    if name == "livecodebench":
        window = selection.start, selection.end
        found = problems.load(name, path=file, version=selection.release, start=window[0], end=window[1])
    else:
        found = problems.load(name, path=file, split=selection.split)
    outlines = tuple(islice(found.outlines(), selection.limit))
    return Benchmark(found, outlines)


def load_again(manifest: Mapping[str, Any]) -> tuple[Benchmark, ...]:
    """Load the problems of a run by its manifest.

    Raises:
        UserError: data that cannot be had, or that are not those of the run.
    """
    identity = manifest["identity"]
    files = {name: Path(path) for name, path in manifest["environment"]["problem_files"].items()}
    loaded = load(Selection.from_json(identity, files))
    for benchmark in loaded:
        if benchmark.problems.md5 != identity["problems"][benchmark.name]["md5"]:
            raise UserError(f"The problems of {benchmark.name} have changed since the run asked about them.")
    return loaded


def environment_of(benchmarks: Iterable[Benchmark], python: Path | None = None) -> Environment | None:
    """Where unittest problems run: BigCodeBench's need its libraries, in an environment of its own or of ``python``.

    Raises:
        UserError: it cannot be had.
    """
    if not any(benchmark.name.startswith("bigcodebench") for benchmark in benchmarks):
        return None
    return bigcodebench_environment(python)


def checked(benchmark: Benchmark, settings: Settings, grade: Grading) -> Benchmark:
    """``benchmark`` without the unittest problems whose own reference solution fails here, which can prove nothing.

    Raises:
        InfraError: a reference solution could not be run.
        UserError: what was found cannot be kept.
    """
    names = [outline.question_id for outline in benchmark.outlines]
    checks = check_references(benchmark.problems, names, settings, grade)
    undecided = next((check for check in checks.values() if check.undecided), None)
    if undecided is not None:
        raise InfraError(
            f"The reference solution of {undecided.task_id} could not be run: {undecided.reason} Repeat the command."
        )
    dropped = tuple(name for name, check in checks.items() if check.is_dropped)
    outlines = tuple(outline for outline in benchmark.outlines if outline.question_id not in dropped)
    return Benchmark(benchmark.problems, outlines, checks, dropped)
