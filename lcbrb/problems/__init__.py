"""Where problems come from: one module a benchmark."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lcbrb.errors import UserError
from lcbrb.problems import bigcodebench, evalplus, humaneval, livecodebench, math, mbpp, mini
from lcbrb.problems.bigcodebench import Split
from lcbrb.problems.problem_set import ProblemSet

BENCHMARKS = (
    *("humaneval", "humaneval+", "mbpp", "mbpp+", "livecodebench", "bigcodebench", "bigcodebench-hard"),
    *mini.BENCHMARKS,
    *math.BENCHMARKS,
)

__all__ = ["BENCHMARKS", "ProblemSet", "Split", "load"]


def load(
    benchmark: str,
    *,
    path: Path | None = None,
    version: str | None = None,
    start: date | None = None,
    end: date | None = None,
    split: Split = Split.COMPLETE,
) -> ProblemSet:
    """Load a benchmark's problems.

    Args:
        benchmark: one of BENCHMARKS.
        path: a file of the benchmark's official row format, in place of the official file.
        version: a release of the benchmark; the default is the one its own evaluator uses.
        start: LiveCodeBench alone: no contest before this day.
        end: LiveCodeBench alone: no contest after this day's midnight.
        split: BigCodeBench alone: which prompt becomes the statement.

    Raises:
        UserError: an unknown benchmark or release, or data that cannot be had or read.
    """
    if benchmark != "livecodebench" and (start is not None or end is not None):
        raise UserError(f"Only livecodebench can be selected by contest dates, not {benchmark}.")
    if path is not None and version is not None:
        raise UserError(f"A version ({version}) and a problems file ({path}) exclude each other.")
    match benchmark:
        case "humaneval" | "humaneval+":
            return evalplus.load(humaneval.FAMILY, benchmark.endswith("+"), version, path)
        case "mbpp" | "mbpp+":
            return evalplus.load(mbpp.FAMILY, benchmark.endswith("+"), version, path)
        case "livecodebench":
            return livecodebench.load(version, start, end, path)
        case "bigcodebench" | "bigcodebench-hard":
            return bigcodebench.load(benchmark.endswith("-hard"), split, version, path)
        case name if name in mini.BENCHMARKS:
            return mini.load(name, version, path)
        case name if name in math.BENCHMARKS:
            return math.load(name, version, path)
    raise UserError(f"Unknown benchmark '{benchmark}'; choose one of {', '.join(BENCHMARKS)}.")
