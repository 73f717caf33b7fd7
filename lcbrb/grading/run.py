"""Grades a file of samples into a run folder: ``samples.jsonl``, ``verdicts.jsonl`` and ``report.json``."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from lcbrb.contract import Manifest, Mode, Outcome, Protocol, Sample, Verdict
from lcbrb.grading import pool, ray_pool
from lcbrb.grading.durations import Durations
from lcbrb.grading.samples import write_samples
from lcbrb.grading.unittests.modes import Check, Checks, Grading
from lcbrb.grading.verdicts import BY_STATEMENT
from lcbrb.grading.worker import Settings, Work
from lcbrb.problems import ProblemSet
from lcbrb.runs import RunFolder, environment

KIND = "grade"
ROWS = "verdicts.jsonl"
SAMPLES = "samples.jsonl"
"""What was graded, so that the folder can be exported, and graded again, without the file it came from."""
REPORT = "report.json"

Item = TypeVar("Item")


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
            "checker": self.settings.checker,
            **({"environment": self.settings.environment.fingerprint} if self.settings.environment else {}),
        }
        return Manifest(KIND, identity, environment())

    def grade(self, work: Iterable[Work | None]) -> Iterator[tuple[Sample, Outcome]]:
        """Grade on the workers; outcomes as they come."""
        return grade_on(work, self.settings, self.workers, self.ray)


def grade_on(
    work: Iterable[Work | None], settings: Settings, workers: int | None, ray: str | None
) -> Iterator[tuple[Sample, Outcome]]:
    """Grade on this machine, or on the Ray cluster at the address ``ray``; outcomes as they come."""
    if ray is None:
        return pool.grade_all(work, workers or os.cpu_count() or 1, settings)
    return ray_pool.grade_all(work, workers, settings, ray)


def run(grading: GradingRun, output: Path) -> dict[str, Any]:
    """Grade what has no row yet, and write the report; rows of infrastructure errors are graded again.

    Raises:
        UserError: a folder of another run, or problems that cannot be graded at this sandbox level.
    """
    with RunFolder.open(output, ROWS, grading.manifest()) as folder:
        if not (output / SAMPLES).exists():
            write_samples(output / SAMPLES, grading.samples)
        folder.keep_rows(lambda row: row["verdict"] != Verdict.INFRA_ERROR)
        done = {(row["task_id"], row["sample_id"]) for row in folder.rows()}
        checks = _checks(grading)
        durations = Durations(grading.problems.benchmark)
        for sample, outcome in _graded(grading, done, checks, durations):
            folder.append({**row_of(sample, outcome), "checker": grading.settings.checker})
            durations.note(sample.question_id, outcome.seconds)
        durations.keep()
        dropped = {check.task_id: check.reason for check in checks.values() if check.is_dropped}
        report = {
            **report_of(folder.rows(), grading.problems),
            "dropped": dropped,
            "checker": grading.settings.checker,
        }
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
        "mode": outcome.mode.value if outcome.mode else None,
        "message": outcome.message,
    }


def report_of(rows: Iterable[Mapping[str, Any]], problems: ProblemSet) -> dict[str, Any]:
    """Figures of all rows. Infrastructure errors are counted and left out of every mean."""
    verdicts: Counter[str] = Counter()
    levels: set[str] = set()
    passed: dict[str, list[bool]] = defaultdict(list)
    base: dict[str, list[bool]] = defaultdict(list)
    modes: dict[str, str] = {}
    by_statement = 0
    for row in rows:
        verdicts[row["verdict"]] += 1
        by_statement += row["verdict"] == Verdict.PASSED and row["message"] == BY_STATEMENT
        levels.add(row["sandbox"])
        if row["verdict"] != Verdict.INFRA_ERROR:
            passed[row["task_id"]].append(row["verdict"] == Verdict.PASSED)
            base[row["task_id"]].append(row["base_verdict"] == Verdict.PASSED)
            modes[row["task_id"]] = row["mode"]
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
        "passed_by_statement": by_statement,
        "sandbox": sorted(levels),
        "modes": {
            mode.value: _of_mode([samples for task, samples in passed.items() if modes[task] == mode])
            for mode in Mode
            if mode in modes.values()
        },
    }


def _of_mode(tasks: Sequence[Sequence[bool]]) -> dict[str, Any]:
    shares = [sum(samples) / len(samples) for samples in tasks]
    return {"tasks": len(tasks), "samples": sum(map(len, tasks)), "pass@1": sum(shares) / len(shares)}


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


def _checks(grading: GradingRun) -> dict[str, Check]:
    """What the reference solutions of the sampled unittest problems do here, by problem."""
    sampled = dict.fromkeys(sample.question_id for sample in grading.samples)
    if grading.settings.peer is not None:
        return {}
    return check_references(grading.problems, list(sampled), grading.settings, grading.grade)


def check_references(
    problems: ProblemSet, question_ids: Sequence[str], settings: Settings, grade: Grading
) -> dict[str, Check]:
    """What the reference solutions of unittest problems among ``question_ids`` do here; those of others need no check.

    Raises:
        UserError: a problem has no reference solution, or the cache cannot be written.
    """
    concerned = [name for name in question_ids if problems.outline(name).protocol is Protocol.UNITTEST]
    if not concerned:
        return {}
    fingerprint = settings.environment.fingerprint if settings.environment else platform.python_version()
    checks = Checks(problems, fingerprint, str(settings.level))
    missing = checks.missing(concerned)
    for _ in _with_progress("Checking references", checks.run(missing, grade), len(missing)):
        pass
    return {name: checks.of(name) for name in concerned}


def _graded(
    grading: GradingRun, done: set[tuple[str, int | str]], checks: Mapping[str, Check], durations: Durations
) -> Iterator[tuple[Sample, Outcome]]:
    """Outcomes of what has none yet; problems whose reference fails here are left out."""
    by_problem: dict[str, list[Sample]] = defaultdict(list)
    dropped = {name for name, check in checks.items() if check.is_dropped}
    for sample in grading.samples:
        if sample.question_id not in dropped and (sample.question_id, sample.sample_id) not in done:
            by_problem[sample.question_id].append(sample)
    for name, check in checks.items():
        if check.undecided:
            verdict, message = Verdict.INFRA_ERROR, f"The reference solution could not be checked: {check.reason}"
            for sample in by_problem.pop(name, []):
                yield sample, Outcome(verdict, verdict, 0, 0, sandbox=str(grading.settings.level), message=message)
    in_order = {name: by_problem[name] for name in durations.slowest_first(by_problem)}
    outcomes = grading.grade(_work(grading.problems, in_order, checks))
    yield from _with_progress("Grading", outcomes, sum(map(len, by_problem.values())))


def _work(
    problems: ProblemSet, by_problem: Mapping[str, Sequence[Sample]], checks: Mapping[str, Check]
) -> Iterator[Work]:
    for name, samples in by_problem.items():
        problem = problems[name]
        yield Work(checks[name].apply(problem) if name in checks else problem, tuple(samples))


def _with_progress(what: str, items: Iterable[Item], total: int) -> Iterator[Item]:
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    console = Console(stderr=True)
    with Progress(
        *Progress.get_default_columns(), MofNCompleteColumn(), console=console, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(what, total=total)
        for item in items:
            bar.advance(task)
            yield item


def _digest(samples: Sequence[Sample]) -> str:
    digest = hashlib.sha256()
    for sample in samples:
        parts = [sample.question_id, sample.sample_id, sample.solution, sample.completion]
        digest.update(json.dumps(parts).encode() + b"\n")
    return digest.hexdigest()
