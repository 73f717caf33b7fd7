"""``verify`` finds whatever was changed in a finished run, and ``compare`` what separates two."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lcbrb.bench.compare import compare_runs, comparison_findings
from lcbrb.bench.report import write_report
from lcbrb.bench.verify import Verification, verify_run
from lcbrb.errors import UserError
from tests.bench.tasks import ANSWERS, block
from tests.bench.test_run import go, write_answers
from tests.support.servers import serving


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory, problems: list[str]) -> Path:
    folder = tmp_path_factory.mktemp("finished")
    with serving(answers=write_answers(folder, ANSWERS)) as server:
        go(folder / "run", problems, options={"base_url": server.url})
    return folder / "run"


@pytest.fixture
def run(finished: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(finished, tmp_path / "run"))


def change(path: Path, edit: Callable[[dict[str, Any]], None], task: str) -> None:
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    for row in rows:
        if row["task_id"] == task:
            edit(row)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def found(verification: Verification) -> list[str]:
    return [difference.where for difference in verification.differences]


def test_an_untouched_run_is_what_it_says(run: Path) -> None:
    verification = verify_run(run, 1)
    assert verification.differences == []
    assert verification.regraded == 6 and verification.notes == []


def test_a_verdict_that_was_turned_is_found(run: Path) -> None:
    change(run / "verdicts.jsonl", lambda row: row.update(verdict="passed"), "HumanEval/2")
    write_report(run)
    (difference,) = verify_run(run, 1).differences
    assert difference.where == "humaneval+ HumanEval/2 sample 0: verdict"
    assert (difference.found, difference.now) == ("passed (base wrong_answer)", "wrong_answer")


def test_a_program_that_its_text_does_not_hold_is_found(run: Path) -> None:
    better = "def square(n):\n    return n * n"
    change(run / "generations.jsonl", lambda row: row.update(solution=better), "HumanEval/2")
    assert found(verify_run(run, 1)) == ["humaneval+ HumanEval/2 sample 0: program in the text"]


def test_a_missing_row_and_another_report_are_found(run: Path) -> None:
    lines = (run / "verdicts.jsonl").read_text().splitlines(keepends=True)
    (run / "verdicts.jsonl").write_text("".join(line for line in lines if "abc1_a" not in line))
    assert found(verify_run(run, 1)) == [
        "livecodebench abc1_a sample 0: verdict", "report.json: livecodebench pass@1"
    ]  # fmt: skip


def test_other_problems_are_found(run: Path, problems: list[str], tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text(Path(problems[0].partition("=")[2]).read_text().replace("Work on n", "Work on N"))
    manifest = json.loads((run / "manifest.json").read_text())
    manifest["environment"]["problem_files"]["humaneval+"] = str(other)
    (run / "manifest.json").write_text(json.dumps(manifest))
    assert {"humaneval+: md5 of the problems", "humaneval+ HumanEval/0 sample 0: prompt"} <= set(
        found(verify_run(run, 1))
    )


def test_two_runs_are_compared_problem_by_problem(run: Path, problems: list[str], tmp_path: Path) -> None:
    better = ANSWERS | {"def square": [block("def square(n):\n    return n * n"), "stop"]}
    with serving(answers=write_answers(tmp_path, better)) as server:
        go(tmp_path / "better", problems, options={"base_url": server.url})
    comparison = compare_runs(tmp_path / "better", run)
    entry = comparison["benchmarks"]["humaneval+"]
    assert (entry["problems"], entry["difference"]) == (4, 0.25)
    assert entry["discordant"] == {"first_better": 1, "second_better": 0}
    assert comparison["benchmarks"]["livecodebench easy"]["difference"] == 0
    assert comparison["average"] is None
    assert any("humaneval+: not settled" in finding.text for finding in comparison_findings(comparison))


def test_what_is_no_policy_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not a run folder"):
        verify_run(tmp_path, 1)
    (tmp_path / "manifest.json").write_text('{"kind": "grade", "identity": {}, "environment": {}}')
    with pytest.raises(UserError, match="is a run of 'grade', not of 'recode-bench run'"):
        compare_runs(tmp_path, tmp_path)
