"""Checks a finished policy run: does what the folder says still follow from what it holds?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lcbrb.bench import answers
from lcbrb.bench.benchmarks import Benchmark, Selection, checked, environment_of, load
from lcbrb.bench.grader import Grader, Grading
from lcbrb.bench.plan import Job, make_plan
from lcbrb.bench.prompts import PromptStyle, ThinkFormat, digest
from lcbrb.bench.records import GENERATIONS, VERDICTS, Graded, Key, key_of
from lcbrb.bench.report import REPORT, build_report
from lcbrb.bench.table import read_run
from lcbrb.contract import Outcome, Sample, Verdict
from lcbrb.grading.run import grade_on
from lcbrb.grading.worker import Settings, Work
from lcbrb.models.base import FinishReason, Generation
from lcbrb.runs import environment, read_rows


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as the folder says."""

    where: str
    found: str
    """In the folder."""
    now: str
    """As it comes out here."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of a check. ``notes`` are changes that need not matter, such as versions."""

    regraded: int
    differences: Sequence[Difference]
    notes: Sequence[str]


def verify_run(
    folder: Path,
    workers: int | None = None,
    sandbox: str = "auto",
    allow_unsafe_execution: bool = False,
    bigcodebench_python: Path | None = None,
) -> Verification:
    """Load the problems again, ask for the same prompts, read the programs out of the texts, grade them, and report.

    The texts themselves are taken as they are: no model is run.

    Raises:
        UserError: it is no folder of a policy run, or its problems cannot be had.
        InfraError: grading broke down.
    """
    from lcbrb.sandbox.levels import choose

    run = read_run(folder)
    level = choose(sandbox, allow_unsafe_execution)
    files = {name: Path(path) for name, path in run.manifest["environment"]["problem_files"].items()}
    loaded = load(Selection.from_json(run.identity, files))
    settings = Settings(level, allow_unsafe_execution, environment=environment_of(loaded, bigcodebench_python))

    def grade(work: Iterable[Work | None]) -> Iterator[tuple[Sample, Outcome]]:
        return grade_on(work, settings, workers, None)

    benchmarks = {benchmark.name: checked(benchmark, settings, grade) for benchmark in loaded}
    texts = _Texts(run.identity, benchmarks, tuple(read_rows(folder / GENERATIONS)))
    differences = [*texts.data(), *texts.rows()]
    regraded = _regraded(texts, grade)
    differences += _verdicts(folder, regraded)
    differences += _report(folder, build_report(run))
    notes = _changed_versions(run.manifest["environment"]["versions"], environment()["versions"])
    if run.identity["sandbox"] != level.value:
        notes.append(f"The run was graded at sandbox level {run.identity['sandbox']}, this check at {level.value}.")
    return Verification(len(regraded), differences, notes)


@dataclass
class _Texts:
    """A run folder's texts beside its problems as they are loaded here."""

    identity: Mapping[str, Any]
    benchmarks: Mapping[str, Benchmark]
    generations: Sequence[dict[str, Any]]

    def __post_init__(self) -> None:
        self.style, self.think = PromptStyle(self.identity["prompts"]), ThinkFormat(self.identity["think_format"])
        plan = make_plan(
            self.benchmarks.values(), self.identity["samples"], self.identity["seed"], self.style, self.think
        )
        self.jobs: Mapping[Key, Job] = {job.key: job for job in plan}

    def data(self) -> Iterator[Difference]:
        """Are these the problems of the run?"""
        for name, benchmark in self.benchmarks.items():
            described = self.identity["problems"][name]
            for field in ("version", "md5", "problems", "dropped"):
                found, now = described.get(field), benchmark.describe().get(field)
                if found != now:
                    yield Difference(f"{name}: {field} of the problems", str(found), str(now))

    def rows(self) -> Iterator[Difference]:
        """Is every row there once, for the prompt it says, with the program its text holds?"""
        seen: set[Key] = set()
        for row in self.generations:
            key = key_of(row)
            job = self.jobs.get(key)
            if job is None or key in seen:
                yield Difference(_named(key), "a row", "a second row" if key in seen else "no such sample in the plan")
                continue
            seen.add(key)
            if row["prompt_sha256"] != digest(job.request).hex():
                yield Difference(f"{_named(key)}: prompt", row["prompt_sha256"], digest(job.request).hex())
            if row["infra_error"] is None and (row["solution"], row["verdict"]) != self.solution(row):
                yield Difference(f"{_named(key)}: program in the text", _program(row), "another one, or none")
        for key in self.jobs.keys() - seen:
            yield Difference(_named(key), "no answer", "planned")

    def solution(self, row: Mapping[str, Any]) -> tuple[str | None, str | None]:
        """The program in a row's text, or the verdict in its place."""
        generation = Generation(row["text"], FinishReason(row["finish_reason"]), None, None)
        problem = self.jobs[key_of(dict(row))].problem
        found = answers.read(problem, generation, self.style, self.think)
        return found.code, found.verdict.value if found.verdict else None


def _regraded(texts: _Texts, grade: Grading) -> dict[Key, tuple[str, str]]:
    """Verdict and base verdict of every answer, graded again."""
    found: dict[Key, tuple[str, str]] = {}

    def take(graded: Graded) -> None:
        found[graded.key] = graded.outcome.verdict.value, graded.outcome.base_verdict.value

    with Grader(grade, lambda key: texts.benchmarks[key[0]].problem(key[1]), take) as grader:
        for row in texts.generations:
            if row["infra_error"] is not None or key_of(row) not in texts.jobs:
                continue
            code, verdict = texts.solution(row)
            if code is not None:
                grader.give(key_of(row), code)
            elif verdict is not None:
                found[key_of(row)] = verdict, verdict
        grader.finish()
    return found


def _verdicts(folder: Path, regraded: Mapping[Key, tuple[str, str]]) -> Iterator[Difference]:
    written: dict[Key, tuple[str, str]] = {}
    for row in read_rows(folder / VERDICTS):
        if key_of(row) in written:
            yield Difference(f"{_named(key_of(row))}: verdict", "two rows", "one")
        written[key_of(row)] = row["verdict"], row["base_verdict"]
    for key in written.keys() | regraded.keys():
        before, now = written.get(key), regraded.get(key)
        if before != now:
            yield Difference(f"{_named(key)}: verdict", _verdict(before), _verdict(now))


def _report(folder: Path, rebuilt: Mapping[str, Any]) -> Iterator[Difference]:
    path = folder / REPORT
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        yield Difference(REPORT, "missing or not JSON", "can be made again with `recode-bench report`")
        return
    if written == json.loads(json.dumps(rebuilt)):
        return
    for name, figures in rebuilt["benchmarks"].items():
        before = written.get("benchmarks", {}).get(name, {}).get("pass@1")
        if before != figures["pass@1"]:
            yield Difference(f"{REPORT}: {name} pass@1", str(before), str(figures["pass@1"]))
            return
    yield Difference(REPORT, "other figures", "what the rows give")


def _changed_versions(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return [
        f"{package} is {now.get(package, 'not installed')} here; the run had {version}."
        for package, version in before.items()
        if now.get(package) != version
    ]


def _named(key: Key) -> str:
    return f"{key[0]} {key[1]} sample {key[2]}"


def _program(row: Mapping[str, Any]) -> str:
    return "a program" if row["solution"] is not None else str(row["verdict"])


def _verdict(found: tuple[str, str] | None) -> str:
    if found is None:
        return "none"
    verdict, base = found
    return verdict if verdict == base or base == Verdict.PASSED.value == verdict else f"{verdict} (base {base})"
