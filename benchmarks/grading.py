"""Samples a second of our grading beside the peers' own, on the same samples, and every verdict that differs.

    python benchmarks/grading.py --benchmark humaneval+ --benchmark mbpp+
    python benchmarks/grading.py --benchmark livecodebench --livecodebench-source LiveCodeBench --samples FILE \
        --unprotected-peers
    python benchmarks/grading.py --benchmark bigcodebench --official-python PYTHON --tasks 100

Without --samples every problem's reference solution is graded once. Both sides have their problems and expected
outputs at hand before the clock starts: it runs from the start of the workers to the last verdict. Theirs are forks of
a process that has imported everything; ours start as new interpreters, import, and start their sandboxes, about 0.4 s
of CPU time each, which a few dozen samples do not spread. Rounds of ours and theirs alternate in one run; the ratio is
that of the seconds of one round, shown as median, least and most. CPU time is that of all processes, programs included.

Both sides end a sample at its first failing test. A sample that runs out of time costs LiveCodeBench 6 s of the wall
clock and us 9 s of CPU time, as what is a little late may be the machine's doing: a handful outweighs hundreds of
others. Their number is shown; --without-timeouts leaves out, on both sides, what runs out of time here.

Ours grades in the sandbox at the strongest level of this machine. The peers have none: samples that no one vouches for
are run unprotected by them, which --unprotected-peers permits. A peer that is not installed is skipped.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeAlias

from grading_peers import cpu_seconds
from rich.console import Console
from rich.table import Table
from rounds import Ratio, alternate, ratio

from lcbrb import problems
from lcbrb.contract import Problem, Protocol, Sample, Verdict
from lcbrb.errors import UserError
from lcbrb.grading import official
from lcbrb.grading.durations import Durations
from lcbrb.grading.extract import program
from lcbrb.grading.official import Peer
from lcbrb.grading.official.checking import livecodebench_tests
from lcbrb.grading.pool import grade_all
from lcbrb.grading.samples import read_samples
from lcbrb.grading.unittests.environment import bigcodebench_environment
from lcbrb.grading.unittests.modes import Checks
from lcbrb.grading.worker import Settings, Work
from lcbrb.problems import ProblemSet, evalplus, humaneval, mbpp
from lcbrb.sandbox.levels import choose

MIB = 1 << 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--benchmark", action="append", required=True)
    parser.add_argument("--samples", type=Path, help="samples in place of the reference solutions")
    parser.add_argument("--tasks", type=int, help="so many tasks, evenly spread; all by default")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--official-python", type=Path, help="interpreter that has the peers")
    parser.add_argument("--livecodebench-source", type=Path)
    parser.add_argument("--bigcodebench-python", type=Path)
    parser.add_argument("--release")
    parser.add_argument("--level", default="auto")
    parser.add_argument("--unprotected-peers", action="store_true", help="let the peers run the samples' programs")
    parser.add_argument("--without-timeouts", action="store_true", help="leave out samples that run out of time here")
    parser.add_argument("--json", type=Path, help="write all figures here")
    arguments = parser.parse_args()
    if arguments.samples and not arguments.unprotected_peers:
        parser.error("the peers run programs unprotected: add --unprotected-peers where you trust those of --samples")
    found = {}
    for name in arguments.benchmark:
        try:
            found[name] = measure(name, arguments)
        except UserError as error:
            print(f"{name}: skipped. {error}")
            continue
        show(name, found[name])
    if arguments.json:
        arguments.json.write_text(json.dumps(found, indent=2) + "\n")


def measure(name: str, arguments: argparse.Namespace) -> dict[str, Any]:
    """Figures of one benchmark."""
    peer = official.find(name, arguments.official_python, arguments.livecodebench_source)
    loaded = problems.load(name, version=arguments.release)
    libraries = bigcodebench_environment(arguments.bigcodebench_python) if name.startswith("bigcodebench") else None
    settings = Settings(choose(arguments.level, allow_unsafe=False), environment=libraries)
    work = [
        one
        for one in chosen(loaded, arguments.samples, arguments.tasks, settings, arguments.workers)
        if name != "livecodebench" or one.problem.protocol is Protocol.STDIO
    ]
    if not work:
        raise UserError("There is nothing to grade: LiveCodeBench has no reference solutions, give --samples.")
    ours = Ours(work, settings, arguments.workers)
    ours.round()  # outputs of references are computed here, and files are in the page cache afterwards
    timeouts = len(ours.timeouts)
    if arguments.without_timeouts:
        work = without(work, ours.timeouts)
        ours = Ours(work, settings, arguments.workers)
    with Theirs(peer, loaded, work, arguments.workers) as theirs:
        rounds = alternate(ours.round, theirs.round, arguments.rounds)
    found = figures(peer, settings, ours, [sample for one in work for sample in one.samples], *rounds)
    return {**found, "timeouts": {"number": timeouts, "left_out": arguments.without_timeouts}}


def chosen(loaded: ProblemSet, path: Path | None, tasks: int | None, settings: Settings, workers: int) -> list[Work]:
    """Samples by problem: the reference solution, or those of a file."""
    names = list(loaded)
    if path is None:
        samples = [
            Sample(name, 0, solution=reference)
            for name in names
            if (reference := loaded.outline(name).reference_solution) is not None
        ]
    else:
        samples = read_samples(path, loaded, loaded.benchmark, partial=True)
    sampled = list(dict.fromkeys(sample.question_id for sample in samples))
    kept = set(sampled[:: max(1, len(sampled) // tasks)][:tasks] if tasks else sampled)
    works = []
    for name in sampled:
        if name in kept:
            works.append(Work(loaded[name], tuple(sample for sample in samples if sample.question_id == name)))
    return with_modes(loaded, works, settings, workers) if settings.environment else works


def with_modes(loaded: ProblemSet, works: Sequence[Work], settings: Settings, workers: int) -> list[Work]:
    """BigCodeBench's problems with the mode each is graded in; without those whose reference fails here."""
    assert settings.environment is not None
    checks = Checks(loaded, settings.environment.fingerprint, str(settings.level))
    names = [work.problem.question_id for work in works]
    for _ in checks.run(checks.missing(names), lambda work: grade_all(work, workers, settings)):
        pass
    found = [(work, checks.of(work.problem.question_id)) for work in works]
    return [Work(check.apply(work.problem), work.samples) for work, check in found if check.mode is not None]


