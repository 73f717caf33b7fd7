"""HumanEval(+) and MBPP(+): EvalPlus's releases and the benchmarks' own files."""

import gzip
import json
import subprocess
import sys

import pytest

from lcbrb.contract import Comparison, Protocol
from lcbrb.errors import UserError
from lcbrb.grading.decoding import decode
from lcbrb.problems import load

ROW = {
    "task_id": "HumanEval/0",
    "prompt": "def add(a, b):\n",
    "entry_point": "add",
    "canonical_solution": "    return a + b\n",
    "base_input": [[1, 2]],
    "plus_input": [[1.5, 2], [-1, 1]],
    "atol": 0,
}
ORIGINAL = {
    "task_id": "HumanEval/0",
    "prompt": "import math\n\ndef add(a, b):\n",
    "entry_point": "add",
    "canonical_solution": "    return a + b\n",
    "test": "METADATA = {}\ndef check(candidate):\n    assert candidate(1, -2) == (-1, [None])\n    assert True\n",
}
MBPP = {"task_id": 2, "text": "Add.", "code": "def f(a):\n  return a", "test_list": ["assert f((1,)) == (1,)"]}


def write(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def arguments(problem):
    return [decode(test.input) for test in problem.tests]


def test_base_tests_alone_or_with_the_added_ones(tmp_path):
    path = write(tmp_path / "h.jsonl", ROW)
    base, plus = load("humaneval", path=path)["HumanEval/0"], load("humaneval+", path=path)["HumanEval/0"]
    assert arguments(base) == [[1, 2]]
    assert arguments(plus) == [[1, 2], [1.5, 2], [-1, 1]]
    assert [test.plus for test in plus.tests] == [False, True, True]
    assert all(test.output is None for test in plus.tests)
    assert plus.reference_solution == "def add(a, b):\n    return a + b\n"
    assert plus.completion_prefix == "def add(a, b):\n"


def test_an_outline_has_no_tests_and_the_problem_has(tmp_path):
    problems = load("humaneval+", path=write(tmp_path / "h.jsonl", ROW))
    assert problems.outline("HumanEval/0").tests == ()
    assert len(problems["HumanEval/0"].tests) == 3
    with pytest.raises(KeyError):
        problems["HumanEval/1"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"base_input": []}, "line 2: problem 'HumanEval/1' has no tests"),
        ({"base_input": "1"}, "line 2: field 'base_input'"),
        ({"plus_input": None}, "line 2: field 'plus_input'"),
        ({"base_input": [1]}, "line 2: field 'base_input'"),
        ({"entry_point": None}, "line 2: field 'entry_point' is not a string"),
        ({"atol": "0"}, "line 2: field 'atol'"),
        ({"task_id": "HumanEval/0"}, "line 2: problem 'HumanEval/0' stands in .*line 1 too"),
    ],
)
def test_a_row_that_does_not_fit_is_named(tmp_path, change, message):
    path = write(tmp_path / "h.jsonl", ROW, ROW | {"task_id": "HumanEval/1"} | change)
    with pytest.raises(UserError, match=message):
        problems = load("humaneval+", path=path)
        problems["HumanEval/1"]


def test_a_missing_field_is_named(tmp_path):
    row = {key: value for key, value in ROW.items() if key != "canonical_solution"}
    with pytest.raises(UserError, match=r"line 1: field 'canonical_solution' is missing"):
        load("humaneval+", path=write(tmp_path / "h.jsonl", row))


def test_a_file_without_added_tests_is_not_the_plus_set(tmp_path):
    with pytest.raises(UserError, match=r"no EvalPlus inputs"):
        load("humaneval+", path=write(tmp_path / "h.jsonl", ORIGINAL))
    with pytest.raises(UserError, match=r"no EvalPlus inputs"):
        load("mbpp+", path=write(tmp_path / "m.jsonl", MBPP))


def test_assertions_on_literals_become_inputs_and_outputs(tmp_path):
    problem = load("humaneval", path=write(tmp_path / "h.jsonl", ORIGINAL))["HumanEval/0"]
    assert (problem.protocol, problem.comparison) == (Protocol.FUNCTION, Comparison.EQUAL)
    assert [(decode(test.input), decode(test.output)) for test in problem.tests] == [([1, -2], (-1, [None]))]


