"""What can be exported, and what is refused."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lcbrb.bench.export import Format, Graded, export, read_graded
from lcbrb.errors import UserError


def drop_last_line(path: Path) -> None:
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))


def test_figures_are_those_of_the_reports(graded_run: Graded, graded_samples: Graded) -> None:
    report = json.loads((graded_run.path / "report.json").read_text())["benchmarks"]
    for benchmark in graded_run.with_bases:
        found = benchmark.pass_at_1()
        assert report[benchmark.name]["pass@1"] == pytest.approx(found.estimate)
        assert report[benchmark.name]["ci95"] == pytest.approx(list(found.interval), abs=1e-6)
    assert [benchmark.name for benchmark in graded_run.with_bases] == ["humaneval", "humaneval+", "livecodebench"]
    base, plus = graded_samples.with_bases
    assert (base.pass_at_1().estimate, plus.pass_at_1().estimate) == (0.75, 0.5)


def test_a_grade_folder_keeps_what_was_graded(grade_folder: Path) -> None:
    rows = [json.loads(line) for line in (grade_folder / "samples.jsonl").read_text().splitlines()]
    assert [(row["task_id"], row["sample_id"]) for row in rows[:2]] == [("HumanEval/0", 0), ("HumanEval/0", 1)]
    assert rows[2]["completion"] == "    return n // 2 if n < 10 else 0\n"


@pytest.mark.parametrize("name", ["verdicts.jsonl", "samples.jsonl", "report.json"])
def test_an_unfinished_grade_folder_is_refused(tmp_path: Path, grade_folder: Path, name: str) -> None:
    folder = shutil.copytree(grade_folder, tmp_path / "copy")
    drop_last_line(folder / name) if name == "verdicts.jsonl" else (folder / name).unlink()
    with pytest.raises(UserError, match=r"without a verdict: 1;|has no samples|is not finished"):
        read_graded(folder, "maker/tiny")


def test_an_unfinished_run_is_refused(tmp_path: Path, run_folder: Path) -> None:
    folder = shutil.copytree(run_folder, tmp_path / "copy")
    drop_last_line(folder / "verdicts.jsonl")
    with pytest.raises(UserError, match="samples without a verdict: 1;"):
        read_graded(folder)


def test_infrastructure_errors_pass_for_nothing(tmp_path: Path, grade_folder: Path) -> None:
    folder = shutil.copytree(grade_folder, tmp_path / "copy")
    path = folder / "verdicts.jsonl"
    path.write_text(path.read_text().replace('"wrong_answer"', '"infra_error"'))
    with pytest.raises(UserError, match="samples without a verdict: 2;"):
        read_graded(folder, "maker/tiny")


def test_a_grade_folder_needs_the_models_name(grade_folder: Path) -> None:
    with pytest.raises(UserError, match="name it with --model"):
        read_graded(grade_folder)


def test_other_problems_than_were_graded_are_refused(tmp_path: Path, grade_folder: Path, problems_file: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text(problems_file.read_text().replace("[14]", "[15]"))
    graded = read_graded(grade_folder, "maker/tiny", problems_file=other)
    with pytest.raises(UserError, match="was graded with humaneval"):
        export(graded, Format.LM_EVAL, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_peer_without_the_benchmark_is_refused(tmp_path: Path, graded_samples: Graded) -> None:
    with pytest.raises(UserError, match=r"LiveCodeBench has none of the benchmarks of .* \(humaneval\+\)"):
        export(graded_samples, Format.LIVECODEBENCH, tmp_path)


def test_nothing_is_replaced(tmp_path: Path, graded_samples: Graded) -> None:
    (first, *_) = export(graded_samples, Format.EVALPLUS, tmp_path)
    first.write_text("mine")
    with pytest.raises(UserError, match="is there already"):
        export(graded_samples, Format.EVALPLUS, tmp_path)
    assert first.read_text() == "mine"


def test_equal_folders_give_equal_files(tmp_path: Path, graded_run: Graded) -> None:
    for form in (Format.EVALPLUS, Format.LIVECODEBENCH, Format.LM_EVAL, Format.EVERY_EVAL_EVER):
        twice = [export(graded_run, form, tmp_path / name / form) for name in ("a", "b")]
        assert [path.read_bytes() for path in twice[0]] == [path.read_bytes() for path in twice[1]]


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    program = "from lcbrb.cli.recode_bench import main; main()"
    full = [sys.executable, "-c", program, "export", *map(str, arguments)]
    return subprocess.run(full, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3])


def test_the_command_names_the_files_it_wrote(tmp_path: Path, run_folder: Path) -> None:
    done = command(run_folder, "--format", "evalplus", "--output", tmp_path)
    assert done.returncode == 0, done.stderr
    assert {Path(line) for line in done.stdout.splitlines()} == {path for path in tmp_path.rglob("*") if path.is_file()}


def test_an_unknown_format_is_one_sentence(tmp_path: Path, run_folder: Path) -> None:
    done = command(run_folder, "--format", "csv", "--output", tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "choose one of evalplus, bigcodebench" in done.stderr