Key: TypeAlias = tuple[str, int | str]


def without(works: Sequence[Work], left_out: set[Key]) -> list[Work]:
    """``works`` less some samples."""
    kept = [
        dataclasses.replace(
            work, samples=tuple(one for one in work.samples if (one.question_id, one.sample_id) not in left_out)
        )
        for work in works
    ]
    return [work for work in kept if work.samples]


@dataclass(frozen=True)
class Round:
    """One grading of all samples."""

    seconds: float
    cpu_seconds: float
    passed: list[bool]
    memory: int


class Ours:
    """Our side."""

    def __init__(self, work: Sequence[Work], settings: Settings, workers: int) -> None:
        self.work, self.settings, self.workers = work, settings, workers
        self.durations = Durations(work[0].problem.benchmark)  # as ``recode-bench grade`` has them
        self.messages: dict[Key, str] = {}
        self.timeouts: set[Key] = set()

    def in_order(self) -> list[Work]:
        """The work in the order in which ``recode-bench grade`` starts it."""
        by_task = {one.problem.question_id: one for one in self.work}
        return [by_task[task] for task in self.durations.slowest_first(by_task)]

    def round(self) -> Round:
        """Grade everything once."""
        started, cpu = time.perf_counter(), cpu_seconds()
        outcomes = {
            (sample.question_id, sample.sample_id): outcome
            for sample, outcome in grade_all(self.in_order(), self.workers, self.settings)
        }
        seconds, cpu = time.perf_counter() - started, cpu_seconds() - cpu
        for (task, _), outcome in outcomes.items():
            self.durations.note(task, outcome.seconds)
        self.timeouts = {key for key, outcome in outcomes.items() if outcome.verdict is Verdict.TIMEOUT}
        self.messages = {key: f"{outcome.verdict}: {outcome.message}" for key, outcome in outcomes.items()}
        passed = [
            outcomes[sample.question_id, sample.sample_id].verdict is Verdict.PASSED
            for one in self.work
            for sample in one.samples
        ]
        return Round(seconds, cpu, passed, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10)


def evalplus_release(loaded: ProblemSet) -> tuple[evalplus.Family, Path]:
    """The family of EvalPlus's problems and the file that they were released in."""
    family = mbpp.FAMILY if loaded.benchmark.startswith("mbpp") else humaneval.FAMILY
    return family, evalplus.find_file(family.released, loaded.version.rpartition(" ")[2])


