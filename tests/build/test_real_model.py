"""The real path: a real language model as generator and judge, whatever comes of it."""

import json
from pathlib import Path

import pytest

from lcbrb.build.records import read_dropped
from lcbrb.runs import read_rows
from tests.build.conftest import Build


@pytest.mark.long
def test_smollm2_goes_through_the_build_and_the_funnel_says_what_came_out(tmp_path: Path, build: Build) -> None:
    pytest.importorskip("transformers")
    folder = tmp_path / "build"
    model = ("--generator", "smollm2", "--judge", "smollm2", "--max-new-tokens", 48, "--workers", 1)
    done = build("--problems", "mini", "--limit", 1, "--samples", 2, *model, "--output", folder)
    answers = list(read_rows(folder / "samples" / "generations.jsonl"))
    assert len(answers) == 2 and all(row["text"] and row["finish_reason"] for row in answers)
    assert len({row["text"] for row in answers}) == 2
    steps = json.loads((folder / "funnel.json").read_text())["steps"]
    assert steps[1]["count"] == 2
    assert len(list(read_dropped(folder, "pair"))) + 2 * sum(1 for _ in read_rows(folder / "candidates.jsonl")) == 2
    if not (folder / "pairs.jsonl").is_file():
        assert "answers of smollm2" in done.refusal()


@pytest.mark.long
def test_smollm2_judges_candidates_and_every_vote_is_counted(built: Path, tmp_path: Path, build: Build) -> None:
    pytest.importorskip("transformers")
    (built / "judge").rename(tmp_path / "earlier")
    lines = (built / "candidates.jsonl").read_bytes().splitlines(keepends=True)
    (built / "candidates.jsonl").write_bytes(lines[0])
    told = ("--judge", "smollm2", "--votes", 2, "--judge-new-tokens", 48)
    assert build("judge", "--output", built, *told).status == 0
    votes = list(read_rows(built / "judge" / "votes.jsonl"))
    assert len(votes) == 4 and all(row["text"] for row in votes)
    done = build("select", "--output", built)
    steps = {step["what"]: step for step in json.loads((built / "funnel.json").read_text())["steps"]}
    assert steps["readable votes"]["count"] + steps["readable votes"]["dropped"].get("unreadable_votes", 0) == 4
    assert done.status == (0 if steps["pairs"]["count"] else 2)
