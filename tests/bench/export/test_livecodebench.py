"""LiveCodeBench's two files, read back by our own reader of them and, where there is a checkout, by LiveCodeBench."""

import argparse
import json
from pathlib import Path

import pytest

from lcbrb.bench.export import Format, Graded, export
from lcbrb.grading.samples import read_samples


def test_a_run_becomes_answers_and_their_verdicts(tmp_path: Path, graded_run: Graded) -> None:
    answers, graded = export(graded_run, Format.LIVECODEBENCH, tmp_path)
    assert graded.relative_to(tmp_path) == Path("maker--tiny/Scenario.codegeneration_1_0.0_eval_all.json")
    rows = json.loads(graded.read_text())
    assert [(row["question_id"], row["graded_list"], row["pass@1"]) for row in rows] == [
        ("abc1_a", [True], 1.0),
        ("abc1_b", [False], 0.0),
    ]
    assert rows[0]["contest_date"] == "2024-10-05T19:30:00" and rows[0]["difficulty"] == "easy"
    assert rows[1]["output_list"] == ["I cannot say."] and rows[1]["code_list"] == [""]
    assert json.loads(rows[1]["metadata"][0])["error_code"] == -4
    assert all("graded_list" not in row for row in json.loads(answers.read_text()))


def test_our_own_reader_finds_the_verdicts(tmp_path: Path, graded_run: Graded) -> None:
    _, graded = export(graded_run, Format.LIVECODEBENCH, tmp_path)
    samples = read_samples(graded, ["abc1_a", "abc1_b"], "livecodebench")
    assert [sample.published for sample in samples] == [True, False]


def test_livecodebench_computes_our_figures(
    tmp_path: Path, graded_run: Graded, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("lcb_runner", reason="LiveCodeBench's checkout is not on PYTHONPATH")
    from lcb_runner.evaluation.compute_scores import compute_scores

    _, graded = export(graded_run, Format.LIVECODEBENCH, tmp_path)
    compute_scores(argparse.Namespace(eval_all_file=graded, start_date="2024-10-01", end_date=None, platform=None))
    printed = capsys.readouterr().out
    assert "Pass@1: 0.5" in printed and "Easy Pass@1: 1.0" in printed and "Hard Pass@1: 0.0" in printed
