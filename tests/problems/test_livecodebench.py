"""LiveCodeBench: releases, windows, hidden tests, and files that are broken."""

import base64
import json
import pickle
import zlib
from datetime import date
from pathlib import Path

import pytest

from lcbrb.contract import Comparison, Protocol
from lcbrb.errors import UserError
from lcbrb.grading.decoding import decode
from lcbrb.problems import load
from lcbrb.problems.livecodebench import hidden_tests

TESTS = [{"input": "1\n", "output": "2\n", "testtype": "stdin"}]
ROW = {
    "question_title": "Two",
    "question_content": "Print two.",
    "platform": "atcoder",
    "question_id": "abc1_a",
    "contest_id": "abc1",
    "contest_date": "2024-10-05T19:30:00",
    "starter_code": "",
    "difficulty": "easy",
    "public_test_cases": json.dumps(TESTS),
    "private_test_cases": "[]",
    "metadata": "{}",
}


def hidden(content):
    return base64.b64encode(zlib.compress(pickle.dumps(content))).decode()


def write(folder, *changes):
    path = folder / "test.jsonl"
    path.write_text("".join(json.dumps(ROW | change) + "\n" for change in changes))
    return path


def test_public_tests_come_before_hidden_ones(tmp_path):
    more = [{"input": "x", "output": "y", "testtype": "stdin"}]
    changes = [
        {"private_test_cases": hidden(json.dumps(more))},
        {"question_id": "b", "private_test_cases": json.dumps(more)},
    ]
    problems = load("livecodebench", path=write(tmp_path, *changes))
    for question_id in ("abc1_a", "b"):
        assert [(test.input, test.output) for test in problems[question_id].tests] == [("1\n", "2\n"), ("x", "y")]
    assert problems.outline("b").protocol is Protocol.STDIO


def test_a_functional_problem_has_one_argument_a_line(tmp_path):
    tests = [{"input": '[1, 2]\n"a"', "output": "[1.0]", "testtype": "functional"}]
    change = {"public_test_cases": json.dumps(tests), "metadata": json.dumps({"func_name": "f"})}
    problem = load("livecodebench", path=write(tmp_path, change))["abc1_a"]
    assert (problem.protocol, problem.entry_point) == (Protocol.FUNCTION, "f")
    assert decode(problem.tests[0].input) == [[1, 2], "a"]
    assert decode(problem.tests[0].output) == [1.0]


def test_integers_of_many_digits_are_read(tmp_path):
    tests = [{"input": "9" * 5000, "output": "1", "testtype": "functional"}]
    change = {"public_test_cases": json.dumps(tests), "metadata": json.dumps({"func_name": "f"})}
    problem = load("livecodebench", path=write(tmp_path, change))["abc1_a"]
    assert decode(problem.tests[0].input) == [10**5000 - 1]


class Harm:
    def __reduce__(self):
        return (Path.touch, (Path("harm"),))


@pytest.mark.parametrize(
    "text",
    [
        hidden(Harm()),
        hidden([Harm()]),
        hidden(print),
        hidden(json.dumps(TESTS))[:-8],
        base64.b64encode(b"no zlib").decode(),
        base64.b64encode(zlib.compress(b"no pickle")).decode(),
        base64.b64encode(zlib.compress(b"\x80\x05cos\nsystem\n(S'touch harm'\ntR.")).decode(),
        "*not base64*",
        hidden(5),
        hidden("no json"),
        hidden("{}"),
        "[1",
    ],
)
def test_hidden_tests_that_are_damaged_or_hostile_are_refused(tmp_path, monkeypatch, text):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match=r"test.jsonl, line 7: field 'private_test_cases'"):
        hidden_tests(text, "test.jsonl, line 7")
    assert not Path("harm").exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"public_test_cases": "[]"}, "line 2: problem 'b' has no tests"),
        ({"public_test_cases": "[]", "private_test_cases": ""}, "line 2: problem 'b' has no tests"),
        ({"public_test_cases": "[]", "private_test_cases": hidden("[]")}, "line 2: problem 'b' has no tests"),
        ({"public_test_cases": '[{"input": ""}]'}, "line 2: a test of problem 'b' lacks"),
        ({"public_test_cases": '[{"input": 1, "output": ""}]'}, "line 2: a test of problem 'b' lacks"),
        ({"public_test_cases": "["}, "line 2: field 'public_test_cases' is not a list"),
        ({"metadata": "{"}, "line 2: field 'metadata'"),
        (
            {"metadata": '{"func_name": "f"}', "public_test_cases": '[{"input": "x", "output": ""}]'},
            "line 2: .* not JSON",
        ),
        ({"contest_date": "yesterday"}, "line 2: field 'contest_date' is not a date"),
        ({"difficulty": 1}, "line 2: field 'difficulty' is not a string"),
    ],
)
def test_a_row_that_does_not_fit_is_named(tmp_path, change, message):
    with pytest.raises(UserError, match=message):
        problems = load("livecodebench", path=write(tmp_path, {}, {"question_id": "b"} | change))
        problems["b"]


