"""Read back by evalplus itself, where it is installed."""

import json
from pathlib import Path

import pytest

from lcbrb import problems as benchmarks
from lcbrb.bench.export import Format, Graded, export, read_graded
from lcbrb.grading.run import GradingRun, run
from lcbrb.grading.samples import read_samples
from lcbrb.grading.worker import Settings
from lcbrb.sandbox.levels import choose


def test_a_run_becomes_samples_and_their_verdicts(tmp_path: Path, graded_run: Graded) -> None:
    samples, results = export(graded_run, Format.EVALPLUS, tmp_path)
    assert samples.relative_to(tmp_path) == Path("humaneval/maker--tiny_openai_temp_0.0.jsonl")
    rows = [json.loads(line) for line in samples.read_text().splitlines()]
    assert [row["task_id"] for row in rows] == [f"HumanEval/{number}" for number in range(4)]
    assert rows[3]["solution"] == ""  # it was cut off
    found = json.loads(results.read_text())
    statuses = {task: (row["base_status"], row["plus_status"]) for task, (row,) in found["eval"].items()}
    assert statuses == {
        "HumanEval/0": ("pass", "pass"),
        "HumanEval/1": ("pass", "fail"),
        "HumanEval/2": ("fail", "fail"),
        "HumanEval/3": ("fail", "fail"),
    }


def test_completions_stay_completions_and_their_programs_are_whole(tmp_path: Path, graded_samples: Graded) -> None:
    samples, results = export(graded_samples, Format.EVALPLUS, tmp_path)
    assert "completion" in json.loads(samples.read_text().splitlines()[2])
    solution = json.loads(results.read_text())["eval"]["HumanEval/1"][0]["solution"]
    assert solution.startswith("def halve(n):\n") and solution.endswith("else 0\n")


def test_evalplus_reads_samples_and_prints_our_figures(
    tmp_path: Path, graded_samples: Graded, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("evalplus", reason="evalplus is not installed")
    from evalplus.data import load_solutions
    from evalplus.evaluate import evaluate

    samples, results = export(graded_samples, Format.EVALPLUS, tmp_path)
    assert [row["task_id"] for row in load_solutions(str(samples))] == ["HumanEval/0"] * 2 + ["HumanEval/1"] * 2
    before = results.read_bytes()
    evaluate("humaneval", str(samples))
    printed = capsys.readouterr().out
    assert "Load from previous results" in printed
    assert "pass@1:\t0.750" in printed and "pass@1:\t0.500" in printed
    assert results.read_bytes() == before


def test_published_samples_graded_here_are_read_by_evalplus(
    tmp_path: Path, data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("evalplus", reason="evalplus is not installed")
    from evalplus.data import load_solutions
    from evalplus.evaluate import evaluate

    published = next((data_folder / "verdicts" / "evalplus-fork-history").glob("humaneval-meta-llama*"))
    loaded = benchmarks.load("humaneval+")
    chosen = list(loaded)[:10]
    found = [s for s in read_samples(published, loaded, "humaneval+") if s.question_id in chosen]
    run(GradingRun(loaded, found, Settings(choose("auto", False)), workers=2), tmp_path / "graded")
    samples, _ = export(read_graded(tmp_path / "graded", "meta-llama/Llama-3-8B"), Format.EVALPLUS, tmp_path / "out")
    assert [row["solution"] for row in load_solutions(str(samples))] == [sample.solution for sample in found]
    evaluate("humaneval", str(samples))
    passed = sum(bool(sample.published) for sample in found)
    assert f"pass@1:\t{passed / len(found):.3f}" in capsys.readouterr().out.split("humaneval+")[1]