class Theirs:
    """A peer's side: a process of its own, which makes its workers by itself."""

    def __init__(self, peer: Peer, loaded: ProblemSet, work: Sequence[Work], workers: int) -> None:
        self.peer = peer
        self.job = {
            "peer": peer.name,
            "workers": workers,
            "samples": [
                (sample.question_id, sample.sample_id, program(one.problem, sample))
                for one in work
                for sample in one.samples
            ],
            **self._tests(loaded, [one.problem for one in work]),
        }

    def _tests(self, loaded: ProblemSet, found: Sequence[Problem]) -> dict[str, Any]:
        if self.peer.name == "evalplus":
            family, data = evalplus_release(loaded)
            return {"dataset": family.benchmark, "data": str(data)}
        if self.peer.name == "livecodebench":
            tests = {problem.question_id: livecodebench_tests(problem) for problem in found}
            return {"folder": str(self.peer.source), "tests": tests}
        return {
            "tests": {
                problem.question_id: {
                    "preamble": problem.preamble,
                    "test_code": problem.test_code,
                    "entry_point": problem.entry_point,
                }
                for problem in found
            }
        }

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name, "job.json")
        path.write_text(json.dumps(self.job))
        script = Path(__file__).with_name("grading_peers.py")
        self._process = subprocess.Popen(
            [self.peer.python, script, path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=self._folder.name,
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": ""},
        )
        self._answer()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._folder.cleanup()

    def round(self) -> Round:
        """Have everything graded once."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return Round(**json.loads(self._answer()))

    def _answer(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise UserError(f"{self.peer} ended: start `{self.peer.python} benchmarks/grading_peers.py` to see why.")
        return line


def figures(
    peer: Peer,
    settings: Settings,
    ours: Ours,
    samples: Sequence[Sample],
    our_rounds: Sequence[Round],
    their_rounds: Sequence[Round],
) -> dict[str, Any]:
    """What is shown and written."""
    our_seconds, their_seconds = ([one.seconds for one in side] for side in (our_rounds, their_rounds))
    our, their = our_rounds[-1], their_rounds[-1]
    different = [
        {
            "task_id": sample.question_id,
            "sample_id": sample.sample_id,
            "ours": ours.messages[sample.question_id, sample.sample_id],
            "theirs": "passed" if they else "failed",
        }
        for sample, we, they in zip(samples, our.passed, their.passed, strict=True)
        if we != they
    ]
    return {
        "peer": str(peer),
        "sandbox": str(settings.level),
        "workers": ours.workers,
        "samples": len(samples),
        "our_seconds": our_seconds,
        "their_seconds": their_seconds,
        "our_cpu_seconds": [one.cpu_seconds for one in our_rounds],
        "their_cpu_seconds": [one.cpu_seconds for one in their_rounds],
        "ratio": dataclasses.asdict(ratio(our_seconds, their_seconds)),
        "our_memory": our.memory,
        "their_memory": their.memory,
        "passed": {"ours": sum(our.passed), "theirs": sum(their.passed)},
        "differences": different,
    }


def show(name: str, found: dict[str, Any]) -> None:
    """Print one benchmark's figures."""
    out = Console(highlight=False, width=110)
    table = Table("", "samples/s", "CPU ms a sample", "passed", "MiB, largest process", box=None, header_style="")
    for side, whose in (("ours", "our"), ("theirs", "their")):
        rate = found["samples"] / statistics.median(found[f"{whose}_seconds"])
        cpu = 1000 * statistics.median(found[f"{whose}_cpu_seconds"]) / found["samples"]
        label = f"ours, {found['sandbox']}" if side == "ours" else f"{found['peer']}, no sandbox"
        memory = found[f"{whose}_memory"] / MIB
        table.add_row(label, f"{rate:.1f}", f"{cpu:.0f}", str(found["passed"][side]), f"{memory:.0f}")
    out.print(f"[bold]{name}[/bold]: {found['samples']} samples, {found['workers']} workers")
    out.print(table)
    out.print(str(Ratio(**found["ratio"])))
    timeouts = found["timeouts"]
    out.print(f"{timeouts['number']} samples run out of time" + (", left out" if timeouts["left_out"] else ""))
    for difference in found["differences"]:
        where = f"{difference['task_id']}, sample {difference['sample_id']}"
        out.print(f"{where}: ours {difference['ours']} theirs {difference['theirs']}", soft_wrap=True, markup=False)


if __name__ == "__main__":
    main()