def test_a_contest_date_with_a_time_zone_is_read_as_it_stands(tmp_path):
    path = write(tmp_path, {"contest_date": "2024-01-02T00:00:00Z"})
    problems = load("livecodebench", path=path, start=date(2024, 1, 2), end=date(2024, 1, 2))
    assert [problems.outline(name).contest_date for name in problems] == [date(2024, 1, 2)]


@pytest.mark.parametrize("release", ["release_v7", "release_v0", "v5", "release-v5", "v4_v2", ""])
def test_unknown_releases_are_refused(release, tmp_path, monkeypatch):
    monkeypatch.setenv("LCBRB_DATA", str(tmp_path))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    expected = "Cannot download test5" if release == "v5" else "Unknown LiveCodeBench release"
    if release:
        with pytest.raises(UserError, match=expected):
            load("livecodebench", version=release)


def test_a_window_counts_its_days_as_the_official_one(tmp_path):
    path = write(tmp_path, {}, {"question_id": "b", "contest_date": "2024-10-06T00:00:00"})
    assert list(load("livecodebench", path=path, start=date(2024, 10, 5))) == ["abc1_a", "b"]
    assert list(load("livecodebench", path=path, start=date(2024, 10, 6), end=date(2024, 10, 6))) == ["b"]
    with pytest.raises(
        UserError, match=r"No problem of test.jsonl has a contest date from the beginning to 2024-10-05"
    ):
        load("livecodebench", path=path, end=date(2024, 10, 5))
    with pytest.raises(UserError, match=r"Only livecodebench"):
        load("mbpp", start=date(2024, 10, 5))


@pytest.mark.parametrize(
    ("release", "problems"),
    [
        ("release_v1", 400),
        ("release_v2", 511),
        ("release_v3", 612),
        ("release_v4", 713),
        ("release_v5", 880),
        ("release_v6", 1055),
        ("release_latest", 1055),
        ("v6", 175),
        ("v2_v4", 313),
        (None, 1055),
    ],
)
def test_releases_have_their_official_sizes(data_folder, release, problems):
    assert len(load("livecodebench", version=release)) == problems


def test_the_papers_window_is_found(data_folder):
    window = load("livecodebench", version="release_v5", start=date(2024, 10, 1), end=date(2025, 2, 1))
    rows = (data_folder / "livecodebench/paper_window_166.tsv").read_text().splitlines()[1:]
    assert set(window) == {row.split("\t")[2] for row in rows}
    difficulties = [problem.difficulty for problem in window.outlines()]
    assert [difficulties.count(name) for name in ("easy", "medium", "hard")] == [41, 53, 72]


def test_every_problem_has_tests_that_decode(data_folder):
    problems = load("livecodebench")
    assert sum(len(problems[question_id].tests) for question_id in problems) > 20_000
    functional = [problem for problem in problems.outlines() if problem.protocol is Protocol.FUNCTION]
    assert len(functional) == 444
    assert all(f"def {problem.entry_point}(" in problem.starter_code for problem in functional)
    assert problems.outline("abc311_c").comparison is Comparison.DIRECTED_CYCLE
    assert problems.outline("3194").comparison is Comparison.ANY_ORDER
    assert (problems.outline("abc392_d").comparison, problems.outline("abc392_d").tolerance) == (
        Comparison.CLOSE_LINES,
        1e-8,
    )


def test_a_release_with_missing_rows_is_an_error(data_folder, tmp_path, monkeypatch):
    folder = tmp_path / "livecodebench/code_generation_lite"
    folder.mkdir(parents=True)
    lines = (data_folder / "livecodebench/code_generation_lite/test.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "test.jsonl").write_bytes(b"".join(lines[:300]))
    monkeypatch.setenv("LCBRB_DATA", str(tmp_path))
    with pytest.raises(UserError, match=r"has 300 problems, not 400: incomplete"):
        load("livecodebench", version="release_v1")
