"""A finished folder of ``recode-bench run`` or ``recode-bench grade``, read for export."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from lcbrb import problems as benchmarks
from lcbrb.bench.benchmarks import Selection
from lcbrb.bench.benchmarks import load as load_selection
from lcbrb.bench.records import GENERATIONS, VERDICTS, key_of
from lcbrb.bench.records import KIND as RUN
from lcbrb.bench.report import build_report
from lcbrb.bench.table import BASE_OF, read_run
from lcbrb.contract import Sample, Verdict
from lcbrb.errors import UserError
from lcbrb.grading.extract import program
from lcbrb.grading.run import KIND as GRADE
from lcbrb.grading.run import REPORT, ROWS, SAMPLES
from lcbrb.problems import ProblemSet
from lcbrb.runs import read_manifest, read_rows
from lcbrb.statistics import Proportion, clustered_proportion


@dataclass(frozen=True, slots=True)
class Answer:
    """One graded sample. ``text`` and what follows are known of a run alone."""

    sample: Sample
    verdict: Verdict
    base_verdict: Verdict
    message: str = ""
    text: str | None = None
    finish_reason: str | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None

    @property
    def code(self) -> str:
        """The solution or completion; empty where there is none."""
        return self.sample.solution or self.sample.completion or ""

    @property
    def written(self) -> str:
        """What the model wrote, as far as it is known."""
        return self.code if self.text is None else self.text


@dataclass(frozen=True, slots=True)
class GradedBenchmark:
    """The answers to one benchmark by task; ``name`` may be the one whose tests it extends (``base``)."""

    name: str
    version: str
    md5: str
    answers: Mapping[str, Sequence[Answer]]
    is_base: bool = False

    def verdict(self, answer: Answer) -> Verdict:
        """By the tests of this benchmark."""
        return answer.base_verdict if self.is_base else answer.verdict

    def rate(self, task: str) -> float:
        """Share of a task's samples that passed."""
        answers = self.answers[task]
        return sum(self.verdict(answer) is Verdict.PASSED for answer in answers) / len(answers)

    def pass_at_1(self) -> Proportion:
        """As ``lcbrb.bench.report`` and ``lcbrb.grading.run`` have it."""
        import numpy as np

        rates = np.array([self.rate(task) for task in self.answers])
        found = clustered_proportion(rates, np.arange(len(rates)))
        assert found is not None  # a folder without answers is refused
        return found

    @property
    def samples(self) -> int:
        """Of the task that has most."""
        return max(len(answers) for answers in self.answers.values())


@dataclass(frozen=True)
class Graded:
    """A finished folder.

    Attributes:
        path: the folder.
        model: who wrote the answers.
        manifest: of the folder.
        finished: when its last session began.
        benchmarks: as they were asked or graded.
        load: reads a benchmark's problems again.
    """

    path: Path
    model: str
    manifest: Mapping[str, Any]
    finished: datetime
    benchmarks: tuple[GradedBenchmark, ...]
    load: Callable[[str], ProblemSet]

    @property
    def identity(self) -> Mapping[str, Any]:
        """What the numbers depend on."""
        identity: Mapping[str, Any] = self.manifest["identity"]
        return identity

    @property
    def version(self) -> str:
        """Of this package, when the folder was made."""
        return str(self.manifest["environment"]["versions"].get("recode-bench", "unknown"))

    @cached_property
    def with_bases(self) -> tuple[GradedBenchmark, ...]:
        """The benchmarks, and before each the one whose tests it extends."""
        found: list[GradedBenchmark] = []
        for benchmark in self.benchmarks:
            if benchmark.name in BASE_OF:
                found.append(replace(benchmark, name=BASE_OF[benchmark.name], is_base=True))
            found.append(benchmark)
        return tuple(found)

    def of(self, peer: str, names: Iterable[str]) -> list[GradedBenchmark]:
        """The benchmarks that a peer knows.

        Raises:
            UserError: there is none.
        """
        known = [benchmark for benchmark in self.benchmarks if benchmark.name in names]
        if not known:
            has = ", ".join(benchmark.name for benchmark in self.benchmarks)
            raise UserError(f"{peer} has none of the benchmarks of {self.path} ({has}); choose another --format.")
        return known

    def problems(self, benchmark: GradedBenchmark) -> ProblemSet:
        """The problems of a benchmark.

        Raises:
            UserError: they cannot be had, or are not those that were graded.
        """
        found = self.load(benchmark.name)
        same_files = set(benchmark.md5.split("+")) <= set(found.md5.split("+"))
        if not same_files or any(task not in found for task in benchmark.answers):
            raise UserError(
                f"{self.path} was graded with {benchmark.name} {benchmark.version}, and here is {found.version}: name "
                "the problems it was graded with by --release or --problems."
            )
        return found

    @property
    def stem(self) -> str:
        """The model as EvalPlus and BigCodeBench name files by it."""
        return re.sub(r"[^\w.+-]+", "--", self.model).strip("-.") or "model"


