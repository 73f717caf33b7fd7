"""The build from problems to pairs: what goes on, what is dropped and why, what survives a kill, what is refused."""

import json
import os
import shutil
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest

from lcbrb.build.records import BuiltPair, Dropped, Vote, read_dropped, read_pairs
from lcbrb.contract import Verdict
from lcbrb.pairs.sources import open_pairs
from lcbrb.runs import read_rows
from tests.build import tasks
from tests.build.conftest import SAMPLES, Build, settings
from tests.support.cli import ROOT, Outcome, command
from tests.support.servers import serving


def pairs_of(folder: Path) -> list[BuiltPair]:
    return read_pairs(folder / "pairs.jsonl", "")


def funnel(folder: Path) -> dict[str, dict[str, object]]:
    return {step["what"]: step for step in json.loads((folder / "funnel.json").read_text())["steps"]}


def test_chosen_reasoning_is_sound_and_its_code_passes(whole: Path) -> None:
    pairs = pairs_of(whole)
    assert len(pairs) >= 4
    for pair in pairs:
        assert tasks.SOUND in pair.chosen[0]["content"] and tasks.FLAWED in pair.rejected[0]["content"]
        assert (pair.chosen_verdict, pair.rejected_verdict) == (Verdict.PASSED, Verdict.WRONG_ANSWER)
        assert pair.chosen_side.tests_passed == pair.chosen_side.tests_total == 2
        assert pair.kind == "logical_rigor"


def test_only_the_reasoning_enters_the_pair_and_the_rest_travels_beside_it(whole: Path) -> None:
    for pair in pairs_of(whole):
        for said, solution, side in (
            (pair.chosen, pair.chosen_solution, pair.chosen_side),
            (pair.rejected, pair.rejected_solution, pair.rejected_side),
        ):
            text = said[0]["content"]
            assert "think>" not in text and "answer>" not in text and "print(" not in text
            assert solution is not None and solution.startswith("print(")
            assert side.length == len(text) and len(side.judge_votes) == 3
        assert pair.generator == pair.judge == "rm" and pair.difficulty and pair.contest_date


def test_the_sides_are_alike_in_length_and_neither_is_always_the_longer(whole: Path) -> None:
    pairs = pairs_of(whole)
    assert all(pair.length_difference <= 0.2 for pair in pairs)
    longer = [pair.chosen_side.length - pair.rejected_side.length for pair in pairs]
    assert abs(sum(difference > 0 for difference in longer) - sum(difference < 0 for difference in longer)) <= 1


def test_every_answer_is_in_a_pair_or_dropped_for_a_reason(whole: Path) -> None:
    steps = funnel(whole)
    candidates = read_pairs(whole / "candidates.jsonl", "")
    in_pairs = [(pair.question_id, str(side.sample_id)) for pair in candidates
                for side in (pair.chosen_side, pair.rejected_side)]  # fmt: skip
    dropped = [(entry.question_id, entry.name) for entry in read_dropped(whole, "pair")]
    everyone = [(question, str(sample)) for question in tasks.PROBLEMS for sample in range(SAMPLES)]
    assert sorted(in_pairs + dropped) == sorted(everyone)
    lost = [(entry.question_id, entry.name) for entry in read_dropped(whole, "select")]
    assert sorted(lost + [(pair.question_id, pair.pair_id) for pair in pairs_of(whole)]) == sorted(
        (pair.question_id, pair.pair_id) for pair in candidates
    )
    reasons = Counter(entry.reason for entry in read_dropped(whole, "pair"))
    for step in ("usable answers", "candidate pairs"):
        for reason, count in steps[step]["dropped"].items():
            assert reasons[reason] == count
    assert {"no_reasoning", "open_reasoning", "no_code", "compile_error", "short_reasoning", "duplicate"} <= set(
        reasons
    )
    assert steps["answers"]["count"] == 3 * SAMPLES and steps["pairs"]["count"] == len(pairs_of(whole))


def test_the_funnel_is_printed(whole: Path) -> None:
    printed = (whole.parent / "stdout").read_text()
    assert "candidate pairs" in printed and "does not begin with its reasoning" in " ".join(printed.split())


def test_unreadable_votes_are_counted(whole: Path) -> None:
    unreadable = sum(row["agreement"] == Vote.UNPARSABLE for row in read_rows(whole / "judge" / "votes.jsonl"))
    assert funnel(whole)["readable votes"]["dropped"] == {"unreadable_votes": unreadable}


def test_pairs_are_a_set_that_eval_reads(whole: Path, tmp_path: Path) -> None:
    opened = open_pairs(str(whole / "pairs.jsonl"), tmp_path)
    assert [pair.pair_id for pair in opened.store] == [pair.pair_id for pair in pairs_of(whole)]


