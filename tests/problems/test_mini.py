"""The packaged problems of mini: loaded without a network, and graded by the command line."""

import dataclasses
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from lcbrb.contract import Protocol, Verdict
from lcbrb.errors import UserError
from lcbrb.grading.decoding import decode
from lcbrb.grading.grade import grade, open_sandbox
from lcbrb.pairs.sources import open_pairs
from lcbrb.problems import load


@pytest.fixture(scope="module")
def problems():
    return load("mini")


@pytest.fixture(scope="module")
def pairs(tmp_path_factory):
    return list(open_pairs("mini", tmp_path_factory.mktemp("pairs")).store)


def test_every_problem_of_the_pairs_is_there_with_its_tests(problems, pairs):
    assert set(problems) == {pair.question_id for pair in pairs}
    assert (problems.benchmark, problems.version) == ("mini", "mini-v1")
    assert all(len(problems[question_id].tests) >= 12 for question_id in problems)
    assert all(outline.tests == () for outline in problems.outlines())


def test_tests_of_functions_are_argument_lists_in_the_data_encoding(problems):
    for problem in (problems[question_id] for question_id in problems):
        if problem.protocol is Protocol.FUNCTION:
            arity = problem.starter_code.count(": ", problem.starter_code.index("self"))
            assert all(len(decode(test.input)) == arity for test in problem.tests)


def test_another_release_is_refused():
    assert load("mini", version="mini-v1")
    with pytest.raises(UserError, match="no release 'v9' of mini; this installation holds mini-v1"):
        load("mini", version="v9")


def test_a_file_of_the_same_form_can_take_its_place(tmp_path, problems):
    row = {"question_id": "one", "benchmark": "mini", "statement": "", "protocol": "stdio", "tests": []}
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps(row | {"tests": [{"input": "1\n", "output": "2\n"}]}) + "\n")
    assert load("mini", path=path)["one"].tests[0].output == "2\n"
    path.write_text(json.dumps(row | {"protocol": "telepathy"}) + "\n")
    with pytest.raises(UserError, match=r"own\.jsonl, line 1: field 'protocol'"):
        load("mini", path=path)


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.long)])
def test_in_the_gate_chosen_code_passes_and_rejected_code_fails_as_the_pair_says(problems, pairs, every):
    # Timeouts are told from one second here, to save time; the build waits for all six.
    found, said = {}, {}
    with open_sandbox() as sandbox:
        for pair in pairs[::every]:
            problem = problems[pair.question_id]
            hurried = dataclasses.replace(problem, time_limit=1.0)
            found[pair.pair_id] = (
                grade(problem, pair.chosen_solution, sandbox).verdict,
                grade(hurried, pair.rejected_solution, sandbox).verdict,
            )
            said[pair.pair_id] = (Verdict.PASSED, pair.rejected_verdict)
    assert found == said


def test_the_command_line_grades_samples_of_mini(tmp_path, problems):
    package = str(Path(__file__).parents[2])
    chosen = {pair.question_id: pair for pair in open_pairs("mini", tmp_path / "cache").store}
    rows = [
        {"question_id": question_id, "code_list": [pair.chosen_solution, "print('nothing of the kind')"]}
        for question_id, pair in list(chosen.items())[:4]
    ]
    (tmp_path / "samples.json").write_text(json.dumps(rows))
    command = [
        "grade", "--benchmark", "mini", "--samples", tmp_path / "samples.json", "--output", tmp_path / "run",
        "--partial", "--workers", "1",
    ]  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", "from lcbrb.cli.recode_bench import main; main()", *map(str, command)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": package, "LCBRB_CACHE": str(tmp_path / "cache")},
    )
    assert done.returncode == 0, done.stderr
    verdicts = [json.loads(line) for line in (tmp_path / "run" / "verdicts.jsonl").read_text().splitlines()]
    by_sample = Counter((row["sample_id"], row["verdict"] == "passed") for row in verdicts)
    assert by_sample == {(0, True): 4, (1, False): 4}
