"""What `lcbrb publish` makes of a build, and who can read it."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
import yaml

from lcbrb.build.records import read_pairs
from lcbrb.pairs.sources import open_pairs
from tests.build import tasks
from tests.support.cli import Outcome, run_here, run_process
from tests.support.hub import TOKEN, hub


@pytest.fixture(scope="session")
def once(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build that is published."""
    build = Path(shutil.copytree(whole, tmp_path_factory.mktemp("published") / "build"))
    done = run_process("publish", build, "--repo", "org/lcb-rb-test", "--dry-run")
    assert done.status == 0, done.stderr
    return build


@pytest.fixture
def published(once: Path, tmp_path: Path) -> Path:
    """A copy of the published folder, in its build."""
    return Path(shutil.copytree(once, tmp_path / "copy")) / "published"


def test_eval_reads_the_published_pairs_as_they_were_built(published: Path, tmp_path: Path) -> None:
    built = read_pairs(published.parent / "pairs.jsonl", "")
    opened = open_pairs(str(published), tmp_path)
    for pair, row in zip(built, opened.store, strict=True):
        assert (row.pair_id, row.question_id, row.kind) == (pair.pair_id, pair.question_id, pair.kind)
        assert (row.prompt, row.chosen, row.rejected) == (pair.prompt, pair.chosen, pair.rejected)
        assert (row.chosen_verdict, row.contest_date) == (pair.chosen_verdict, pair.contest_date)


