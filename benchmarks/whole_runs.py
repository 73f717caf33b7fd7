"""Seconds of whole runs as users start them: ``recode-bench grade`` beside ``evalplus.evaluate``, on the same samples.

    python benchmarks/whole_runs.py --benchmark humaneval+ --benchmark mbpp+ --official-python PYTHON

Both commands grade every problem's reference solution, base tests and plus tests, and write their results; everything
counts, from the start of the interpreter to its end. The first run of each fills its caches (expected outputs) and
does not count. Rounds alternate; the ratio is that of one round, shown as median, least and most. ``grading.py``
leaves the peer's start, its data and its expected outputs out.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from grading import evalplus_release
from rounds import alternate, ratio

from lcbrb import problems


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--benchmark", action="append", choices=["humaneval+", "mbpp+"], required=True)
    parser.add_argument("--official-python", type=Path, default=Path(sys.executable), help="interpreter with evalplus")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    for name in arguments.benchmark:
        with tempfile.TemporaryDirectory() as folder:
            our = timed(ours(name, Path(folder), arguments.workers))
            their = timed(theirs(name, Path(folder), arguments))
            alternate(our, their, 1)  # fills the caches
            our_seconds, their_seconds = alternate(our, their, arguments.rounds)
        means = statistics.mean(our_seconds), statistics.mean(their_seconds)
        print(f"{name}: ours {means[0]:.1f} s, evalplus {means[1]:.1f} s")
        print(ratio(our_seconds, their_seconds), flush=True)


def ours(name: str, folder: Path, workers: int) -> Callable[[], None]:
    """``recode-bench grade``."""
    samples = references(name, folder / "ours.jsonl")

    def run() -> None:
        with tempfile.TemporaryDirectory(dir=folder) as output:
            command = [sys.executable, "-c", "from lcbrb.cli.recode_bench import main; main()", "grade"]
            command += ["--benchmark", name, "--samples", str(samples), "--workers", str(workers)]
            check([*command, "--output", f"{output}/run"], folder, {})

    return run


def theirs(name: str, folder: Path, arguments: argparse.Namespace) -> Callable[[], None]:
    """``evalplus.evaluate``."""
    samples = references(name, folder / "theirs.jsonl")
    family, data = evalplus_release(problems.load(name))
    environment = {"HUMANEVAL_OVERRIDE_PATH": str(data), "MBPP_OVERRIDE_PATH": str(data), "PYTHONPATH": ""}
    command = ["-m", "evalplus.evaluate", family.benchmark, "--samples", str(samples)]

    def run() -> None:
        for result in folder.glob("theirs*eval_results.json"):
            result.unlink()
        check([str(arguments.official_python), *command, "--parallel", str(arguments.workers)], folder, environment)

    return run


def references(name: str, path: Path) -> Path:
    """A file of samples: every reference solution."""
    loaded = problems.load(name)
    rows = [{"task_id": task, "solution": loaded.outline(task).reference_solution} for task in loaded]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def check(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    """Run a command.

    Raises:
        SystemExit: it fails.
    """
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **threads, **environment}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with status {done.returncode}: {done.stderr[-2000:]}")


def timed(run: Callable[[], None]) -> Callable[[], float]:
    """A function that says how many seconds ``run`` takes."""

    def seconds() -> float:
        started = time.perf_counter()
        run()
        return time.perf_counter() - started

    return seconds


if __name__ == "__main__":
    main()