FILES = ("candidates.jsonl", "dropped_by_pair.jsonl", "pairs.jsonl", "dropped_by_select.jsonl", "funnel.json")


def test_a_build_killed_in_every_stage_ends_as_if_it_had_not_been(whole: Path, problems: str, tmp_path: Path) -> None:
    script = tasks.answers(tmp_path, tasks.VOTES, tasks.generations())
    with serving(answers=script, seconds=0.05) as server:
        told = settings(problems, server.url, "--output", tmp_path / "build")
        kill_at(tmp_path / "build" / "samples" / "verdicts.jsonl", 3, command("build", *told))
        answers = tmp_path / "build" / "samples" / "generations.jsonl"
        assert 3 <= len(list(read_rows(answers))) < 3 * SAMPLES  # killed while it sampled and graded
        kill_at(tmp_path / "build" / "judge" / "votes.jsonl", 4, command("build", *told))
        last = subprocess.run(command("build", *told), cwd=ROOT, capture_output=True, text=True, check=False)
        assert last.returncode == 0, last.stderr
        asked = Counter(json.dumps(entry["body"], sort_keys=True) for entry in server.seen())
    for file in FILES:
        assert (tmp_path / "build" / file).read_bytes() == (whole / file).read_bytes(), file
    # What was under way at a kill is asked once more, nothing else.
    assert len(asked) == len(list(read_rows(whole / "samples" / "generations.jsonl"))) + len(
        list(read_rows(whole / "judge" / "votes.jsonl"))
    )
    assert asked.total() - len(asked) <= 2 * 4


def kill_at(file: Path, rows: int, told: list[str]) -> None:
    with subprocess.Popen(told, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          start_new_session=True) as process:  # fmt: skip
        patience = time.monotonic() + 300
        while not file.exists() or file.read_bytes().count(b"\n") < rows:
            assert process.poll() is None and time.monotonic() < patience, f"it ended before {rows} rows of {file}"
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGKILL)


def test_a_judge_whose_server_dies_is_asked_for_the_rest(
    built: Path, whole: Path, tmp_path: Path, build: Build
) -> None:
    (built / "judge").rename(tmp_path / "earlier")
    script = tasks.answers(tmp_path, tasks.VOTES)

    def judge(url: str) -> Outcome:
        told = ("--judge", f"served:rm@{url}", "--retries", 0, "--concurrency", 1)
        return build("judge", "--output", built, *told)

    with serving(answers=script, dies_after=5) as server:
        url = server.url
        stopped = judge(url)
    assert stopped.status == 1 and "repeat the command for the rest" in stopped.stderr
    kept = [row for row in read_rows(built / "judge" / "votes.jsonl") if row["infra_error"] is None]
    assert len(kept) == 5
    assert {entry.reason for entry in dropped_by_select(built, build)} >= {"not_judged"}
    with serving(answers=script, port=url.rpartition(":")[2]) as server:
        assert judge(url).status == 0
        assert len(server.seen()) == len(list(read_rows(whole / "judge" / "votes.jsonl"))) - len(kept)
    assert build("select", "--output", built).status == 0
    assert (built / "pairs.jsonl").read_bytes() == (whole / "pairs.jsonl").read_bytes()


def dropped_by_select(folder: Path, build: Build) -> list[Dropped]:
    build("select", "--output", folder)
    return list(read_dropped(folder, "select"))


def test_the_pure_stages_can_be_repeated(built: Path, whole: Path, build: Build) -> None:
    (built / "pairs.jsonl").unlink()
    (built / "candidates.jsonl").unlink()
    assert build("pair", "--output", built).status == 0
    assert build("select", "--output", built).status == 0
    assert pairs_of(built) == pairs_of(whole)


def test_answers_without_a_verdict_are_graded_without_the_generator(built: Path, whole: Path, build: Build) -> None:
    verdicts = built / "samples" / "verdicts.jsonl"
    verdicts.write_bytes(b"".join(verdicts.read_bytes().splitlines(keepends=True)[:7]))
    build("pair", "--output", built)
    assert funnel(built)["usable answers"]["dropped"]["not_graded"]
    assert not (built / "pairs.jsonl").exists()  # other candidates: the old pairs are not theirs
    assert build("execute", "--output", built, "--workers", 1).status == 0
    assert build("pair", "--output", built).status == 0
    assert (built / "candidates.jsonl").read_bytes() == (whole / "candidates.jsonl").read_bytes()


def test_caps_and_size_drop_with_their_reasons(built: Path, build: Build) -> None:
    assert build("select", "--output", built, "--pairs-per-problem", 1, "--size", 2, "--no-balance-lengths").status == 0
    kept = pairs_of(built)
    assert len(kept) == 2 and len({pair.question_id for pair in kept}) == 2
    reasons = {entry.reason for entry in read_dropped(built, "select")}
    assert {"problem_cap", "size"} <= reasons