def read_graded(
    path: Path, model: str | None = None, release: str | None = None, problems_file: Path | None = None
) -> Graded:
    """Read a folder.

    Args:
        path: of a run or of graded samples.
        model: who wrote the answers; a run knows it itself.
        release: of the problems, for a folder of graded samples.
        problems_file: the problems, for a folder of graded samples.

    Raises:
        UserError: it is no such folder, is not finished, or the model is not named.
    """
    manifest = read_manifest(path)
    if manifest["kind"] not in (RUN, GRADE):
        raise UserError(f"{path} is a folder of '{manifest['kind']}'; export takes one of '{RUN}' or of '{GRADE}'.")
    finished = _last_session(path)
    if manifest["kind"] == RUN:
        if release or problems_file:
            raise UserError("A run knows its problems: leave out --release and --problems.")
        name = model or manifest["identity"]["policy"]
        return Graded(path, name, manifest, finished, _of_run(path), _loader_of_run(manifest))
    if model is None:
        raise UserError(f"{path} does not say which model wrote its samples; name it with --model.")

    def load(name: str) -> ProblemSet:
        return benchmarks.load(name, version=release, path=problems_file)

    return Graded(path, model, manifest, finished, (_of_samples(path, manifest["identity"]),), load)


def whole_program(problems: ProblemSet, answer: Answer) -> str:
    """The program that was graded, with its prompt before a completion and BigCodeBench's signature before both."""
    return program(problems.outline(answer.sample.question_id), answer.sample)


def _last_session(path: Path) -> datetime:
    sessions = list(read_rows(path / "sessions.jsonl"))
    if not sessions:
        raise UserError(f"{path} is not finished; repeat its command first.")
    return datetime.fromisoformat(sessions[-1]["started_at"])


def _loader_of_run(manifest: Mapping[str, Any]) -> Callable[[str], ProblemSet]:
    files = {name: Path(file) for name, file in manifest["environment"].get("problem_files", {}).items()}
    selection = Selection.from_json(manifest["identity"], files)

    def load(name: str) -> ProblemSet:
        (benchmark,) = load_selection(replace(selection, benchmarks=(name,)))
        return benchmark.problems

    return load


def _of_run(path: Path) -> tuple[GradedBenchmark, ...]:
    run = read_run(path)
    report = build_report(run)
    _see_finished(path, report["missing"], report["infra_errors"])
    graded = {key_of(row): row for row in read_rows(path / VERDICTS)}
    found: dict[str, dict[str, list[Answer]]] = {name: {} for name in run.identity["benchmarks"]}
    for row in sorted(read_rows(path / GENERATIONS), key=lambda row: (_natural(row["task_id"]), row["sample_id"])):
        sample = Sample(row["task_id"], row["sample_id"], solution=row["solution"] or "")
        more = {name: row[name] for name in ("text", "finish_reason", "prompt_tokens", "completion_tokens")}
        answer = _answer(sample, graded[key_of(row)], **more)
        found[row["benchmark"]].setdefault(row["task_id"], []).append(answer)
    described = run.identity["problems"]
    return tuple(
        GradedBenchmark(name, described[name]["version"], described[name]["md5"], answers)
        for name, answers in found.items()
    )


def _of_samples(path: Path, identity: Mapping[str, Any]) -> GradedBenchmark:
    if not (path / REPORT).exists():
        raise UserError(f"{path} is not finished; repeat its command first.")
    if not (path / SAMPLES).exists():
        raise UserError(f"{path} has no {SAMPLES}: an earlier version made it; grade the samples into a new folder.")
    dropped = json.loads((path / REPORT).read_text(encoding="utf-8")).get("dropped", {})
    graded = {(row["task_id"], row["sample_id"]): row for row in read_rows(path / ROWS)}
    rows = list(read_rows(path / SAMPLES))
    if not all({"task_id", "sample_id"} <= row.keys() for row in rows):
        raise UserError(f"{path / SAMPLES} is not the file that `recode-bench grade` wrote; grade into a new folder.")
    rows = [row for row in rows if row["task_id"] not in dropped]
    missing = sum((row["task_id"], row["sample_id"]) not in graded for row in rows)
    _see_finished(path, missing, sum(row["verdict"] == Verdict.INFRA_ERROR for row in graded.values()))
    found: dict[str, list[Answer]] = {}
    for row in rows:
        sample = Sample(row["task_id"], row["sample_id"], row.get("solution"), row.get("completion"))
        answer = _answer(sample, graded[sample.question_id, sample.sample_id])
        found.setdefault(sample.question_id, []).append(answer)
    return GradedBenchmark(identity["benchmark"], identity["problems"], identity["problems_md5"], found)


def _answer(sample: Sample, row: Mapping[str, Any], **more: Any) -> Answer:
    return Answer(sample, Verdict(row["verdict"]), Verdict(row["base_verdict"]), row["message"], **more)


def _see_finished(path: Path, missing: int, infra_errors: int) -> None:
    """No format of the peers can say that a sample could not be graded, and none may pass for a wrong answer."""
    if missing or infra_errors:
        raise UserError(
            f"{path} is not finished, samples without a verdict: {missing + infra_errors}; repeat its command first."
        )


def _natural(task: str) -> list[tuple[int, str]]:
    """Tasks in the order of their numbers."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", task)]
