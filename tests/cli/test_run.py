"""``recode-bench run`` as a person starts it: killed, with bad input."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from lcbrb.runs import read_rows
from tests.bench import tasks
from tests.support.cli import ROOT, Outcome
from tests.support.servers import serving

INTERRUPTED = "error: Interrupted. Everything finished so far is kept; repeat the command to continue."
PROGRAM = [sys.executable, "-c", "from lcbrb.cli.recode_bench import main; main()"]


def run_process(*arguments: object) -> Outcome:
    done = subprocess.run([*PROGRAM, *map(str, arguments)], capture_output=True, text=True, check=False, cwd=ROOT)
    return Outcome(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return [part for entry in tasks.write(tmp_path_factory.mktemp("problems")) for part in ("--problems", entry)]


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(tasks.ANSWERS))
    return path


def arguments(output: Path, problems: list[str], *more: object) -> list[object]:
    chosen = ["--benchmarks", "humaneval+,livecodebench", *problems, "--output", output, "--workers", "1"]
    return ["run", *chosen, "--max-new-tokens", "16", *more]


def test_a_run_over_a_server_prints_its_row_and_json(tmp_path: Path, problems: list[str], answers: Path) -> None:
    with serving(answers=answers) as server:
        chosen = arguments(tmp_path / "run", problems, "--policy", f"served:rm@{server.url}")
        done = run_process(*chosen)
        assert done.status == 0, done.stderr
        assert "HE+" in done.stdout and "25.0%" in done.stdout and "not measured here" in done.stdout
        assert done.stderr == ""  # quiet where nobody watches
    again = run_process("report", tmp_path / "run", "--json")
    assert json.loads(again.stdout) == json.loads((tmp_path / "run" / "report.json").read_text())


def test_a_run_killed_twice_ends_with_the_report_of_one_that_was_not(
    tmp_path: Path, problems: list[str], answers: Path
) -> None:
    with serving(answers=answers, seconds=0.4) as server:
        chosen = ["--policy", "rm", "--base-url", server.url, "--concurrency", "1"]
        assert run_process(*arguments(tmp_path / "whole", problems, *chosen)).status == 0
        for answers_there, end in ((1, signal.SIGKILL), (3, signal.SIGINT)):
            process = subprocess.Popen(
                [*PROGRAM, *map(str, arguments(tmp_path / "run", problems, *chosen))],
                cwd=ROOT, stderr=subprocess.PIPE, text=True,
            )  # fmt: skip
            wait_for_rows(tmp_path / "run" / "generations.jsonl", answers_there, process)
            process.send_signal(end)
            _, said = process.communicate()
        assert (process.returncode, said.strip()) == (130, INTERRUPTED)
        assert run_process(*arguments(tmp_path / "run", problems, *chosen)).status == 0
        assert len(server.seen()) <= 6 + 6 + 2
    reports = [json.loads((tmp_path / name / "report.json").read_text()) for name in ("run", "whole")]
    assert reports[0] == reports[1]
    assert texts(tmp_path / "run") == texts(tmp_path / "whole")


def wait_for_rows(path: Path, number: int, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        if path.exists() and path.read_bytes().count(b"\n") >= number:
            return
        time.sleep(0.01)


def texts(folder: Path) -> list[tuple[Any, ...]]:
    return sorted(
        (row["task_id"], row["text"], row["completion_tokens"]) for row in read_rows(folder / "generations.jsonl")
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["--benchmarks", "humanevalplus"], "Unknown benchmark 'humanevalplus'; choose paper, or among humaneval,"),
        (["--benchmarks", "mbpp+", "--n", "4"], "--n 4 at temperature 0 would give equal samples"),
        (["--benchmarks", "mbpp+", "--backend", "openai"], "--backend openai needs the server's address"),
        (["--benchmarks", "mbpp+", "--top-p", "0"], "top_p is 0.0"),
    ],
)
def test_a_mistake_is_one_sentence(tmp_path: Path, given: list[str], message: str) -> None:
    path = tmp_path / "mbpp.jsonl"
    row = {
        "task_id": "Mbpp/2",
        "prompt": '"""\nAdd.\n"""\n',
        "entry_point": "f",
        "canonical_solution": "def f(a): return a",
    }
    path.write_text(json.dumps(row | {"base_input": [[1]], "plus_input": [[2]], "atol": 0}) + "\n")
    files = ["--problems", f"mbpp+={path}"] if "mbpp+" in given else []
    done = run_process("run", "--policy", "smollm2", "--output", tmp_path / "run", *given, *files)
    assert message in done.refusal()


def test_a_terminal_shows_how_far_each_benchmark_is(tmp_path: Path, problems: list[str], answers: Path) -> None:
    with serving(answers=answers, seconds=0.6) as server:
        chosen = arguments(tmp_path / "run", problems, "--policy", "rm", "--base-url", server.url, "--concurrency", "1")
        done = subprocess.run(
            [*PROGRAM, *map(str, chosen)], env=os.environ | {"FORCE_COLOR": "1", "COLUMNS": "100"}, cwd=ROOT,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0
    for shown in ("humaneval+", "livecodebench", "/4", "/2", "pass@1 so far", "tokens/s", "left"):
        assert shown in done.stderr


def test_infra_errors_end_with_status_1(tmp_path: Path, problems: list[str], answers: Path) -> None:
    with serving(answers=answers, dies_after=2) as server:
        chosen = arguments(tmp_path / "run", problems, "--policy", "rm", "--base-url", server.url)
        done = run_process(*chosen, "--retries", "0", "--concurrency", "2")
    assert done.status == 1
    assert "could not be had or graded" in done.stdout


def test_help_starts_quickly_and_needs_nothing_heavy() -> None:
    program = (
        "import sys\nfrom lcbrb.cli.recode_bench import main\n"
        "sys.argv = ['recode-bench', 'run', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'torch', 'transformers', 'numpy', 'httpx', 'matplotlib', 'scipy'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
