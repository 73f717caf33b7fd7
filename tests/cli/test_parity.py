"""recode-bench parity and recode-bench grade --checker official, from files to exit statuses."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lcbrb import problems
from lcbrb.errors import UserError
from lcbrb.grading import official

PACKAGE = str(Path(__file__).parents[2])
RIGHT = "def double(n):\n    return 2 * n\n"
WRONG = "def double(n):\n    return n\n"
ALWAYS_EQUAL = "class Any:\n    __eq__ = lambda *_: True\n\ndef double(n):\n    return Any()\n"


def run(name, *arguments):
    program = "from lcbrb.cli.recode_bench import main; main()"
    command = [sys.executable, "-c", program, name, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": PACKAGE}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def jsonl(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture
def humaneval(tmp_path, monkeypatch):
    """Arguments for three problems of EvalPlus's form."""
    monkeypatch.setenv("LCBRB_CACHE", str(tmp_path / "cache"))
    problems = [
        {
            "task_id": f"HumanEval/{number}", "prompt": "def double(n):\n", "entry_point": "double", "atol": 0,
            "canonical_solution": "    return 2 * n\n", "base_input": [[1], [2]], "plus_input": [[3], [number + 10]],
        }
        for number in range(3)
    ]  # fmt: skip
    path = jsonl(tmp_path / "problems.jsonl", problems)
    return ["--benchmark", "humaneval+", "--problems", path, "--workers", "1"]


def samples(tmp_path, *codes, **published):
    rows = [{"task_id": f"HumanEval/{number}", "solution": code} for number, code in enumerate(codes)]
    for name, statuses in published.items():
        for row, status in zip(rows, statuses, strict=True):
            row[name] = status
    return ["--samples", jsonl(tmp_path / "samples.jsonl", rows)]


def evalplus_python():
    python = Path(os.environ.get("LCBRB_EVALPLUS_PYTHON", sys.executable))
    try:
        official.find("humaneval+", python)
    except UserError as error:
        pytest.skip(str(error))
    return python


def test_equal_published_verdicts_end_with_status_0(tmp_path, humaneval):
    statuses = {"base_status": ["pass", "fail"], "plus_status": ["pass", "fail"]}
    done = run("parity", *humaneval, *samples(tmp_path, RIGHT, WRONG, **statuses), "--against", "published")
    assert done.returncode == 0, done.stderr
    assert "ours and the published verdicts" in done.stdout


def test_every_difference_is_listed_and_the_status_is_1(tmp_path, humaneval):
    statuses = {"base_status": ["pass", "pass"], "plus_status": ["fail", "pass"]}
    arguments = [*humaneval, *samples(tmp_path, RIGHT, WRONG, **statuses), "--against", "published"]
    done = run("parity", *arguments, "--output", tmp_path / "run")
    assert done.returncode == 1, done.stderr
    assert "HumanEval/0, sample 0: ours passed. Theirs: failed (base passed)." in done.stdout
    assert "HumanEval/1, sample 0: ours wrong_answer at test 0. Returned 1, not 2. Theirs: passed." in done.stdout
    report = json.loads((tmp_path / "run" / "parity.json").read_text())
    assert [difference["task_id"] for difference in report["differences"]] == ["HumanEval/0", "HumanEval/1"]
    assert (report["against"], report["compared"]) == ("published", 2)
    rows = (tmp_path / "run" / "ours" / "verdicts.jsonl").read_bytes()
    assert run("parity", *arguments, "--output", tmp_path / "run").returncode == 1
    assert (tmp_path / "run" / "ours" / "verdicts.jsonl").read_bytes() == rows


def test_without_published_verdicts_and_a_checker_there_is_nothing_to_compare_with(tmp_path, humaneval):
    done = run("parity", *humaneval, *samples(tmp_path, RIGHT), "--against", "published")
    assert done.returncode == 2
    assert done.stderr == "error: None of the samples has a published verdict to compare with.\n"


def test_an_official_checker_that_is_missing_is_one_sentence(tmp_path, humaneval):
    arguments = [*humaneval, *samples(tmp_path, RIGHT), "--official-python", "/nowhere/python"]
    done = run("parity", *arguments, "--against", "official")
    assert done.returncode == 2
    assert (
        done.stderr.startswith("error: Cannot start the interpreter /nowhere/python") and done.stderr.count("\n") == 1
    )


def test_the_official_checker_is_compared_with(tmp_path, humaneval):
    arguments = [*humaneval, *samples(tmp_path, RIGHT, WRONG, ALWAYS_EQUAL), "--official-python", evalplus_python()]
    done = run("parity", *arguments, "--output", tmp_path / "run")
    assert done.returncode == 1, done.stderr
    assert "HumanEval/2, sample 0: ours wrong_answer at test 0." in done.stdout
    assert "Theirs: passed." in done.stdout
    report = json.loads((tmp_path / "run" / "parity.json").read_text())
    assert report["against"].startswith("evalplus ")
    assert report["all_tests"] == {"both_pass": 1, "both_fail": 1, "only_ours_passes": 0, "only_theirs_passes": 1}


def test_official_verdicts_are_marked_in_rows_and_report(tmp_path, humaneval):
    arguments = [*humaneval, *samples(tmp_path, RIGHT, WRONG, RIGHT), "--output", tmp_path / "run"]
    done = run("grade", *arguments, "--checker", "official", "--official-python", evalplus_python())
    assert done.returncode == 0, done.stderr
    assert "which can be cheated; for comparison only" in done.stdout
    rows = [json.loads(line) for line in (tmp_path / "run" / "verdicts.jsonl").read_text().splitlines()]
    assert {row["verdict"] for row in rows} == {"passed", "wrong_answer"}
    report = json.loads((tmp_path / "run" / "report.json").read_text())
    assert {report["checker"], *(row["checker"] for row in rows)} == {report["checker"]} != {"ours"}
    ours = run("grade", *arguments)
    assert ours.returncode == 2 and "was made with checker = 'evalplus" in ours.stderr


def test_a_benchmark_without_an_official_checker_is_one_sentence(tmp_path):
    samples = jsonl(tmp_path / "s.jsonl", [{"task_id": next(iter(problems.load("mini"))), "solution": "pass"}])
    done = run("parity", "--benchmark", "mini", "--samples", samples)
    assert done.returncode == 2
    assert done.stderr.startswith("error: 'mini' has no official checker")
