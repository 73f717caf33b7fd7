"""BigCodeBench: full and hard, complete and instruct."""

import json

import pytest

from lcbrb.contract import Protocol
from lcbrb.errors import UserError
from lcbrb.problems import Split, load

ROW = {
    "task_id": "BigCodeBench/0",
    "complete_prompt": 'def task_func():\n    """Doc."""\n',
    "instruct_prompt": "Write a function.",
    "canonical_solution": "    return 1",
    "code_prompt": "def task_func():\n",
    "test": "class TestCases:\n    pass",
    "entry_point": "task_func",
    "libs": "['numpy', 'os']",
}


def write(folder, **change):
    path = folder / "b.jsonl"
    path.write_text(json.dumps(ROW | change) + "\n")
    return path


def test_a_task_has_what_its_evaluator_puts_together(tmp_path):
    problem = load("bigcodebench", path=write(tmp_path))["BigCodeBench/0"]
    assert problem.protocol is Protocol.UNITTEST
    assert problem.reference_solution == ROW["complete_prompt"] + "\n    return 1"
    assert problem.preamble == "def task_func():\n\n    pass\n"
    assert problem.completion_prefix == ROW["complete_prompt"]
    assert problem.libraries == ("numpy", "os")


def test_the_split_decides_the_statement_alone(tmp_path):
    complete = load("bigcodebench", path=write(tmp_path)).outline("BigCodeBench/0")
    instruct = load("bigcodebench", path=write(tmp_path), split=Split.INSTRUCT).outline("BigCodeBench/0")
    assert complete.statement == ROW["complete_prompt"]
    assert instruct.statement == "Write a function."
    assert instruct.completion_prefix == complete.completion_prefix


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"test": ""}, "line 1: problem 'BigCodeBench/0' has no tests"),
        ({"libs": "[numpy"}, "line 1: field 'libs'"),
        ({"libs": "{[]: 1}"}, "line 1: field 'libs'"),
        ({"code_prompt": None}, "line 1: field 'code_prompt' is not a string"),
    ],
)
def test_a_row_that_does_not_fit_is_named(tmp_path, change, message):
    with pytest.raises(UserError, match=message):
        load("bigcodebench", path=write(tmp_path, **change))


def test_the_official_sets_load(data_folder):
    full, hard = load("bigcodebench"), load("bigcodebench-hard", split=Split.INSTRUCT)
    assert (len(full), len(hard)) == (1140, 148)
    assert set(hard) <= set(full)
    assert hard.outline("BigCodeBench/13").statement.startswith("Download all files")
    older = load("bigcodebench", path=data_folder / "bigcodebench/BigCodeBench-full-v0.1.0_hf.jsonl.gz")
    assert set(older) == set(full)