def test_the_build_folder_itself_can_be_evaluated(
    published: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = ("--reward-model", "baseline:outcome", "--pairs", published.parent, "--output", tmp_path / "run", "--json")
    done = run_here(capsys, monkeypatch, "eval", *told)
    assert json.loads(done.stdout)["accuracy"] == 1.0


def test_datasets_loads_the_folder(published: Path, tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    pairs = datasets.load_dataset(str(published), split="test", cache_dir=str(tmp_path))
    row = pairs[0]
    assert (
        [turn["role"] for turn in row["chosen"]] == [turn["role"] for turn in row["rejected"]] == ["user", "assistant"]
    )
    assert row["chosen_length"] == len(row["chosen"][-1]["content"])
    assert [vote["agreement"] for vote in row["chosen_judge_votes"]] == ["yes"] * 3
    options = datasets.load_dataset(str(published), "two_options", split="test", cache_dir=str(tmp_path))
    assert len(options) == 2 * len(pairs) and set(options["target"]) == {"A", "B"}
    for option in options:
        chosen = option["choices"]["AB".index(option["target"])]
        assert tasks.SOUND in chosen


def test_checksums_are_those_of_all_files(published: Path) -> None:
    listed = dict(reversed(line.split("  ")) for line in (published / "checksums.sha256").read_text().splitlines())
    found = {str(path.relative_to(published)) for path in published.rglob("*") if path.is_file()}
    assert set(listed) == found - {"checksums.sha256"}
    assert all(hashlib.sha256((published / name).read_bytes()).hexdigest() == digest for name, digest in listed.items())


def test_the_card_says_how_the_set_was_made_and_hides_where(published: Path) -> None:
    card = (published / "README.md").read_text()
    pairs = read_pairs(published.parent / "pairs.jsonl", "")
    metadata = yaml.safe_load(card.split("---")[1])
    assert metadata["configs"][0]["data_files"] == [{"split": "test", "path": "data/test-*.parquet"}]
    assert f"{len(pairs)} pairs of reasoning about 3 programming problems" in card
    assert "rm, 24 answers a problem at temperature 0.8" in card and "3 votes on every side" in card
    assert "no person has reviewed these pairs" in card
    assert "| select |" in card and "probe: length" in card
    for text in (card, *(path.read_bytes().decode("latin-1") for path in published.rglob("*.parquet"))):
        assert "127.0.0.1" not in text and str(published.parent) not in text


def test_eval_yaml_has_the_fields_that_inspect_knows(published: Path) -> None:
    """Fields of inspect_ai/_eval/task/hf.py, HFTask, which refuses any other."""
    declared = yaml.safe_load((published / "eval.yaml").read_text())
    assert declared["evaluation_framework"] == "inspect-ai"
    (task,) = declared["tasks"]
    allowed = {
        "id",
        "config",
        "split",
        "field_spec",
        "shuffle_choices",
        "epochs",
        "epoch_reducer",
        "solvers",
        "scorers",
    }
    assert set(task) <= allowed and task["scorers"] == [{"name": "choice"}]


def test_publishing_again_replaces_what_was_published_and_nothing_else(
    published: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def publish(*more: object) -> Outcome:
        told = ("--repo", "org/lcb-rb-test", "--dry-run", *more)
        return run_here(capsys, monkeypatch, "publish", published.parent, *told)

    before = (published / "checksums.sha256").read_text()
    (published / "data" / "test-00001-of-00002.parquet").write_bytes(b"left over")
    (published.parent / "published.making").mkdir()  # of a run that was killed
    (published.parent / "published.making" / "half.parquet").write_bytes(b"half")
    assert publish().status == 0
    assert (published / "checksums.sha256").read_text() == before
    assert not (published.parent / "published.making").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.tex").write_text("mine")
    assert "is not a folder that `lcbrb publish` made" in publish("--output", tmp_path / "mine").refusal()
    assert (tmp_path / "mine" / "thesis.tex").read_text() == "mine"


def test_an_upload_without_a_token_is_one_sentence(
    built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for variable in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("huggingface_hub.constants.HF_TOKEN_PATH", str(tmp_path / "none"))
    told = ("--repo", "org/name", "--despite-audit")
    refused = run_here(capsys, monkeypatch, "publish", built, *told).refusal()
    assert refused.startswith("There is no token for the hub: log in with `hf auth login`")
    assert (built / "published" / "README.md").is_file()


def test_an_upload_is_one_commit_with_every_file_of_the_folder(published: Path) -> None:
    with hub() as told:
        done = upload(published, told.url, TOKEN, "--private")
    assert done.status == 0, done.stderr
    assert done.stdout.strip().endswith(f"Uploaded: {told.url}/datasets/org/lcb-rb-test")
    (created,) = told.created
    assert (created["type"], created["organization"], created["name"]) == ("dataset", "org", "lcb-rb-test")
    assert created["visibility"] == "private"
    made = {str(path.relative_to(published)): path.read_bytes() for path in published.rglob("*") if path.is_file()}
    assert told.committed == {"org/lcb-rb-test": made}


def test_a_token_that_may_not_write_is_one_sentence(published: Path) -> None:
    with hub() as told:
        refused = upload(published, told.url, "hf_reads").refusal()
    assert refused.startswith("The hub refuses to write to org/lcb-rb-test (status 401)")
    assert told.committed == {}


def test_a_hub_that_is_out_of_order_or_away_is_no_fault_of_the_user_and_leaves_the_folder(published: Path) -> None:
    with hub() as told:
        told.broken = True
        failed = upload(published, told.url, TOKEN)
    away = upload(published, told.url, TOKEN)
    assert failed.status == away.status == 1, failed.stderr + away.stderr
    assert "The hub did not take org/lcb-rb-test (status 500); the folder is ready at" in failed.stderr
    assert "The hub cannot be reached" in away.stderr
    assert (published / "checksums.sha256").is_file()


def upload(published: Path, endpoint: str, token: str, *more: str) -> Outcome:
    told = ("publish", published.parent, "--repo", "org/lcb-rb-test", "--despite-audit", *more)
    return run_process(*told, HF_ENDPOINT=endpoint, HF_TOKEN=token, HF_HUB_OFFLINE="0", NO_PROXY="127.0.0.1")


@pytest.mark.parametrize("repo", ["name", "org/name/more", "org/na me", "https://huggingface.co/org/name"])
def test_a_repo_that_is_none(
    built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, repo: str
) -> None:
    assert "write ORG/NAME" in run_here(capsys, monkeypatch, "publish", built, "--repo", repo).refusal()


def test_a_folder_that_is_no_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "it is no finished build" in run_here(capsys, monkeypatch, "publish", tmp_path, "--repo", "a/b").refusal()
