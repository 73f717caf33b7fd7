"""BigCodeBench's files, read back by bigcodebench itself, where it is installed."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lcbrb import problems as benchmarks
from lcbrb.bench.export import Format, Graded, export
from lcbrb.bench.export.graded import Answer, GradedBenchmark
from lcbrb.contract import Sample, Verdict

SIGNATURE = "import math\ndef task_func(n):\n"
ROWS = [
    {
        "task_id": f"BigCodeBench/{number}", "complete_prompt": SIGNATURE + '    """Work on n."""\n',
        "instruct_prompt": "Work on n.", "code_prompt": SIGNATURE, "canonical_solution": "    return n\n",
        "test": "import unittest\nclass TestCases(unittest.TestCase):\n    pass\n", "entry_point": "task_func",
        "libs": ["math"],
    }
    for number in (7, 10)
]  # fmt: skip


@pytest.fixture
def graded(tmp_path: Path) -> Graded:
    path = tmp_path / "problems.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    problems = benchmarks.load("bigcodebench", path=path)
    verdicts = [Verdict.PASSED, Verdict.TIMEOUT]
    answers = {
        row["task_id"]: [Answer(Sample(row["task_id"], 0, solution="def task_func(n): ..."), verdict, verdict, "slow")]
        for row, verdict in zip(ROWS, verdicts, strict=True)
    }
    benchmark = GradedBenchmark("bigcodebench", problems.version, problems.md5, answers)
    identity = {"backend": "vllm", "temperature": 0.0, "split": "complete", "sandbox": "L3"}
    manifest = {"identity": identity, "environment": {"versions": {}}}
    finished = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    return Graded(tmp_path, "maker/tiny", manifest, finished, (benchmark,), lambda name: problems)


def test_results_hold_the_calibrated_programs(tmp_path: Path, graded: Graded) -> None:
    samples, results, rates = export(graded, Format.BIGCODEBENCH, tmp_path / "out")
    assert samples.name == "maker--tiny--bigcodebench-complete--vllm-0.0-1-sanitized_calibrated.jsonl"
    found = json.loads(results.read_text())["eval"]
    (first,), (second,) = found["BigCodeBench/7"], found["BigCodeBench/10"]
    assert first["solution"] == SIGNATURE + "\n    pass\ndef task_func(n): ..."
    assert (first["status"], first["details"]) == ("pass", {})
    assert (second["status"], second["details"]) == ("timeout", {"ALL": "slow"})
    assert json.loads(rates.read_text())["pass@1"] == 0.5


def test_bigcodebench_reads_the_samples(tmp_path: Path, graded: Graded) -> None:
    pytest.importorskip("bigcodebench", reason="bigcodebench is not installed")
    from bigcodebench.data.utils import load_solutions

    samples, *_ = export(graded, Format.BIGCODEBENCH, tmp_path / "out")
    rows = list(load_solutions(str(samples)))
    assert [row["task_id"] for row in rows] == ["BigCodeBench/7", "BigCodeBench/10"]
    assert all(row["solution"] == "def task_func(n): ..." for row in rows)
