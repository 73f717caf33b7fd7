"""The hub's files, read back by huggingface_hub."""

from pathlib import Path

import yaml
from huggingface_hub import parse_eval_result_entries

from lcbrb.bench.export import Format, Graded, export


def test_the_hubs_client_reads_every_entry(tmp_path: Path, graded_run: Graded) -> None:
    written = export(graded_run, Format.HF_EVAL_RESULTS, tmp_path)
    assert {path.parent.name for path in written} == {".eval_results"}
    entries = [parse_eval_result_entries(yaml.safe_load(path.read_text()))[0] for path in written]
    assert [(entry.dataset_id, entry.value) for entry in entries] == [
        ("openai/openai_humaneval", 50.0),
        ("evalplus/humanevalplus", 25.0),
        ("livecodebench/code_generation_lite", 50.0),
    ]
    assert "4 problems" in (entries[1].notes or "") and "temperature 0.0" in (entries[1].notes or "")