@pytest.mark.parametrize(
    "assertion",
    [
        "assert abs(candidate(1) - 1) < 1e-6",
        "assert candidate(a=1) == 1",
        "assert candidate(1) == 1 == 1",
        "assert candidate(1) == one",
        "for i in range(3):\n        assert candidate(i) == i",
        "assert candidate(1)",
    ],
)
def test_other_assertions_become_a_unittest(tmp_path, assertion):
    row = ORIGINAL | {"test": f"one = 1\ndef check(candidate):\n    assert candidate(1) == 1\n    {assertion}\n"}
    problem = load("humaneval", path=write(tmp_path / "h.jsonl", row))["HumanEval/0"]
    assert problem.protocol is Protocol.UNITTEST
    program = f"def add(a=1): return a\n{problem.test_code}\nunittest.main()"
    assert "OK" in subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stderr


def test_a_check_function_is_needed(tmp_path):
    with pytest.raises(UserError, match=r"line 1: field 'test' has no function 'check'"):
        load("humaneval", path=write(tmp_path / "h.jsonl", ORIGINAL | {"test": "x = 1"}))


def test_mbpp_finds_the_function_its_assertions_call(tmp_path):
    row = MBPP | {
        "code": "def g(a):\n  return a\ndef f(a):\n  return g(a)",
        "test_list": ["assert set(f((1,))) == {1}"],
    }
    problems = load("mbpp", path=write(tmp_path / "m.jsonl", MBPP, row | {"task_id": 3}))
    assert problems["Mbpp/2"].entry_point == problems["Mbpp/3"].entry_point == "f"
    assert arguments(problems["Mbpp/2"]) == [[(1,)]]
    assert problems["Mbpp/3"].protocol is Protocol.UNITTEST
    assert problems["Mbpp/2"].completion_prefix == '"""\nAdd.\nassert f((1,)) == (1,)\n"""\n'


@pytest.mark.parametrize("tests", [[], ["assert other(1)"], ["assert ("], [1]])
def test_mbpp_without_usable_assertions_is_an_error(tmp_path, tests):
    with pytest.raises(UserError, match=r"line 1: "):
        load("mbpp", path=write(tmp_path / "m.jsonl", MBPP | {"test_list": tests}))


@pytest.mark.parametrize(
    ("benchmark", "task"), [("mbpp", "HumanEval/0"), ("mbpp+", "HumanEval/0"), ("humaneval+", "Mbpp/2")]
)
def test_a_file_of_the_other_benchmark_is_refused(tmp_path, benchmark, task):
    with pytest.raises(UserError, match=f"line 1: '{task}' is no problem of {benchmark[:4]}"):
        load(benchmark, path=write(tmp_path / "h.jsonl", ROW | {"task_id": task}))


@pytest.mark.parametrize("change", [{"task_id": "Mbpp/a"}, {"task_id": "Mbpp/2"}, {"task_id": "Mbpp/106"}])
def test_inputs_that_are_not_those_of_the_task_are_refused(tmp_path, change):
    problems = load("mbpp+", path=write(tmp_path / "m.jsonl", ROW | {"base_input": [[1]]} | change))
    with pytest.raises(UserError, match=f"line 1: the inputs of '{change['task_id']}'"):
        problems[change["task_id"]]


@pytest.mark.parametrize("change", [{"test_imports": [1]}, {"test_imports": "x"}, {"test_setup_code": 1}])
def test_mbpp_setup_that_is_no_code_is_an_error(tmp_path, change):
    with pytest.raises(UserError, match=r"line 1: field 'test_"):
        load("mbpp", path=write(tmp_path / "m.jsonl", MBPP | change))


def test_mbpp_without_setup_may_say_so(tmp_path):
    row = MBPP | {"test_imports": None, "test_setup_code": None}
    assert load("mbpp", path=write(tmp_path / "m.jsonl", row))["Mbpp/2"].protocol is Protocol.FUNCTION


def test_a_file_nested_too_deep_is_refused(tmp_path):
    path = tmp_path / "h.jsonl"
    path.write_text('{"task_id": ' + "[" * 100_000 + "]" * 100_000 + "}\n")
    with pytest.raises(UserError, match="line 1: nested too deep"):
        load("humaneval+", path=path)


def test_unknown_benchmarks_and_options_that_do_not_fit_are_errors(tmp_path):
    with pytest.raises(UserError, match=r"Unknown benchmark 'apps'; choose one of humaneval, "):
        load("apps")
    with pytest.raises(UserError, match=r"exclude each other"):
        load("mbpp", path=tmp_path / "x", version="v0.1.0")


def test_a_release_that_is_not_at_hand_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("LCBRB_DATA", str(tmp_path))
    monkeypatch.setitem(sys.modules, "evalplus", None)
    with pytest.raises(UserError, match=r"HumanEvalPlus v0.0.1 is not at hand: set LCBRB_DATA .*, .* --problems, "):
        load("humaneval+", version="v0.0.1")
    with pytest.raises(UserError, match=r"Unknown variant .* 'v0.1.10-Tiny'"):
        load("humaneval+", version="v0.1.10-Tiny")


