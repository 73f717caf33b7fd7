"""``lcbrb eval`` from end to end: what it writes, what survives a kill, and how it refuses."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lcbrb.runs import read_rows
from tests.support import tiny_models
from tests.support.cli import ROOT, Outcome, command, run_here, run_process, write_pairs
from tests.support.servers import serving

Cli = Callable[..., Outcome]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    return lambda *arguments: run_here(capsys, monkeypatch, *arguments)


@pytest.fixture(scope="module")
def classifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    model = tiny_models.build("LlamaForSequenceClassification", "LlamaConfig", num_labels=1)
    return tiny_models.save(tmp_path_factory.mktemp("classifier"), model)


def files(folder: Path) -> tuple[bytes, bytes, bytes]:
    names = ("scores.jsonl", "report.json", "report.html")
    return tuple((folder / name).read_bytes() for name in names)  # type: ignore[return-value]


def test_writes_a_row_a_pair_and_a_report_with_baselines(cli: Cli, classifier: Path, tmp_path: Path) -> None:
    pairs = write_pairs(tmp_path / "pairs.jsonl", tiny_models.pairs(20))
    done = cli("eval", "--reward-model", classifier, "--pairs", pairs, "--output", tmp_path / "run")
    assert done.status == 0, done.stderr
    assert "baseline: length" in done.stdout
    rows = list(read_rows(tmp_path / "run" / "scores.jsonl"))
    report = json.loads((tmp_path / "run" / "report.json").read_text())
    assert sorted(row["pair_id"] for row in rows) == sorted(f"p{number}" for number in range(20))
    won = sum(row["score_chosen"] > row["score_rejected"] for row in rows)
    tied = sum(row["score_chosen"] == row["score_rejected"] for row in rows)
    assert report["accuracy"] == pytest.approx((won + tied / 2) / 20)
    assert report["pairs"] == 20 and report["problems"] == 10 and report["infra_errors"] == 0
    assert report["ci95"][0] <= report["accuracy"] <= report["ci95"][1]
    assert report["reward_model"] == str(classifier)
    assert report["baselines"]["length"]["pairs"] == 20
    manifest = json.loads((tmp_path / "run" / "manifest.json").read_text())
    assert manifest["identity"]["dtype"] == "float32"


def test_json_goes_to_stdout_alone(cli: Cli, classifier: Path, tmp_path: Path) -> None:
    pairs = write_pairs(tmp_path / "pairs.jsonl", tiny_models.pairs(4))
    done = cli("eval", "--reward-model", classifier, "--pairs", pairs, "--output", tmp_path / "run", "--json")
    assert json.loads(done.stdout) == json.loads((tmp_path / "run" / "report.json").read_text())


def test_a_run_killed_three_times_ends_with_the_bytes_of_an_uninterrupted_one(classifier: Path, tmp_path: Path) -> None:
    pairs = write_pairs(tmp_path / "pairs.jsonl", tiny_models.pairs(240))
    arguments = ("eval", "--reward-model", classifier, "--pairs", pairs, "--batch-tokens", 400, "--output")
    assert run_process(*arguments, tmp_path / "whole").status == 0
    rows = tmp_path / "killed" / "scores.jsonl"
    for wanted in (3, 70, 150):
        process = subprocess.Popen(command(*arguments, tmp_path / "killed"), cwd=ROOT, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 120
        while process.poll() is None and time.monotonic() < deadline:
            if rows.exists() and rows.read_bytes().count(b"\n") >= wanted:
                break
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL, "the run ended before it could be killed"
        assert wanted <= rows.read_bytes().count(b"\n") < 240
    assert run_process(*arguments, tmp_path / "killed").status == 0
    assert files(tmp_path / "killed") == files(tmp_path / "whole")


def test_a_row_cut_in_half_is_scored_again(cli: Cli, classifier: Path, tmp_path: Path) -> None:
    pairs = write_pairs(tmp_path / "pairs.jsonl", tiny_models.pairs(12))
    arguments = ("eval", "--reward-model", classifier, "--pairs", pairs, "--output", tmp_path / "run")
    cli(*arguments)
    whole = files(tmp_path / "run")
    rows = tmp_path / "run" / "scores.jsonl"
    rows.write_bytes(whole[0][: len(whole[0]) * 2 // 3])
    assert cli(*arguments).status == 0
    assert files(tmp_path / "run") == whole


def test_a_folder_of_another_model_set_or_setting_is_refused(cli: Cli, classifier: Path, tmp_path: Path) -> None:
    pairs = write_pairs(tmp_path / "pairs.jsonl", tiny_models.pairs(4))
    others = write_pairs(tmp_path / "others.jsonl", tiny_models.pairs(6))
    run = tmp_path / "run"
    cli("eval", "--reward-model", classifier, "--pairs", pairs, "--output", run)
    before = files(run)
    eval_into = ("eval", "--output", run)
    assert "reward_model" in cli(*eval_into, "--reward-model", "baseline:length", "--pairs", pairs).refusal()
    assert "pair_set" in cli(*eval_into, "--reward-model", classifier, "--pairs", others).refusal()
    refusal = cli(*eval_into, "--reward-model", classifier, "--pairs", pairs, "--max-length", 100).refusal()
    assert "max_length = 2048" in refusal and "100" in refusal
    assert files(run) == before


def test_a_folder_in_use_is_refused(cli: Cli, classifier: Path, tmp_path: Path) -> None:
    import fcntl

    pairs = write_pairs(tmp_path / "pairs.jsonl", tiny_models.pairs(4))
    (tmp_path / "run").mkdir()
    with (tmp_path / "run" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = cli("eval", "--reward-model", "baseline:length", "--pairs", pairs, "--output", tmp_path / "run")
    assert "in use by another process" in refused.refusal()


def test_an_unwritable_output_is_refused(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused = cli("eval", "--reward-model", "baseline:length", "--output", tmp_path / "file")
    assert "Cannot write to run folder" in refused.refusal()


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ("no-such-model", "Unknown model 'no-such-model'"),
        ("some-org/no-such-model", "Cannot reach the hub for model some-org/no-such-model"),
        ("classifier:smollm2", "is a language model (LlamaForCausalLM), not a classifier"),
        ("dpo:smollm2@", "dpo:POLICY@REFERENCE"),
        ("baseline:vibes", "no baseline 'vibes'"),
        ("judge:", "names no model"),
        ("served:model", "served:MODEL@URL"),
        ("served:model@http://127.0.0.1:9/classify", "127.0.0.1:9"),
    ],
)
def test_an_unusable_reward_model_is_one_sentence(cli: Cli, tmp_path: Path, spec: str, sentence: str) -> None:
    pairs = write_pairs(tmp_path / "pairs.jsonl", tiny_models.pairs(2))
    quickly = ("--retries", 0) if spec.startswith("served:") else ()
    refused = cli("eval", "--reward-model", spec, "--pairs", pairs, "--output", tmp_path / "run", *quickly)
    assert sentence in refused.refusal()
    assert not (tmp_path / "run" / "scores.jsonl").exists()


def test_a_folder_without_a_config_is_one_sentence(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    refused = cli("eval", "--reward-model", tmp_path / "model", "--output", tmp_path / "run")
    assert "has no config.json" in refused.refusal()


def row(**changes: Any) -> bytes:
    good: dict[str, Any] = {"id": "a", "prompt": "p", "chosen": "c", "rejected": "r"}
    return json.dumps({name: value for name, value in {**good, **changes}.items() if value is not None}).encode()


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([row(), row(id="b", chosen=None)], "line 2"),
        ([row(chosen="")], "chosen"),
        ([row(rejected="c")], "line 1"),
        ([row(), row(id="b").replace(b'"p"', b'"\xff"')], "line 2"),
        ([row(), row()], "line 2"),
        ([row(), b'{"id": "b", "prompt": '], "line 2"),
        ([], "no "),
    ],
    ids=[
        "missing column",
        "empty chosen",
        "identical sides",
        "invalid UTF-8",
        "duplicate ids",
        "half a row",
        "no rows",
    ],
)
def test_a_bad_pair_file_is_one_sentence_with_the_line(
    cli: Cli, tmp_path: Path, lines: list[bytes], sentence: str
) -> None:
    (tmp_path / "pairs.jsonl").write_bytes(b"\n".join(lines))
    refused = cli(
        "eval", "--reward-model", "smollm2", "--pairs", tmp_path / "pairs.jsonl", "--output", tmp_path / "run"
    )
    assert sentence in refused.refusal()


def test_dates_that_exclude_everything_are_refused(cli: Cli, tmp_path: Path) -> None:
    refused = cli("eval", "--reward-model", "baseline:length", "--after", "2025-01-01", "--before", "2024-01-01")
    assert "not before" in refused.refusal()


def test_infra_errors_are_counted_shown_and_retried(cli: Cli, tmp_path: Path) -> None:
    """A server that fails for one text: exit status 1; the same command later scores it, and ends with 0."""
    sick = tiny_models.pair(7, "p", "good", "bad fail:status:2")
    pairs = write_pairs(tmp_path / "pairs.jsonl", [*tiny_models.pairs(5), sick])
    with serving() as server:
        arguments = ("eval", "--reward-model", f"served:rm@{server.url}/classify", "--pairs", pairs, "--output",
                     tmp_path / "run", "--retries", 1, "--request-timeout", 5)  # fmt: skip
        failed = cli(*arguments)
        report = json.loads((tmp_path / "run" / "report.json").read_text())
        assert failed.status == 1
        assert report["infra_errors"] == 1 and report["pairs"] == 6 and report["scored"] == 5
        assert cli(*arguments).status == 0
    report = json.loads((tmp_path / "run" / "report.json").read_text())
    assert report["infra_errors"] == 0 and report["scored"] == 6
    assert len(list(read_rows(tmp_path / "run" / "scores.jsonl"))) == 6


def test_a_server_that_dies_leaves_a_report_that_says_what_is_missing(cli: Cli, tmp_path: Path) -> None:
    pairs = write_pairs(tmp_path / "pairs.jsonl", tiny_models.pairs(60))
    with serving(dies_after=20) as server:
        done = cli("eval", "--reward-model", f"served:rm@{server.url}/classify", "--pairs", pairs, "--output",
                   tmp_path / "run", "--retries", 0, "--concurrency", 2)  # fmt: skip
    report = json.loads((tmp_path / "run" / "report.json").read_text())
    assert done.status == 1
    assert report["pairs"] == 60 and report["missing"] > 0
    assert report["scored"] + report["infra_errors"] + report["missing"] == 60
    assert report["baselines"]["length"]["pairs"] == report["scored"]
    assert "have no score yet" in done.stdout


def test_a_hanging_server_ends_in_infra_errors(cli: Cli, tmp_path: Path) -> None:
    pairs = write_pairs(tmp_path / "pairs.jsonl", [*tiny_models.pairs(2), tiny_models.pair(9, "p", "fail:hang", "bad")])
    with serving() as server:
        done = cli("eval", "--reward-model", f"served:rm@{server.url}/classify", "--pairs", pairs, "--output",
                   tmp_path / "run", "--retries", 1, "--request-timeout", 0.3)  # fmt: skip
    assert done.status == 1
    assert json.loads((tmp_path / "run" / "report.json").read_text())["infra_errors"] == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--reward-model", "baseline:length", "--max-length", 50), "--max-length has no effect"),
        (("--reward-model", "judge:smollm2", "--dpo-beta", 0.5), "--dpo-beta has no effect"),
        (("--reward-model", "judge:smollm2", "--judge-verdict", "letter", "--temperature", 0.5), "writes nothing"),
        (("--reward-model", "process:smollm2", "--step-separator", ""), "--step-separator is empty"),
    ],
)
def test_options_that_cannot_matter_are_refused(
    cli: Cli, tmp_path: Path, arguments: tuple[object, ...], sentence: str
) -> None:
    assert sentence in cli("eval", "--output", tmp_path / "run", *arguments).refusal()


def test_ctrl_c_says_what_is_kept(classifier: Path, tmp_path: Path) -> None:
    pairs = write_pairs(tmp_path / "pairs.jsonl", tiny_models.pairs(240))
    run = tmp_path / "run"
    process = subprocess.Popen(
        command("eval", "--reward-model", classifier, "--pairs", pairs, "--batch-tokens", 400, "--output", run),
        cwd=ROOT, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while process.poll() is None and not (run / "scores.jsonl").exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Everything finished so far is kept" in stderr
    assert "Traceback" not in stderr


def test_a_plugin_that_does_not_import_is_one_sentence(cli: Cli, tmp_path: Path) -> None:
    refused = cli("eval", "--reward-model", "smollm2", "--plugin", "no_such_module", "--output", tmp_path / "run")
    assert "--plugin no_such_module" in refused.refusal()


def test_an_argument_that_is_not_utf8_is_one_sentence(cli: Cli, tmp_path: Path) -> None:
    refused = cli("eval", "--reward-model", "baseline:length", "--pairs", str(tmp_path / "caf\udce9.jsonl"))
    assert r"caf\udce9.jsonl' is not UTF-8" in refused.refusal()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_under_stdout_is_one_sentence_and_keeps_the_rows(tmp_path: Path) -> None:
    pairs = write_pairs(tmp_path / "pairs.jsonl", tiny_models.pairs())
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command("eval", "--reward-model", "baseline:length", "--pairs", pairs, "--output", tmp_path / "run"),
            stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "A disk is full" in Outcome(2, "", done.stderr).refusal()
    assert len(list(read_rows(tmp_path / "run" / "scores.jsonl"))) == len(tiny_models.pairs())


def test_help_loads_nothing_heavy() -> None:
    heavy = ("torch", "transformers", "pyarrow", "sklearn", "scipy", "matplotlib", "numpy", "httpx")
    script = (
        "import sys\nfrom lcbrb.cli.lcbrb import main\nsys.argv = ['lcbrb', 'eval', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.stderr.strip() == "[]"


def test_the_real_model_scores_real_pairs(data_folder: Path, cli: Cli, tmp_path: Path) -> None:
    done = cli("eval", "--reward-model", "smollm2", "--pairs", "rewardbench-code", "--limit", 2, "--output", tmp_path)
    assert done.status == 0, done.stderr
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["scored"] == 2
    assert report["position_consistency"] is not None
