"""A policy run: plan, generate, grade while generating, report. Killed at any moment, it goes on where it stopped."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lcbrb.bench import answers
from lcbrb.bench.benchmarks import Benchmark, Selection, checked, environment_of, load, load_again
from lcbrb.bench.grader import Grader, Grading
from lcbrb.bench.plan import Job, make_plan
from lcbrb.bench.policy import NEW_TOKENS, Asking, settle
from lcbrb.bench.prompts import PromptStyle, ThinkFormat, digest
from lcbrb.bench.records import GENERATIONS, KIND, VERDICTS, Graded, Key, key_of, verdict_row
from lcbrb.contract import Manifest, Outcome, Sample, Verdict, to_json
from lcbrb.errors import InfraError, UserError
from lcbrb.grading.run import grade_on
from lcbrb.grading.worker import Settings, Work
from lcbrb.models.base import Generation, Generator, Sampling
from lcbrb.runs import Rows, RunFolder, environment


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What is asked of the policy, and how its answers are graded."""

    selection: Selection
    samples: int = 1
    temperature: float = 0.0
    top_p: float = 1.0
    max_new_tokens: int | None = None
    """None takes the default of the think format."""
    seed: int = 0
    style: PromptStyle = PromptStyle.AUTO
    think: ThinkFormat = ThinkFormat.AUTO
    workers: int | None = None
    """Grading processes; None is one a core."""
    ray: str | None = None
    """Address of a Ray cluster to grade on."""
    bigcodebench_python: Path | None = None
    sandbox: str = "auto"
    allow_unsafe_execution: bool = False

    def __post_init__(self) -> None:
        if self.samples > 1 and self.temperature == 0:
            raise UserError(f"--n {self.samples} at temperature 0 would give equal samples; give a --temperature.")


@dataclass(frozen=True, slots=True)
class PolicyRun:
    """What came of a run: its report, and why it stopped early, if it did."""

    report: Mapping[str, Any]
    stopped: str | None


class Watcher:
    """Is told how a run goes; this one says nothing. See ``lcbrb.cli.live`` for one that draws a table."""

    def say(self, sentence: str) -> None:
        """Something a person should know now."""

    def start(self, planned: Mapping[str, int]) -> None:
        """A run begins: samples planned for each benchmark."""

    def generated(self, benchmark: str, tokens: int | None, fresh: bool) -> None:
        """One more answer is there; ``fresh`` where it was made just now."""

    def graded(self, benchmark: str, verdict: Verdict) -> None:
        """One more verdict is there. Called from the grading thread too."""


def run(settings: RunSettings, load_policy: Callable[[], Generator], output: Path, watcher: Watcher) -> PolicyRun:
    """Run a policy on benchmarks into the folder ``output``, or go on with what is there.

    The problems are read, the sandbox is probed and the folder is tried before the policy is loaded. What failed for
    outside reasons is tried again.

    Raises:
        UserError: bad input; the folder belongs to another run or is in use; the disk is full.
    """
    from lcbrb.bench.report import write_report

    RunFolder.prepare(output)
    benchmarks, grade, grading = _graded_benchmarks(settings)
    policy = load_policy()
    asking = settle(policy, settings.style, settings.think)
    if asking.style is PromptStyle.BASE and settings.style is PromptStyle.AUTO:
        watcher.say(f"{policy.name} has no chat template: it is asked with base prompts, which continue the code.")
    sampling = Sampling(
        settings.max_new_tokens or NEW_TOKENS[asking.think], settings.temperature, settings.top_p, settings.seed
    )
    plan = make_plan(benchmarks, settings.samples, settings.seed, *asking)
    identity = {
        "policy": policy.name,
        **policy.identity,
        **_identity(settings, benchmarks, grading, sampling, asking),
        "prompts_sha256": _digest(plan),
    }
    files = {name: str(path.resolve()) for name, path in settings.selection.files.items()}
    manifest = Manifest(KIND, identity, environment() | {"problem_files": files})
    with RunFolder.open(output, GENERATIONS, manifest) as folder:
        going = _Going(plan, policy, sampling, asking, folder, folder.more_rows(VERDICTS), watcher)
        stopped = going.run({benchmark.name: benchmark for benchmark in benchmarks}, grade)
        report = write_report(output)
    return PolicyRun(report, stopped)


def grade_rest(output: Path, workers: int | None, allow_unsafe_execution: bool, watcher: Watcher) -> PolicyRun:
    """Grade what of a run folder's answers has no verdict yet, without the policy.

    Raises:
        UserError: it is no run folder, its problems cannot be had or have changed, or its sandbox level is not here.
    """
    from lcbrb.bench.report import write_report
    from lcbrb.bench.table import read_run
    from lcbrb.sandbox.levels import choose

    manifest = read_run(output).manifest
    identity = manifest["identity"]
    level = choose(identity["sandbox"], allow_unsafe_execution)
    loaded = load_again(manifest)
    grading = Settings(level, allow_unsafe_execution, environment=environment_of(loaded, None))

    def grade(work: Iterable[Work | None]) -> Iterator[tuple[Sample, Outcome]]:
        return grade_on(work, grading, workers, None)

    benchmarks = {benchmark.name: checked(benchmark, grading, grade) for benchmark in loaded}
    asking = Asking(PromptStyle(identity["prompts"]), ThinkFormat(identity["think_format"]))
    plan = make_plan(benchmarks.values(), identity["samples"], identity["seed"], *asking)
    with RunFolder.open(output, GENERATIONS, Manifest(KIND, identity, manifest["environment"])) as folder:
        going = _Going(plan, None, Sampling(), asking, folder, folder.more_rows(VERDICTS), watcher)
        going.run(benchmarks, grade)
        report = write_report(output)
    return PolicyRun(report, None)


