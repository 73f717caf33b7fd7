"""Files of samples: every form other tools write, and what is wrong with a file that is broken."""

import gzip
import json

import pytest
import zstandard

from lcbrb.errors import UserError
from lcbrb.grading.samples import read_samples
from lcbrb.problems import load

TASKS = ["HumanEval/0", "HumanEval/1"]
ROWS = [
    {"task_id": "HumanEval/0", "solution": "a"},
    {"task_id": "HumanEval/1", "completion": "b", "sample_id": "x"},
    {"task_id": "HumanEval/0", "solution": "c", "completion": "ignored", "other": 1},
]


def write(path, content):
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def lines(*rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


def read(path, tasks=TASKS, **options):
    return read_samples(path, tasks, "HumanEval", **options)


def brief(samples):
    return [(sample.question_id, sample.sample_id, sample.solution or sample.completion) for sample in samples]


def test_rows_hold_solutions_or_completions(tmp_path):
    samples = read(write(tmp_path / "s.jsonl", lines(*ROWS)))
    assert brief(samples) == [("HumanEval/0", 0, "a"), ("HumanEval/1", "x", "b"), ("HumanEval/0", 1, "c")]
    assert (samples[1].solution, samples[1].completion) == (None, "b")
    assert (samples[2].solution, samples[2].completion) == ("c", None)


def test_packed_files_read_alike(tmp_path):
    plain = read(write(tmp_path / "s.jsonl", lines(*ROWS)))
    (tmp_path / "s.jsonl.gz").write_bytes(gzip.compress(lines(*ROWS).encode()))
    (tmp_path / "s.jsonl.zst").write_bytes(zstandard.ZstdCompressor().compress(lines(*ROWS).encode()))
    assert read(tmp_path / "s.jsonl.gz") == read(tmp_path / "s.jsonl.zst") == plain


def test_the_form_is_told_from_the_content(tmp_path):
    expected = read(write(tmp_path / "s.jsonl", lines(*ROWS)))
    assert read(write(tmp_path / "s.json", lines(*ROWS))) == expected
    assert read(write(tmp_path / "s.jsonl", ROWS)) == expected
    assert read(write(tmp_path / "s.json", "\n\n" + json.dumps(ROWS, indent=1))) == expected
    assert len(read(write(tmp_path / "s.jsonl", lines(ROWS[0]).strip()), partial=True)) == 1


def logged(task, *responses, **metrics):
    """A row as lm-evaluation-harness writes it."""
    return {
        "doc_id": 0, "doc": {"task_id": task, "prompt": "p"}, "target": "check(f)", "arguments": {},
        "resps": [list(responses)], "filtered_resps": [list(responses)], "filter": "create_test",
        "metrics": list(metrics), "doc_hash": "0", **metrics,
    }  # fmt: skip


def test_logged_samples_of_lm_evaluation_harness_hold_programs(tmp_path):
    rows = [logged("HumanEval/0", "a", **{"pass@1": 1.0}), logged("HumanEval/1", "b", "c", **{"pass@2": 0.5})]
    samples = read(write(tmp_path / "samples_humaneval.jsonl", lines(*rows)))
    assert brief(samples) == [("HumanEval/0", 0, "a"), ("HumanEval/1", 0, "b"), ("HumanEval/1", 1, "c")]
    assert [sample.published for sample in samples] == [True, None, None]


def test_logged_samples_of_mbpp_hold_one_text(tmp_path):
    row = {**logged(7, pass_at_1=0.0), "filtered_resps": ["a"]}
    (sample,) = read(write(tmp_path / "samples_mbpp.jsonl", lines(row)), ["Mbpp/7"])
    assert (sample.question_id, sample.solution, sample.published) == ("Mbpp/7", "a", False)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"doc": {"question": "?"}, "filtered_resps": ["a"]}, "line 1: field 'doc' has no 'task_id'"),
        ({**logged("HumanEval/0"), "filtered_resps": [[1.5]]}, "line 1: field 'filtered_resps' does not hold texts"),
        ({**logged("HumanEval/0"), "filtered_resps": None}, "line 1: field 'filtered_resps' does not hold texts"),
    ],
)
def test_logged_samples_of_other_tasks_are_refused(tmp_path, row, message):
    with pytest.raises(UserError, match=message):
        read(write(tmp_path / "s.jsonl", lines(row)))