@pytest.mark.parametrize(
    ("benchmark", "version", "name", "problems", "tests"),
    [
        ("humaneval+", None, "HumanEvalPlus v0.1.10", 164, 124253),
        ("humaneval", "v0.1.9", "HumanEvalPlus v0.1.9", 164, 1570),
        ("humaneval+", "v0.1.10-Mini", "HumanEvalPlus v0.1.10-Mini", 164, None),
        ("mbpp+", None, "MbppPlus v0.2.0", 378, 41015),
        ("mbpp+", "v0.1.0", "MbppPlus v0.1.0", 399, 43318),
        ("mbpp", "v0.2.0-NoExtreme", "MbppPlus v0.2.0-NoExtreme", 378, None),
    ],
)
def test_every_release_loads_and_is_named(data_folder, benchmark, version, name, problems, tests):
    loaded = load(benchmark, version=version)
    assert (loaded.version, len(loaded)) == (name, problems)
    if tests is not None:
        assert sum(len(loaded[question_id].tests) for question_id in loaded) == tests


def test_special_oracles_are_assigned(data_folder):
    humaneval, mbpp = load("humaneval+"), load("mbpp+")
    assert humaneval.outline("HumanEval/32").comparison is Comparison.EVALPLUS_POLYNOMIAL_ROOT
    assert humaneval.outline("HumanEval/32").tolerance == 1e-4
    count = [problem.comparison for problem in mbpp.outlines()].count
    assert count(Comparison.EVALPLUS_SET) == 7  # and one more in v0.1.0
    assert count(Comparison.EVALPLUS_NOT_NONE) == 3
    assert mbpp.outline("Mbpp/581").comparison is Comparison.EVALPLUS_PYRAMID_SURFACE


def test_arguments_have_the_types_that_the_solutions_take(data_folder):
    mbpp = load("mbpp", version="v0.1.0")
    assert arguments(mbpp["Mbpp/2"])[0] == [(3, 4, 5, 6), (5, 7, 4, 10)]
    assert arguments(mbpp["Mbpp/124"])[0] == [0.0, 1j]
    assert arguments(mbpp["Mbpp/252"])[0] == [1 + 0j]
    assert {type(item) for item in arguments(mbpp["Mbpp/115"])[0][0]} <= {set, dict}
    assert arguments(mbpp["Mbpp/259"])[0][0][0] == (1, 3)


def test_the_benchmarks_own_files_load(data_folder):
    humaneval = load("humaneval", path=data_folder / "humaneval/HumanEval.jsonl.gz")
    assert [problem.protocol for problem in humaneval.outlines()].count(Protocol.FUNCTION) == 142
    mbpp = load("mbpp", path=data_folder / "mbpp/mbpp.jsonl.zst")
    assert [problem.protocol for problem in mbpp.outlines()].count(Protocol.FUNCTION) == 967
    sanitized = load("mbpp", path=data_folder / "mbpp/mbpp_sanitized_opencodeeval.jsonl.zst")
    assert [problem.protocol for problem in sanitized.outlines()].count(Protocol.FUNCTION) == 402


def test_half_a_release_is_an_error(data_folder, tmp_path):
    path = tmp_path / "v0.1.10-HumanEvalPlus.jsonl.gz"
    path.write_bytes((data_folder / "evalplus" / path.name).read_bytes()[:400_000])
    with pytest.raises(UserError, match=r"cut short"):
        load("humaneval+", path=path)
    plain = tmp_path / "HumanEvalPlus.jsonl"
    plain.write_bytes(gzip.decompress((data_folder / "evalplus" / path.name).read_bytes())[:4_000_000])
    with pytest.raises(UserError, match=r"ends in the middle of a row"):
        load("humaneval+", path=plain)


def test_a_release_that_is_not_whole_is_an_error(data_folder, tmp_path, monkeypatch):
    name = "v0.2.0-MbppPlus.jsonl"
    (tmp_path / "evalplus").mkdir()
    rows = gzip.decompress((data_folder / "evalplus" / f"{name}.gz").read_bytes()).splitlines(keepends=True)
    (tmp_path / "evalplus" / name).write_bytes(b"".join(rows[:300]))
    monkeypatch.setenv("LCBRB_DATA", str(tmp_path))
    with pytest.raises(UserError, match=r"is not MbppPlus v0.2.0 as it was released: incomplete"):
        load("mbpp+")
    assert len(load("mbpp+", path=tmp_path / "evalplus" / name)) == 300
