"""Whether reference solutions pass on a busy machine, and what the workers hold meanwhile.

    python benchmarks/references.py --benchmarks humaneval+ mbpp+ --workers 1 2 8 --load 4 --repeats 3
    python benchmarks/references.py --tasks 40 --workers 2 --repeats 1

Every run starts with an empty cache, so that the references' outputs, too, are computed under the load. A row of the
table is one run: how many references passed and how many stubs did, on how many tasks, and the largest memory that a
worker, and all processes of its sandbox with it, held at a time. Ends with status 1 unless every reference passed,
every stub failed, and no verdict differed between runs.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from lcbrb import problems
from lcbrb.contract import Sample, Verdict
from lcbrb.grading.pool import grade_all
from lcbrb.grading.worker import Settings, Work
from lcbrb.problems import ProblemSet
from lcbrb.sandbox.levels import choose

REFERENCE, STUB = 0, 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--benchmarks", nargs="+", default=["humaneval+", "mbpp+"])
    parser.add_argument("--workers", nargs="+", type=int, default=[1, 2, 8])
    parser.add_argument("--load", type=int, default=4, help="processes that keep a core busy meanwhile")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--tasks", type=int, help="so many tasks of each benchmark, evenly spread; all by default")
    parser.add_argument("--level", default="auto")
    arguments = parser.parse_args()
    level = choose(arguments.level, allow_unsafe=False)
    table = Table("benchmark", "workers", "run", "references", "stubs", "seconds", "MiB a worker", "MiB with sandbox")
    failed: list[str] = []
    with busy(arguments.load):
        for name in arguments.benchmarks:
            loaded = problems.load(name)
            seen: dict[tuple[str, int | str], set[Verdict]] = defaultdict(set)
            for workers in arguments.workers:
                for repeat in range(arguments.repeats):
                    with tempfile.TemporaryDirectory() as cache, Memory() as memory:
                        settings = Settings(level, references=Path(cache))
                        start = time.monotonic()
                        verdicts = run(loaded, arguments.tasks, workers, settings)
                        seconds = time.monotonic() - start
                    for key, verdict in verdicts.items():
                        seen[key].add(verdict)
                    counts = [passes(verdicts, kind) for kind in (REFERENCE, STUB)]
                    cells = [name, workers, repeat + 1, *counts, f"{seconds:.0f}", f"{memory.alone:.0f}"]
                    table.add_row(*map(str, cells), f"{memory.together:.0f}")
                    print(*cells, file=sys.stderr)
            failed += [f"{name} {key}: {sorted(found)}" for key, found in seen.items() if not as_it_should(key, found)]
    Console(width=100).print(table)
    print(*failed or ["Every reference passed and every stub failed, in every run."], sep="\n")
    sys.exit(bool(failed))


def run(
    loaded: ProblemSet, tasks: int | None, workers: int, settings: Settings
) -> dict[tuple[str, int | str], Verdict]:
    """Verdicts of the reference (sample 0) and a stub (sample 1) of each task."""

    def work() -> Iterator[Work]:
        for question_id in list(loaded)[:: max(1, len(loaded) // tasks) if tasks else 1][:tasks]:
            problem = loaded[question_id]
            stub = f"def {problem.entry_point}(*arguments):\n    pass\n"
            codes = ((REFERENCE, problem.reference_solution), (STUB, stub))
            yield Work(problem, tuple(Sample(question_id, number, solution=code) for number, code in codes))

    outcomes = grade_all(work(), workers, settings)
    return {(sample.question_id, sample.sample_id): outcome.verdict for sample, outcome in outcomes}


def passes(verdicts: dict[tuple[str, int | str], Verdict], kind: int) -> str:
    """How many of all."""
    found = [verdict for (_, number), verdict in verdicts.items() if number == kind]
    return f"{found.count(Verdict.PASSED)}/{len(found)}"


def as_it_should(key: tuple[str, int | str], found: set[Verdict]) -> bool:
    """Whether a program's verdicts of all runs are one, and the right one."""
    return len(found) == 1 and (Verdict.PASSED in found) == (key[1] == REFERENCE)


@contextmanager
def busy(count: int) -> Iterator[None]:
    """Processes that compute without end."""
    loads = [multiprocessing.get_context("spawn").Process(target=spin, daemon=True) for _ in range(count)]
    for load in loads:
        load.start()
    try:
        yield
    finally:
        for load in loads:
            load.kill()


def spin() -> None:
    parent = os.getppid()
    while os.getppid() == parent:  # it may be killed
        pass


class Memory(threading.Thread):
    """Watches this process's workers: the most MiB that one held alone, and with its sandbox's processes."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.alone = self.together = 0.0
        self._ended = threading.Event()

    def run(self) -> None:
        """Look until the block ends."""
        while not self._ended.wait(0.2):
            for worker in children("self"):
                try:
                    if "spawn_main" not in Path(f"/proc/{worker}/cmdline").read_text():
                        continue
                    family = [worker, *descendants(worker)]
                    held = [memory_of(worker, "Rss"), *(memory_of(process, "Pss") for process in family[1:])]
                except (OSError, IndexError):
                    continue  # it ended meanwhile
                if len(family) > 1:  # the processes that make the machine busy have no sandbox
                    self.alone, self.together = max(self.alone, held[0]), max(self.together, sum(held))

    def __enter__(self) -> Memory:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        self.join()


def children(process: int | str) -> list[int]:
    paths = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for path in paths for child in path.read_text().split()]


def descendants(process: int) -> list[int]:
    return [found for child in children(process) for found in (child, *descendants(child))]


def memory_of(process: int, share: str) -> float:
    """MiB of memory: with ``share`` "Rss" all that it has in, with "Pss" what it shares is counted in parts."""
    fields = dict(line.split(":", 1) for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:])
    return int(fields[share].split()[0]) / 1024


if __name__ == "__main__":
    main()
