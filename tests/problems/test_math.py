"""MATH-500, Minerva and AIME: rows of every source's own shape."""

import json

import pytest

from lcbrb import problems
from lcbrb.contract import Protocol
from lcbrb.errors import UserError


def write(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_the_official_files_are_complete(data_folder):
    sizes = {name: len(problems.load(name)) for name in ("math500", "minerva", "aime24", "aime25")}
    assert sizes == {"math500": 500, "minerva": 272, "aime24": 30, "aime25": 30}


def test_a_math500_row_keeps_its_id_and_level(data_folder):
    loaded = problems.load("math500")
    problem = loaded["test/precalculus/807.json"]
    assert (problem.protocol, problem.difficulty) == (Protocol.MATH, "level 2")
    assert problem.tests[0].output == r"\left( 3, \frac{\pi}{2} \right)"


def test_a_minerva_answer_is_what_the_solution_boxes_and_is_compared_with_tolerance(data_folder):
    problem = problems.load("minerva")["minerva/0"]
    assert problem.tests[0].output == "1.6"
    assert problem.tolerance == 1e-4


def test_the_instruction_that_stands_in_an_aime_file_is_not_the_statement(data_folder):
    statements = [outline.statement for outline in problems.load("aime24").outlines()]
    assert statements[0].startswith("Every morning Aya")
    assert not any("boxed" in statement for statement in statements)


@pytest.mark.parametrize("statement", ["problem", "question"])
def test_a_hub_file_names_its_fields_differently(tmp_path, statement):
    path = write(tmp_path / "test.jsonl", {statement: "1 + 1?", "answer": 2, "id": "60"})
    loaded = problems.load("aime25", path=path)
    assert loaded["aime25/0"].tests[0].output == "2"
    assert loaded["aime25/0"].statement == "1 + 1?"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"answer": "2"}, "line 1: there is no field 'problem' or 'question'"),
        ({"problem": "1 + 1?"}, "line 1: there is no field 'answer'"),
        ({"problem": "1 + 1?", "solution": "two"}, r"no 'solution' with a \\boxed answer"),
    ],
)
def test_a_row_without_statement_or_answer_is_refused(tmp_path, row, message):
    with pytest.raises(UserError, match=message):
        problems.load("math500", path=write(tmp_path / "rows.jsonl", row))


def test_an_incomplete_official_file_is_refused(tmp_path, monkeypatch):
    (tmp_path / "math").mkdir()
    write(tmp_path / "math" / "aime24.jsonl", {"problem": "1 + 1?", "answer": 2})
    monkeypatch.setenv("LCBRB_DATA", str(tmp_path))
    with pytest.raises(UserError, match="has 1 problems, not 30"):
        problems.load("aime24")


def test_there_are_no_releases_of_math_benchmarks():
    with pytest.raises(UserError, match="math500 has no releases"):
        problems.load("math500", version="v1")
