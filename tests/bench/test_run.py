"""A policy run from the question to the report: what is written, what survives, what is refused."""

import dataclasses
import fcntl
import json
import resource
from pathlib import Path
from typing import Any

import pytest

from lcbrb.bench.benchmarks import select
from lcbrb.bench.policy import PolicyBackend, PolicyOptions, load_policy
from lcbrb.bench.prompts import PromptStyle, ThinkFormat
from lcbrb.bench.run import PolicyRun, RunSettings, Watcher, run
from lcbrb.errors import InfraError, UserError
from lcbrb.models.http import HttpOptions
from lcbrb.runs import read_rows
from tests.bench.tasks import ANSWERS, VERDICTS
from tests.support.servers import serving

BOTH = "humaneval+,livecodebench"
QUICK = HttpOptions(concurrency=2, timeout=5, attempts=2, first_wait=0.01, longest_wait=0.1, give_up_after=3)


class Ear(Watcher):
    """Remembers what a person would have been told."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def say(self, sentence: str) -> None:
        self.heard.append(sentence)


def go(
    output: Path, problems: list[str], *, policy: str = "rm", benchmarks: str = BOTH, watcher: Watcher | None = None,
    options: dict[str, Any] | None = None, limit: int | None = None, **settings: Any,
) -> PolicyRun:  # fmt: skip
    files = [entry for entry in problems if entry.partition("=")[0] in benchmarks.split(",")]
    made = RunSettings(
        selection=select(benchmarks, files=files, limit=limit), **{"max_new_tokens": 24, "workers": 1} | settings
    )
    chosen = PolicyOptions(**{"http": QUICK} | (options or {}))
    return run(made, lambda: load_policy(policy, chosen), output, watcher or Watcher())


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    return write_answers(tmp_path, ANSWERS)


def write_answers(folder: Path, content: dict[str, Any]) -> Path:
    path = folder / "answers.json"
    path.write_text(json.dumps(content))
    return path


def rows(folder: Path, name: str) -> dict[str, dict[str, Any]]:
    return {row["task_id"]: row for row in read_rows(folder / name)}


def test_every_answer_is_graded_and_counted(tmp_path: Path, problems: list[str], answers: Path) -> None:
    with serving(answers=answers) as server:
        report = go(tmp_path / "run", problems, options={"base_url": server.url}).report
    found = rows(tmp_path / "run", "verdicts.jsonl")
    assert {task: (row["verdict"], row["base_verdict"]) for task, row in found.items()} == VERDICTS
    plus, base = report["benchmarks"]["humaneval+"], report["benchmarks"]["humaneval"]
    assert (plus["pass@1"], base["pass@1"]) == (0.25, 0.5)
    assert (plus["problems"], plus["samples"], plus["truncated"], plus["infra_errors"]) == (4, 4, 1, 0)
    assert plus["ci95"][0] < 0.25 < plus["ci95"][1]
    assert plus["verdicts"] == {"passed": 1, "wrong_answer": 2, "truncated": 1}
    lcb = report["benchmarks"]["livecodebench"]
    assert {level: figures["pass@1"] for level, figures in lcb["by_difficulty"].items()} == {"easy": 1.0, "hard": 0.0}
    assert report["complete"] and report["average"]["pass@1"] is None
    assert set(report["row"]) == {"HE", "HE+", "LCB-E", "LCB-H"}
    assert "25.0<br>" in (tmp_path / "run" / "row.md").read_text()
    generation = rows(tmp_path / "run", "generations.jsonl")["HumanEval/3"]
    assert (generation["finish_reason"], generation["solution"], generation["repeatable"]) == ("length", None, False)


def test_a_finished_run_is_not_asked_again(tmp_path: Path, problems: list[str], answers: Path) -> None:
    with serving(answers=answers) as server:
        first = go(tmp_path / "run", problems, options={"base_url": server.url}).report
        asked = len(server.seen())
        assert go(tmp_path / "run", problems, options={"base_url": server.url}).report == first
        assert len(server.seen()) == asked == 6


def test_a_changed_setting_is_refused_with_the_difference(tmp_path: Path, problems: list[str], answers: Path) -> None:
    with serving(answers=answers) as server:
        chosen = {"base_url": server.url}
        go(tmp_path / "run", problems, benchmarks="livecodebench", options=chosen, limit=1)
        with pytest.raises(UserError, match=r"made with max_new_tokens = 24, this run has 25"):
            go(tmp_path / "run", problems, benchmarks="livecodebench", options=chosen, limit=1, max_new_tokens=25)


def test_a_server_that_dies_loses_nothing(tmp_path: Path, problems: list[str], answers: Path) -> None:
    with serving(answers=answers, dies_after=2) as server:
        url = server.url
        stopped = go(tmp_path / "run", problems, options={"base_url": url})
    assert "requests in a row" in (stopped.stopped or "")
    kept = {row["task_id"] for row in read_rows(tmp_path / "run" / "generations.jsonl") if row["infra_error"] is None}
    assert len(kept) == 2 and not stopped.report["complete"]
    assert sum(figures["samples"] for figures in stopped.report["benchmarks"].values()) >= 2
    with serving(answers=answers, port=url.rpartition(":")[2]) as server:
        continued = go(tmp_path / "run", problems, options={"base_url": url})
        assert len(server.seen()) == 4
    with serving(answers=answers, port=url.rpartition(":")[2]):
        whole = go(tmp_path / "whole", problems, options={"base_url": url})
    assert continued.report == whole.report


def test_broken_json_from_a_server_is_no_wrong_answer(tmp_path: Path, problems: list[str]) -> None:
    lines = Path(problems[1].partition("=")[2]).read_text().replace("Print the number squared.", "fail:truncated")
    broken = tmp_path / "broken.jsonl"
    broken.write_text(lines)
    with serving(answers=write_answers(tmp_path, ANSWERS)) as server:
        chosen = {"base_url": server.url}
        report = go(
            tmp_path / "run", [f"livecodebench={broken}"], benchmarks="livecodebench", options=chosen
        ).report  # fmt: skip
    figures = report["benchmarks"]["livecodebench"]
    assert (figures["infra_errors"], figures["problems"], figures["pass@1"]) == (1, 1, 1.0)
    assert "not valid JSON" in next(iter(figures["infra_error_messages"]))
    assert not report["complete"]


def test_a_server_that_is_not_there_is_one_sentence(tmp_path: Path, problems: list[str]) -> None:
    with pytest.raises(UserError, match=r"Cannot reach http://127\.0\.0\.1:9/v1/models"):
        go(tmp_path / "run", problems, options={"base_url": "http://127.0.0.1:9"})


def test_a_second_process_on_a_folder_is_refused(tmp_path: Path, problems: list[str]) -> None:
    (tmp_path / "run").mkdir()
    with (tmp_path / "run" / ".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(UserError, match="in use by another process"):
            go(tmp_path / "run", problems)


def test_several_samples_have_seeds_of_their_own_and_pass_at_k(
    tmp_path: Path, problems: list[str], answers: Path
) -> None:
    with serving(answers=answers) as server:
        report = go(
            tmp_path / "run", problems, benchmarks="livecodebench", options={"base_url": server.url},
            samples=5, temperature=0.8,
        ).report  # fmt: skip
        seeds = [entry["body"]["seed"] for entry in server.seen()]
    assert len(set(seeds)) == 10
    assert report["benchmarks"]["livecodebench"]["pass@k"]["5"]["estimate"] == 0.5


def test_several_greedy_samples_are_refused() -> None:
    with pytest.raises(UserError, match="equal samples"):
        RunSettings(selection=select("mbpp+"), samples=2)


def test_a_server_is_asked_with_base_prompts(tmp_path: Path, problems: list[str]) -> None:
    completions = {"def add_two": ["    return n + 2\n\ndef other():\n    return 1 +", "length"]}
    with serving(answers=write_answers(tmp_path, completions)) as server:
        report = go(
            tmp_path / "run", problems, benchmarks="humaneval+", limit=1, style=PromptStyle.BASE,
            options={"base_url": server.url},
        ).report  # fmt: skip
        (seen,) = server.seen()
    assert report["benchmarks"]["humaneval+"]["pass@1"] == 1.0
    assert seen["path"] == "/v1/completions" and "\ndef " in seen["body"]["stop"]
    assert seen["body"]["prompt"] == 'def add_two(n):\n    """Work on n."""\n'


def test_thinking_is_switched_and_left_out_of_the_code(tmp_path: Path, problems: list[str]) -> None:
    thought = "<think>\n```python\nprint(0)\n```\n</think>\n" + ANSWERS["twice the number"][0]
    with serving(answers=write_answers(tmp_path, {"twice": [thought, "stop"]})) as server:
        report = go(
            tmp_path / "run", problems, benchmarks="livecodebench", limit=1, think=ThinkFormat.NATIVE,
            options={"base_url": server.url},
        ).report  # fmt: skip
        (seen,) = server.seen()
    assert report["benchmarks"]["livecodebench"]["pass@1"] == 1.0
    assert seen["body"]["chat_template_kwargs"] == {"enable_thinking": True}


LOCAL: dict[str, Any] = {"backend": PolicyBackend.TRANSFORMERS, "batch_tokens": 300}


def without_template(folder: Path, tmp_path: Path) -> Path:
    import shutil

    copy = tmp_path / "base"
    shutil.copytree(folder, copy)
    (copy / "chat_template.jinja").unlink(missing_ok=True)
    config = json.loads((copy / "tokenizer_config.json").read_text())
    config.pop("chat_template", None)
    (copy / "tokenizer_config.json").write_text(json.dumps(config))
    return copy


def test_a_model_without_a_template_is_asked_as_a_base_model(
    tmp_path: Path, problems: list[str], tiny_policy: Path
) -> None:
    ear, base = Ear(), without_template(tiny_policy, tmp_path)
    result = go(tmp_path / "run", problems, policy=str(base), options=LOCAL, limit=1, watcher=ear)
    assert result.report["settings"]["prompts"] == "base" and result.report["complete"]
    assert "no chat template" in ear.heard[0]
    with pytest.raises(UserError, match="cannot be asked as a chat model"):
        go(tmp_path / "chat", problems, policy=str(base), options=LOCAL, limit=1, style=PromptStyle.CHAT)


def test_a_prompt_that_fills_the_window_is_said_and_counts_as_failed(
    tmp_path: Path, problems: list[str], tiny_policy: Path
) -> None:
    options = LOCAL | {"max_length": 40}
    result = go(tmp_path / "run", problems, policy=str(tiny_policy), options=options, benchmarks="humaneval+", limit=2)
    figures = result.report["benchmarks"]["humaneval+"]
    assert (figures["pass@1"], figures["prompts_without_room"]) == (0.0, 2)
    assert "leave no room" in rows(tmp_path / "run", "verdicts.jsonl")["HumanEval/0"]["message"]


class Killed(BaseException):
    """The end of a process, as far as a test can play it: nothing runs after it."""


class Fuse(Watcher):
    """Kills a run after some fresh answers."""

    def __init__(self, after: int) -> None:
        self.left = after

    def generated(self, benchmark: str, tokens: int | None, fresh: bool) -> None:
        self.left -= fresh
        if self.left < 0:
            raise Killed


@pytest.mark.parametrize("temperature", [0.0, 0.9])
def test_a_run_broken_off_twice_ends_as_if_it_had_not_been(
    tmp_path: Path, problems: list[str], tiny_policy: Path, temperature: float
) -> None:
    settings: dict[str, Any] = {"policy": str(tiny_policy), "options": LOCAL, "temperature": temperature}
    whole = go(tmp_path / "whole", problems, **settings)
    for answers_more in (1, 2):
        with pytest.raises(Killed):
            go(tmp_path / "run", problems, watcher=Fuse(answers_more), **settings)
    continued = go(tmp_path / "run", problems, **settings)
    assert continued.report == whole.report
    assert rows(tmp_path / "run", "generations.jsonl") == rows(tmp_path / "whole", "generations.jsonl")
    assert len(list(read_rows(tmp_path / "run" / "generations.jsonl"))) == 6


class FullDisk(Watcher):
    """Lets no file grow beyond the answers that are there at the second verdict."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.graded_so_far = folder, 0

    def graded(self, benchmark: str, verdict: object) -> None:
        self.graded_so_far += 1
        if self.graded_so_far == 2:
            size = (self.folder / "generations.jsonl").stat().st_size
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + 60, resource.RLIM_INFINITY))