def test_a_folder_holds_a_file_a_sample(tmp_path):
    for name in (
        "HumanEval_0/0.py",
        "HumanEval_0/10.py",
        "HumanEval_0/2.py",
        "HumanEval_1/a.py",
        "HumanEval_1/notes.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert [(sample.question_id, sample.sample_id) for sample in read(tmp_path)] == [
        ("HumanEval/0", 0),
        ("HumanEval/0", 2),
        ("HumanEval/0", 10),
        ("HumanEval/1", "a"),
    ]


def test_livecodebench_lists_with_and_without_ids(tmp_path):
    tasks = ["2", "10", "abc_a"]
    rows = [{"question_id": "2", "code_list": ["x", "y"]}, {"question_id": "10", "code_list": ["z"]}]
    assert brief(read(write(tmp_path / "s.json", rows), tasks, partial=True)) == [
        ("2", 0, "x"),
        ("2", 1, "y"),
        ("10", 0, "z"),
    ]
    assert brief(read(write(tmp_path / "s.jsonl", lines(*rows)), tasks, partial=True))[2] == ("10", 0, "z")
    positional = [["of 10"], ["of 2", "more"], ["of abc_a"]]  # sorted as texts
    assert [sample.question_id for sample in read(write(tmp_path / "s.json", positional), tasks)] == [
        "10",
        "2",
        "2",
        "abc_a",
    ]


def test_published_verdicts_come_along(tmp_path):
    base_only = [{"solution": "a", "base_status": "pass", "plus_status": "fail"}]
    both = [
        {"solution": "b", "base_status": "pass", "plus_status": "pass"},
        {"solution": "c", "base_status": "timeout"},
    ]
    samples = read(write(tmp_path / "e.json", {"date": "", "eval": {"HumanEval/0": base_only, "HumanEval/1": both}}))
    assert [(sample.published_base, sample.published) for sample in samples] == [
        (True, False),
        (True, True),
        (False, False),
    ]
    rows = [{"question_id": "HumanEval/0", "code_list": ["x", ""], "graded_list": [True, False]}]
    samples = read(write(tmp_path / "e.json", rows), partial=True)
    assert [sample.published for sample in samples] == [True, False]
    row = {"task_id": "HumanEval/0", "completion": "", "result": "passed", "passed": True}
    assert read(write(tmp_path / "r.jsonl", lines(row)), partial=True)[0].published is True


def test_numbers_stand_for_tasks_of_mbpp(tmp_path):
    rows = [{"task_id": 11, "solution": "a"}, {"task_id": "Mbpp/12", "solution": "b"}]
    samples = read(write(tmp_path / "s.jsonl", lines(*rows)), ["Mbpp/11", "Mbpp/12"])
    assert [sample.question_id for sample in samples] == ["Mbpp/11", "Mbpp/12"]


GOOD = lines({"task_id": "HumanEval/0", "solution": "a"})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (GOOD + "oops\n" + GOOD, r"line 2: not valid JSON"),
        (GOOD + '{"task_id": "Hum', r"line 2: the file ends in the middle of a row"),
        (GOOD + "[1]\n", r"line 2: not a JSON object"),
        (GOOD + lines({"solution": "a"}), r"line 2: field 'task_id' is missing"),
        (GOOD + lines({"task_id": "HumanEval/0"}), r"line 2: there is no 'solution' and no 'completion'"),
        (GOOD + lines({"task_id": "HumanEval/0", "solution": ["a"]}), r"line 2: field 'solution' is not a text"),
        (GOOD + lines({"task_id": "HumanEval/9", "solution": "a"}), r"line 2: HumanEval has no problem 'HumanEval/9'"),
        (GOOD + lines({"task_id": None, "solution": "a"}), r"line 2: HumanEval has no problem 'None'"),
        (GOOD + lines({"task_id": "HumanEval/0", "solution": "a", "sample_id": [1]}), r"line 2: field 'sample_id'"),
        (
            GOOD + lines({"task_id": "HumanEval/0", "solution": "a", "sample_id": 0}),
            r"line 2: sample 0 of .* line 1 too",
        ),
        ([{"code_list": []}], r"item 1: field 'question_id' is missing"),
        ([{"question_id": "HumanEval/0", "code_list": [1]}], r"item 1: field 'code_list' is not a list of texts"),
        ([{"question_id": "HumanEval/0", "code_list": ["a"], "graded_list": []}], r"item 1: field 'graded_list'"),
        ([["a"]], r"has 1 lists of code without ids, and HumanEval has 2 problems"),
        ([1], r"item 1: not a JSON object"),
        ({"eval": {"HumanEval/0": 5}}, r"task 'HumanEval/0': not a list of results"),
        ({"eval": {"HumanEval/0": [{"solution": "a", "base_status": "odd"}]}}, r"unknown base_status 'odd'"),
        ({"eval": {"HumanEval/0": [{"solution": "a", "base_status": ["pass"]}]}}, r"unknown base_status"),
        (GOOD + '{"task_id": ' + "[" * 100_000 + "]" * 100_000 + "}", r"line 2: nested too deep"),
        ("[" * 100_000 + "]" * 100_000, r"line 1: nested too deep"),
        ("", r"has no samples"),
        ([], r"has no samples"),
        (GOOD, r"no sample for 1 of the 2 problems of HumanEval, the first of them 'HumanEval/1'"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, content, message):
    path = write(tmp_path / "s.jsonl", content)
    with pytest.raises(UserError, match=message) as raised:
        read(path)
    assert str(path) in str(raised.value)


