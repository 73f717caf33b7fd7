"""Grades a file of samples into a run folder: ``verdicts.jsonl``, a row a sample, and ``report.json``."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lcbrb.contract import Manifest, Outcome, Sample, Verdict
from lcbrb.errors import UserError
from lcbrb.grading import pool, ray_pool
from lcbrb.grading.grade import GRADED_PROTOCOLS
from lcbrb.grading.worker import Settings, Work
from lcbrb.problems import ProblemSet
from lcbrb.runs import RunFolder, environment

ROWS = "verdicts.jsonl"
REPORT = "report.json"


@dataclass(frozen=True, slots=True)
class GradingRun:
    """What is graded, and how.

    Attributes:
        problems: the benchmark.
        samples: what is graded.
        settings: of the workers.
        workers: how many; one a core by default.
        ray: address of a Ray cluster that the workers run on; None for this machine.
    """

    problems: ProblemSet
    samples: Sequence[Sample]
    settings: Settings
    workers: int | None = None
    ray: str | None = None

    def manifest(self) -> Manifest:
        """What the verdicts depend on."""
        identity = {
            "benchmark": self.problems.benchmark,
            "problems": self.problems.version,
            "problems_md5": self.problems.md5,
            "samples": len(self.samples),
            "samples_sha256": _digest(self.samples),
            "sandbox": str(self.settings.level),
        }
        return Manifest("grade", identity, environment())


def run(grading: GradingRun, output: Path) -> dict[str, Any]:
    """Grade what has no row yet, and write the report; rows of infrastructure errors are graded again.

    Raises:
        UserError: samples of problems that are not graded, or a folder of another run.
    """
    _refuse_other_protocols(grading)
    with RunFolder.open(output, ROWS, grading.manifest()) as folder:
        folder.keep_rows(lambda row: row["verdict"] != Verdict.INFRA_ERROR)
        done = {(row["task_id"], row["sample_id"]) for row in folder.rows()}
        for sample, outcome in _with_progress(grading, done):
            folder.append(row_of(sample, outcome))
        report = report_of(folder.rows(), grading.problems)
        folder.write_json(REPORT, report)
    return report


def row_of(sample: Sample, outcome: Outcome) -> dict[str, Any]:
    """A row of ``verdicts.jsonl``."""
    return {
        "task_id": sample.question_id,
        "sample_id": sample.sample_id,
        "verdict": outcome.verdict.value,
        "base_verdict": outcome.base_verdict.value,
        "tests_passed": outcome.tests_passed,
        "tests_total": outcome.tests_total,
        "first_failure": outcome.first_failure,
        "seconds": round(outcome.seconds, 4),
        "peak_memory": outcome.peak_memory,
        "sandbox": outcome.sandbox,
        "message": outcome.message,
    }


def report_of(rows: Iterable[Mapping[str, Any]], problems: ProblemSet) -> dict[str, Any]:
    """Figures of all rows. Infrastructure errors are counted and left out of every mean."""
    verdicts: Counter[str] = Counter()
    levels: set[str] = set()
    passed: dict[str, list[bool]] = defaultdict(list)
    base: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        verdicts[row["verdict"]] += 1
        levels.add(row["sandbox"])
        if row["verdict"] != Verdict.INFRA_ERROR:
            passed[row["task_id"]].append(row["verdict"] == Verdict.PASSED)
            base[row["task_id"]].append(row["base_verdict"] == Verdict.PASSED)
    return {
        "benchmark": problems.benchmark,
        "problems": problems.version,
        "samples": verdicts.total(),
        "tasks": len(passed),
        "tasks_of_benchmark": len(problems),
        **_pass_at_1("", passed),
        **_pass_at_1("base_", base),
        "verdicts": {verdict.value: verdicts[verdict] for verdict in Verdict if verdicts[verdict]},
        "infra_errors": verdicts[Verdict.INFRA_ERROR],
        "sandbox": sorted(levels),
    }


def _pass_at_1(prefix: str, tasks: Mapping[str, Sequence[bool]]) -> dict[str, Any]:
    """The mean over tasks of the share of their samples that passed (Chen et al. 2021, section 2.1, k = 1).

    Its 95% interval takes tasks as drawn from all tasks like them (``lcbrb.statistics.clustered_proportion``).
    """
    import numpy as np

    from lcbrb.statistics import clustered_proportion

    shares = np.array([sum(samples) / len(samples) for samples in tasks.values()])
    found = clustered_proportion(shares, np.arange(len(shares)))
    return {
        f"{prefix}pass@1": found.estimate if found else None,
        f"{prefix}ci95": list(found.interval) if found else None,
    }


def _refuse_other_protocols(grading: GradingRun) -> None:
    sampled = {sample.question_id for sample in grading.samples}
    others = [
        problem.question_id
        for problem in grading.problems.outlines()
        if problem.question_id in sampled and problem.protocol not in GRADED_PROTOCOLS
    ]
    if others:
        raise UserError(
            f"{len(others)} of the problems with samples have unittest code ('{others[0]}' is the first), which is not "
            "graded yet; leave their samples out and allow missing problems with --partial."
        )


def _work(grading: GradingRun, done: set[tuple[str, int | str]]) -> Iterator[Work]:
    by_problem: dict[str, list[Sample]] = defaultdict(list)
    for sample in grading.samples:
        if (sample.question_id, sample.sample_id) not in done:
            by_problem[sample.question_id].append(sample)
    for question_id, samples in by_problem.items():
        yield Work(grading.problems[question_id], tuple(samples))


def _with_progress(grading: GradingRun, done: set[tuple[str, int | str]]) -> Iterator[tuple[Sample, Outcome]]:
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    console = Console(stderr=True)
    with Progress(
        *Progress.get_default_columns(), MofNCompleteColumn(), console=console, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("Grading", total=len(grading.samples), completed=len(done))
        for graded in _graded(grading, done):
            bar.advance(task)
            yield graded


def _graded(grading: GradingRun, done: set[tuple[str, int | str]]) -> Iterator[tuple[Sample, Outcome]]:
    work = _work(grading, done)
    if grading.ray is None:
        return pool.grade_all(work, grading.workers or os.cpu_count() or 1, grading.settings)
    return ray_pool.grade_all(work, grading.workers, grading.settings, grading.ray)


def _digest(samples: Sequence[Sample]) -> str:
    digest = hashlib.sha256()
    for sample in samples:
        parts = [sample.question_id, sample.sample_id, sample.solution, sample.completion]
        digest.update(json.dumps(parts).encode() + b"\n")
    return digest.hexdigest()
