"""lm-evaluation-harness's files, read back by lm_eval itself, where it is installed."""

import json
from pathlib import Path

import pytest

from lcbrb.bench.export import Format, Graded, export


def test_results_hold_every_benchmark_and_samples_every_answer(tmp_path: Path, graded_run: Graded) -> None:
    results, *samples = export(graded_run, Format.LM_EVAL, tmp_path)
    found = json.loads(results.read_text())
    figures = {task: row["pass@1,none"] for task, row in found["results"].items()}
    assert figures == {"humaneval": 0.5, "humaneval_plus": 0.25, "livecodebench": 0.5}
    assert found["config"]["gen_kwargs"] == {
        "temperature": 0.0, "top_p": 1.0, "max_gen_toks": 24, "do_sample": False,
    }  # fmt: skip
    rows = [json.loads(line) for path in samples for line in path.read_text().splitlines()]
    assert {row["doc"]["task_id"]: row["pass@1"] for row in rows}["HumanEval/0"] == 1.0
    assert "Print twice the number." in rows[4]["arguments"]["gen_args_0"]["arg_0"]
    assert rows[5]["resps"] == [["I cannot say."]] and rows[5]["filtered_resps"] == [""]


def test_several_samples_are_repeats(tmp_path: Path, graded_samples: Graded) -> None:
    results, samples = export(graded_samples, Format.LM_EVAL, tmp_path)
    rows = [json.loads(line) for line in samples.read_text().splitlines()]
    assert [len(row["resps"][0]) for row in rows] == [2, 2]
    assert json.loads(results.read_text())["configs"]["humaneval_plus"]["repeats"] == 2


def test_lm_eval_finds_the_files_and_prints_the_table(tmp_path: Path, graded_run: Graded) -> None:
    pytest.importorskip("lm_eval", reason="lm_eval is not installed")
    from lm_eval import utils

    names = [str(path) for path in export(graded_run, Format.LM_EVAL, tmp_path)]
    (results,) = utils.get_results_filenames(names)
    samples = utils.get_sample_results_filenames(names)
    assert {utils.get_file_task_name(Path(name).name) for name in samples} == {"humaneval_plus", "livecodebench"}
    assert utils.sanitize_model_name("maker/tiny") == Path(results).parent.name
    table = utils.make_table(json.loads(Path(results).read_text()))
    assert "|humaneval_plus|" in table and "|0.2500|" in table