def test_a_tolerance_of_nothing_pairs_only_equal_lengths(built: Path, build: Build) -> None:
    assert build("pair", "--output", built, "--length-tolerance", 0).status == 2
    assert not read_pairs(built / "candidates.jsonl", "")
    assert "length" in funnel(built)["candidate pairs"]["dropped"]


# What is refused, and how.


def test_a_generator_that_never_emits_tags(tmp_path: Path, problems: str, build: Build) -> None:
    script = tasks.answers(tmp_path, {entry[1]: [entry[2], "stop"] for entry in tasks.PROBLEMS.values()})
    with serving(answers=script) as server:
        told = settings(problems, server.url, "--limit", 1, "--samples", 2)
        refused = build("--output", tmp_path / "build", *told).refusal()
    assert refused.startswith("None of the 2 answers of rm begins with its reasoning between <think> and </think>;")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (tasks.YES, "finds all 4 reasonings it was shown sound, those of failing programs among them"),
        (tasks.NO_RIGOR, "finds all 4 reasonings it was shown flawed, those of passing programs among them"),
        (["Both fine.", "stop"], "None of the 4 answers of judge rm can be read"),
        (tasks.vote("yes", "yes", "yes", "no"), "finds all 4 reasonings it was shown sound"),
    ],
)
def test_a_judge_that_tells_nothing_apart(
    built: Path, tmp_path: Path, build: Build, said: list[str], sentence: str
) -> None:
    (built / "judge").rename(tmp_path / "earlier")
    lines = (built / "candidates.jsonl").read_bytes().splitlines(keepends=True)
    (built / "candidates.jsonl").write_bytes(b"".join(lines[:2]))
    with serving(answers=tasks.answers(tmp_path, {"BEGIN REASONING": said})) as server:
        told = ("--judge", f"served:rm@{server.url}", "--votes", 1, "--judge-temperature", 0)
        assert build("judge", "--output", built, *told).status == 0
    assert sentence in build("select", "--output", built).refusal()


def test_a_problem_file_without_tests(tmp_path: Path, problems: str, build: Build) -> None:
    row = json.loads(Path(problems.partition("=")[2]).read_text().splitlines()[0])
    (tmp_path / "bare.jsonl").write_text(json.dumps(row | {"public_test_cases": "[]"}) + "\n")
    told = ("--generator", "served:rm@http://127.0.0.1:9", "--output", tmp_path / "build")
    assert (
        "problem 'abc1_a' has no tests" in build("--problems", f"livecodebench={tmp_path}/bare.jsonl", *told).refusal()
    )
    from lcbrb.problems import load

    mini = load("mini")
    bare = mini.official_row(next(iter(mini))) | {"tests": []}
    (tmp_path / "mini.jsonl").write_text(json.dumps(bare) + "\n")
    assert "has no tests" in build("--problems", f"mini={tmp_path}/mini.jsonl", *told).refusal()


def test_a_window_without_problems(tmp_path: Path, problems: str, build: Build) -> None:
    told = ("--generator", "served:rm@http://127.0.0.1:9", "--output", tmp_path / "build")
    refused = build("--problems", problems, "--start-date", "2030-01-01", *told).refusal()
    assert "has a contest date from 2030-01-01" in refused and "they run from 2024-10-05" in refused


def test_a_stage_before_its_time(tmp_path: Path, build: Build) -> None:
    for stage, told, sentence in (
        ("pair", (), "has no answers yet"),
        ("judge", ("--judge", "smollm2"), "has no candidates.jsonl"),
        ("select", (), "has no candidates.jsonl"),
    ):
        assert sentence in build(stage, "--output", tmp_path, *told).refusal()


def test_settings_that_a_stage_does_not_read(tmp_path: Path, build: Build) -> None:
    refused = build("judge", "--output", tmp_path, "--samples", 9).refusal()
    assert refused == "--samples is a setting of sample; `lcbrb build judge` does not read it."
    assert build("--output", tmp_path).refusal() == "`lcbrb build` needs --problems."
    refused = build("--output", tmp_path, "--problems", "humaneval+", "--generator", "smollm2").refusal()
    assert refused.startswith("--problems humaneval+: choose one of livecodebench, mini")


def test_another_judge_is_not_mixed_in(built: Path, tmp_path: Path, build: Build) -> None:
    with serving(answers=tasks.answers(tmp_path, tasks.VOTES)) as server:
        refused = build("judge", "--output", built, "--judge", f"served:rm@{server.url}").refusal()
    assert "was made with judge = " in refused
    shutil.rmtree(built / "judge")
    assert "no votes of a judge" in build("select", "--output", built).refusal()
