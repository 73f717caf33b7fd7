"""Every Eval Ever: its own validator where it is installed, else its schemas where a folder of them is named."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from lcbrb.bench.export import Format, Graded, export, read_graded
from lcbrb.errors import UserError


def test_the_aggregate_points_at_the_samples(tmp_path: Path, graded_run: Graded) -> None:
    aggregate, samples = export(graded_run, Format.EVERY_EVAL_EVER, tmp_path, "maker")
    found = json.loads(aggregate.read_text())
    detail = found["detailed_evaluation_results"]
    assert samples == tmp_path / detail["file_path"] and samples.name == f"{aggregate.stem}_samples.jsonl"
    assert detail["checksum"] == hashlib.sha256(samples.read_bytes()).hexdigest()
    rows = [json.loads(line) for line in samples.read_text().splitlines()]
    assert detail["total_rows"] == len(rows) == 10  # four answers by two sets of tests, and two
    scores = {row["evaluation_name"]: row["score_details"]["score"] for row in found["evaluation_results"]}
    assert scores == {"humaneval": 0.5, "humaneval+": 0.25, "livecodebench": 0.5}
    for name, score in scores.items():
        own = [row["evaluation"]["score"] for row in rows if row["evaluation_name"] == name]
        assert sum(own) / len(own) == score
    assert found["source_metadata"]["evaluator_relationship"] == "first_party"


def test_a_model_without_a_developer_is_refused(tmp_path: Path, run_folder: Path) -> None:
    with pytest.raises(UserError, match="DEVELOPER/MODEL"):
        export(read_graded(run_folder, "tiny"), Format.EVERY_EVAL_EVER, tmp_path)


def test_the_files_fit_the_schemas(tmp_path: Path, graded_run: Graded, graded_samples: Graded) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    folder = os.environ.get("EVERY_EVAL_EVER_SCHEMAS")
    if not folder:
        pytest.skip("EVERY_EVAL_EVER_SCHEMAS does not name a folder with eval.schema.json")
    whole, instance = (
        json.loads(Path(folder, name).read_text()) for name in ("eval.schema.json", "instance_level_eval.schema.json")
    )
    for name, graded in (("run", graded_run), ("samples", graded_samples)):
        aggregate, samples = export(graded, Format.EVERY_EVAL_EVER, tmp_path / name)
        jsonschema.validate(json.loads(aggregate.read_text()), whole)
        for line in samples.read_text().splitlines():
            jsonschema.validate(json.loads(line), instance)


def test_the_validator_accepts_the_files(tmp_path: Path, graded_run: Graded, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("every_eval_ever", reason="every_eval_ever is not installed (Python 3.12 and later)")
    from every_eval_ever.validator import validation_core

    export(graded_run, Format.EVERY_EVAL_EVER, tmp_path)
    monkeypatch.chdir(tmp_path)
    for path in sorted(Path("data").rglob("*.json*")):
        report = validation_core.validate_file(path)
        assert report.valid, report.errors