def _identity(
    settings: RunSettings, benchmarks: Sequence[Benchmark], grading: Settings, sampling: Sampling, asking: Asking
) -> dict[str, Any]:
    """What of the settings decides the figures."""
    return {
        **settings.selection.to_json(),
        "problems": {benchmark.name: benchmark.describe() for benchmark in benchmarks},
        "samples": settings.samples,
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "max_new_tokens": sampling.max_new_tokens,
        "seed": sampling.seed,
        "prompts": asking.style.value,
        "think_format": asking.think.value,
        "sandbox": str(grading.level),
        **({"environment": grading.environment.fingerprint} if grading.environment else {}),
    }


def _digest(plan: Sequence[Job]) -> str:
    return hashlib.sha256(b"".join(digest(job.request) for job in plan)).hexdigest()


def _graded_benchmarks(settings: RunSettings) -> tuple[Sequence[Benchmark], Grading, Settings]:
    """The problems that count here, what grades answers to them, and how its workers are set up."""
    from lcbrb.sandbox.levels import choose

    loaded = load(settings.selection)
    # The nodes of a cluster probe their level themselves.
    level = settings.sandbox if settings.ray else choose(settings.sandbox, settings.allow_unsafe_execution)
    libraries = environment_of(loaded, settings.bigcodebench_python)
    workers = Settings(level, settings.allow_unsafe_execution, environment=libraries)

    def grade(work: Iterable[Work | None]) -> Iterator[tuple[Sample, Outcome]]:
        return grade_on(work, workers, settings.workers, settings.ray)

    return [checked(benchmark, workers, grade) for benchmark in loaded], grade, workers


@dataclass
class _Going:
    """One start of a run."""

    plan: Sequence[Job]
    policy: Generator | None
    """None: nothing is generated."""
    sampling: Sampling
    asking: Asking
    folder: RunFolder
    verdicts: Rows
    watcher: Watcher

    def run(self, benchmarks: Mapping[str, Benchmark], grade: Grading) -> str | None:
        """Generate and grade what is missing; returns why it stopped before the end, if it did."""
        self.folder.keep_rows(lambda row: row["infra_error"] is None)
        self.verdicts.keep(lambda row: row["verdict"] != Verdict.INFRA_ERROR)
        graded = {key_of(row): Verdict(row["verdict"]) for row in self.verdicts}
        self._announce(graded)
        started, stopped = time.monotonic(), None
        with Grader(grade, lambda key: benchmarks[key[0]].problem(key[1]), self._take) as grader:
            done = set()
            for row in self.folder.rows():
                done.add(key_of(row))
                if key_of(row) not in graded:
                    self._decide(row, grader)
            tokens = 0
            try:
                for row in self._generate(done):
                    grader.check()
                    tokens += row["completion_tokens"] or 0
                    self._decide(row, grader)
            except InfraError as error:
                stopped = str(error)
            self.folder.notes["generated_tokens"] = tokens
            self.folder.notes["generation_seconds"] = round(time.monotonic() - started, 3)
            grader.finish()
        return stopped

    def _announce(self, graded: Mapping[Key, Verdict]) -> None:
        planned: dict[str, int] = {}
        for job in self.plan:
            planned[job.benchmark] = planned.get(job.benchmark, 0) + 1
        self.watcher.start(planned)
        for row in self.folder.rows():
            self.watcher.generated(row["benchmark"], row["completion_tokens"], fresh=False)
        for key, verdict in graded.items():
            self.watcher.graded(key[0], verdict)

    def _generate(self, done: set[Key]) -> Iterator[dict[str, Any]]:
        """Rows of the answers that are missing, each on the disk before it is yielded."""
        jobs = self.plan
        requests = (job.request for job in jobs)
        if self.policy is None or all(job.key in done for job in jobs):
            return
        repeatable = self.policy.batches_locally
        for position, result in self.policy.generate(requests, self.sampling, lambda index: jobs[index].key in done):
            row = self._row(jobs[position], result, repeatable)
            self.folder.append(row)
            self.watcher.generated(row["benchmark"], row["completion_tokens"], fresh=True)
            yield row

    def _row(self, job: Job, result: Generation | InfraError, repeatable: bool) -> dict[str, Any]:
        row = to_json(job.row(repeatable))
        if isinstance(result, InfraError):
            return row | {"infra_error": str(result)}
        found = answers.read(job.problem, result, self.asking.style, self.asking.think)
        return row | {
            "text": result.text,
            "solution": found.code,
            "verdict": found.verdict.value if found.verdict else None,
            "finish_reason": result.finish_reason.value,
            "prompt_tokens": result.prompt_tokens,
            "completion_tokens": result.completion_tokens,
        }

    def _decide(self, row: dict[str, Any], grader: Grader) -> None:
        """Have an answer graded, or say at once why it cannot pass. One that is not there gets no verdict."""
        if row["infra_error"] is not None:
            return
        if row["solution"] is not None:
            grader.give(key_of(row), row["solution"])
            return
        verdict = Verdict(row["verdict"])
        self._take(Graded(key_of(row), Outcome(verdict, verdict, 0, 0, message=_why(row))))

    def _take(self, graded: Graded) -> None:
        self.verdicts.append(verdict_row(graded))
        self.watcher.graded(graded.key[0], graded.outcome.verdict)


def _why(row: Mapping[str, Any]) -> str:
    if row["verdict"] != Verdict.TRUNCATED:
        return "The answer holds no code."
    if row["completion_tokens"] == 0:
        return f"The prompt's {row['prompt_tokens']} tokens leave no room in the model's window."
    return "The answer was cut off before its code was complete."