def test_a_status_of_another_kind_is_no_verdict(tmp_path):
    rows = ({"task_id": f"HumanEval/{n}", "solution": "a", "status": status} for n, status in enumerate(["done", [1]]))
    assert [sample.published for sample in read(write(tmp_path / "s.jsonl", lines(*rows)))] == [None, None]


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(UserError, match=r"Cannot read .*File name too long"):
        read(tmp_path / ("x" * 300))
    with pytest.raises(UserError, match=r"Cannot read .*none.jsonl"):
        read(tmp_path / "none.jsonl")
    (tmp_path / "s.jsonl").write_bytes(b'{"task_id": "\xff"}')
    with pytest.raises(UserError, match=r"not UTF-8"):
        read(tmp_path / "s.jsonl")
    (tmp_path / "s.jsonl.zst").write_bytes(zstandard.ZstdCompressor().compress(GOOD.encode() * 50)[:-3])
    with pytest.raises(UserError, match=r"cut short"):
        read(tmp_path / "s.jsonl.zst")
    with pytest.raises(UserError, match=r"has no samples"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("file", "benchmark", "version", "samples", "passed"),
    [
        ("verdicts/qwen2.5-coder-evalplus/7b-base-humaneval-generated.jsonl.zst", "humaneval+", "v0.1.9", 164, None),
        (
            "verdicts/qwen2.5-coder-evalplus/7b-base-humaneval-generated_eval_results.json.zst",
            "humaneval+",
            "v0.1.9",
            164,
            87,
        ),
        ("verdicts/qwen2.5-coder-evalplus/7b-base-mbpp-generated_eval_results.json.zst", "mbpp+", "v0.1.0", 399, 251),
        (
            "verdicts/evalplus-fork-history/mbpp-llama3_base_dpo_vllm_temp_0.0-sanitized_eval_results.json.zst",
            "mbpp+",
            "v0.2.0",
            378,
            None,
        ),
        ("bigcodebench/qwen2.5-coder-outputs/7b-base-full-completion.jsonl.zst", "bigcodebench", None, 1140, None),
        (
            "bigcodebench/qwen2.5-coder-outputs/7b-base-hard-completion-sanitized-calibrated_hard_eval_results.json.zst",
            "bigcodebench-hard",
            None,
            148,
            None,
        ),
        (
            "lcb_outputs/LiveCodeBench_submissions/O1-Mini_codegeneration_1_0.2_eval_all.json.zst",
            "livecodebench",
            "release_v5",
            880,
            602,
        ),
        ("lcb_outputs/gu-ni/output_test6/Gemma-2-9b-Ins_eval_all.json.zst", "livecodebench", "v6", 1750, 321),
    ],
)
def test_published_files_are_read(data_folder, file, benchmark, version, samples, passed):
    problems = load(benchmark, version=version)
    read = read_samples(data_folder / file, problems, benchmark)
    assert len(read) == samples
    if passed is not None:
        assert sum(sample.published is True for sample in read) == passed


def test_the_wrong_version_is_named(data_folder):
    file = data_folder / "verdicts/qwen2.5-coder-evalplus/7b-base-mbpp-generated.jsonl.zst"
    problems = load("mbpp+")
    with pytest.raises(UserError, match=r"line \d+: MbppPlus v0.2.0 has no problem 'Mbpp/\d+'; choose the benchmark"):
        read_samples(file, problems, problems.version)