def test_a_full_disk_is_one_sentence_and_loses_nothing(tmp_path: Path, problems: list[str], answers: Path) -> None:
    with serving(answers=answers, seconds=0.5) as server:
        options = {"base_url": server.url, "http": dataclasses.replace(QUICK, concurrency=1)}
        try:
            with pytest.raises(
                UserError, match=r"Cannot append to .*jsonl: File too large\. Rows written so far are kept"
            ):
                go(tmp_path / "run", problems, options=options, watcher=FullDisk(tmp_path / "run"))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        kept = len(list(read_rows(tmp_path / "run" / "generations.jsonl")))
        assert 2 <= kept < 6
        assert go(tmp_path / "run", problems, options=options).report["complete"]
        assert {row["task_id"] for row in read_rows(tmp_path / "run" / "verdicts.jsonl")} == set(VERDICTS)


def test_a_grader_that_cannot_work_ends_the_run(
    tmp_path: Path, problems: list[str], answers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LCBRB_CACHE", "/proc/nowhere")
    with serving(answers=answers) as server, pytest.raises((UserError, InfraError)):
        go(tmp_path / "run", problems, options={"base_url": server.url})


def test_mathematics_is_asked_for_a_box_and_graded(tmp_path: Path) -> None:
    pytest.importorskip("math_verify")
    path = tmp_path / "math.jsonl"
    tasks = [("What is a half plus a half?", "1"), ("What is a third?", r"\frac{1}{3}")]
    path.write_text("".join(json.dumps({"problem": text, "answer": answer}) + "\n" for text, answer in tasks))
    said = {
        "a half plus": ["<think>\\boxed{7}</think> So it is $\\boxed{1}$.", "stop"],
        "a third": ["\\boxed{0.3", "length"],
    }
    with serving(answers=write_answers(tmp_path, said)) as server:
        options = {"base_url": server.url}
        report = go(tmp_path / "run", [f"math500={path}"], benchmarks="math500", options=options).report
        asked = server.seen()[0]["body"]["messages"][-1]["content"]
    assert asked.endswith("put your final answer within \\boxed{}.")
    figures = report["benchmarks"]["math500"]
    assert (figures["pass@1"], figures["verdicts"]) == (0.5, {"passed": 1, "truncated": 1})
