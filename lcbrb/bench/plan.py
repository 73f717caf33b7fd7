"""The plan of a run: every request in the order it is asked, fixed by the settings alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lcbrb.bench.benchmarks import Benchmark
from lcbrb.bench.prompts import PromptStyle, ThinkFormat, digest, request
from lcbrb.bench.records import GenerationRow, Key
from lcbrb.contract import Problem
from lcbrb.hashing import hash64
from lcbrb.models.base import Request


@dataclass(frozen=True, slots=True)
class Job:
    """One answer to be had."""

    benchmark: str
    problem: Problem
    sample_id: int
    request: Request
    seed: int

    @property
    def key(self) -> Key:
        """What names its rows."""
        return self.benchmark, self.problem.question_id, self.sample_id

    def row(self, repeatable: bool) -> GenerationRow:
        """Its row, without the answer."""
        problem = self.problem
        return GenerationRow(
            benchmark=self.benchmark,
            task_id=problem.question_id,
            sample_id=self.sample_id,
            prompt_sha256=digest(self.request).hex(),
            seed=self.seed,
            repeatable=repeatable,
            difficulty=problem.difficulty,
            platform=problem.platform,
            contest_date=problem.contest_date,
        )


def make_plan(
    benchmarks: Iterable[Benchmark], samples: int, seed: int, style: PromptStyle, think: ThinkFormat
) -> Sequence[Job]:
    """All jobs, longest prompts first over all benchmarks, the samples of a problem together.

    Every sample has a seed of its own, so that it does not depend on what else is asked.
    """
    jobs = []
    for benchmark in benchmarks:
        for problem in benchmark.outlines:
            for sample in range(samples):
                own = hash64(f"{seed}\0{benchmark.name}\0{problem.question_id}\0{sample}") % 2**31
                asked = request(problem, style, think, own)
                jobs.append(Job(benchmark.name, problem, sample, asked, own))
    return sorted(jobs, key=lambda job: -_length(job.request))


def _length(asked: Request) -> int:
    return len(asked.text or "") + sum(len(message["content"]) for message in asked.messages)
