"""Figures of a run follow from its rows; pages and tables show them and escape what models are called."""

import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from lcbrb.bench.findings import findings
from lcbrb.bench.published import COLUMNS, PUBLISHED
from lcbrb.bench.records import KIND
from lcbrb.bench.report import write_report
from lcbrb.bench.terminal import print_report
from lcbrb.contract import Verdict

SIZES = {"humaneval+": 4, "mbpp+": 4, "livecodebench": 6, "bigcodebench": 4, "bigcodebench-hard": 2}


def folder_of(path: Path, verdicts: dict[str, str], samples: int = 1, policy: str = "some/model") -> Path:
    """A run folder. Each letter of ``verdicts`` is a sample: p, w (w: base passes), t (truncated), i (infra error)."""
    path.mkdir()
    problems = {name: {"version": "1", "md5": "x", "problems": SIZES[name]} for name in verdicts}
    identity: dict[str, Any] = {
        "policy": policy, "benchmarks": list(verdicts), "problems": problems, "samples": samples, "limit": None,
        "temperature": 0.0, "prompts": "chat", "think_format": "none",
    }  # fmt: skip
    manifest = {"kind": KIND, "identity": identity, "environment": {}}
    (path / "manifest.json").write_text(json.dumps(manifest))
    names = {"p": Verdict.PASSED, "w": Verdict.WRONG_ANSWER, "t": Verdict.TRUNCATED, "i": Verdict.INFRA_ERROR}
    with (path / "generations.jsonl").open("w") as texts, (path / "verdicts.jsonl").open("w") as graded:
        for benchmark, letters in verdicts.items():
            for number, letter in enumerate(letters):
                task, sample = number // samples, number % samples
                key = {"benchmark": benchmark, "task_id": f"t/{task}", "sample_id": sample}
                level = ("easy", "medium", "hard")[task % 3] if benchmark == "livecodebench" else None
                finish = "length" if letter == "t" else "stop"
                text = {"infra_error": None, "finish_reason": finish, "completion_tokens": 10, "difficulty": level}
                texts.write(json.dumps(key | text) + "\n")
                base = "passed" if letter == "w" else names[letter].value
                row = {"verdict": names[letter].value, "base_verdict": base, "sandbox": "L3", "message": "worker died"}
                graded.write(json.dumps(key | row) + "\n")
    return path


def test_infra_errors_are_counted_and_left_out_of_every_mean(tmp_path: Path) -> None:
    report = write_report(folder_of(tmp_path / "run", {"humaneval+": "ppwi"}))
    figures = report["benchmarks"]["humaneval+"]
    assert figures["pass@1"] == pytest.approx(2 / 3, abs=1e-6) and figures["problems"] == 3
    assert (figures["infra_errors"], figures["missing"], report["complete"]) == (1, 0, False)
    assert any("worker died" in finding.text for finding in findings(report))


def test_missing_samples_are_counted(tmp_path: Path) -> None:
    report = write_report(folder_of(tmp_path / "run", {"humaneval+": "pw"}))
    assert (report["missing"], report["complete"]) == (2, False)
    assert any("unfinished: 2 samples" in finding.text for finding in findings(report))


def test_the_row_has_nine_columns_and_their_plain_mean(tmp_path: Path) -> None:
    verdicts = {
        "humaneval+": "ppww", "mbpp+": "pppp", "livecodebench": "pwwpww", "bigcodebench": "pwww",
        "bigcodebench-hard": "ww",
    }  # fmt: skip
    report = write_report(folder_of(tmp_path / "run", verdicts))
    row = {column: figures["pass@1"] for column, figures in report["row"].items()}
    assert row == {
        "HE": 1.0, "HE+": 0.5, "MBPP": 1.0, "MBPP+": 1.0, "LCB-E": 1.0, "LCB-M": 0.0, "LCB-H": 0.0, "BCB-Full": 0.25,
        "BCB-Hard": 0.0,
    }  # fmt: skip
    assert report["average"]["pass@1"] == pytest.approx(sum(row.values()) / 9, abs=1e-6)
    low, high = report["average"]["ci95"]
    assert low < report["average"]["pass@1"] < high


def test_truncation_is_shown_beside_the_figure(tmp_path: Path) -> None:
    report = write_report(folder_of(tmp_path / "run", {"humaneval+": "pptw"}))
    figures = report["benchmarks"]["humaneval+"]
    assert (figures["truncated"], figures["truncation_rate"], figures["pass@1"]) == (1, 0.25, 0.5)
    assert any("25.0% of the answers to humaneval+ were cut off" in finding.text for finding in findings(report))


def test_pass_at_k_is_given_for_several_samples(tmp_path: Path) -> None:
    report = write_report(folder_of(tmp_path / "run", {"humaneval+": "pwwww" * 4}, samples=5))
    figures = report["benchmarks"]["humaneval+"]
    assert figures["pass@1"] == 0.2 and figures["pass@k"]["5"]["estimate"] == 1.0


def test_published_rows_are_named_as_published(tmp_path: Path) -> None:
    path = folder_of(tmp_path / "run", {"humaneval+": "ppww"}, policy='<script>alert("x")</script> | [bold]')
    report = write_report(path)
    page = (path / "report.html").read_text()
    assert "<script>" not in page and "&lt;script&gt;" in page
    assert page.count("not measured here") >= len(PUBLISHED)
    assert "http://" not in page.replace("http://www.w3.org", "")
    console = Console(width=80, record=True)
    print_report(report, path, console)
    shown = console.export_text()
    assert "not measured here" in shown and "ReCode" in shown and "[bold]" in shown
    assert "\\|" in (path / "row.md").read_text()


def test_the_published_averages_are_the_means_of_their_columns() -> None:
    for model, figures in PUBLISHED.items():
        mean = sum(figures[column] for column in COLUMNS) / len(COLUMNS)
        assert mean == pytest.approx(figures["Avg"], abs=0.11), model
