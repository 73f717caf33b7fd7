"""Outputs of reference solutions: computed once, kept as data, never trusted when damaged."""

import dataclasses

import pytest

from lcbrb.contract import Comparison, Problem, Protocol, TestCase, Verdict
from lcbrb.errors import UserError
from lcbrb.grading import function
from lcbrb.grading.encoding import encode
from lcbrb.grading.grade import grade
from lcbrb.grading.references import Reference, References

PROBLEM = Problem(
    "HumanEval/x", "humaneval+", "", Protocol.FUNCTION,
    (TestCase(encode([2]), None), TestCase(encode([3]), None, plus=True)),
    entry_point="double", reference_solution="def double(n):\n    return 2 * n\n", comparison=Comparison.EVALPLUS,
)  # fmt: skip
BROKEN = dataclasses.replace(PROBLEM, reference_solution="def double(n):\n    return 1 / 0\n")


def test_outputs_are_those_of_the_reference_and_are_kept(sandbox, tmp_path):
    references = References(tmp_path)
    assert [reference.output for reference in references.of(PROBLEM, sandbox)] == ["4", "6"]
    (file,) = tmp_path.iterdir()
    changed = file.stat().st_mtime_ns
    assert [reference.output for reference in References(tmp_path).of(PROBLEM, sandbox)] == ["4", "6"]
    assert file.stat().st_mtime_ns == changed


def test_a_damaged_file_is_made_again(sandbox, tmp_path):
    References(tmp_path).of(PROBLEM, sandbox)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for content in (b"", whole[: len(whole) // 2], b"not packed"):
        file.write_bytes(content)
        assert [reference.output for reference in References(tmp_path).of(PROBLEM, sandbox)] == ["4", "6"]
        assert file.read_bytes() != content


def test_another_reference_or_input_has_another_file(sandbox, tmp_path):
    references = References(tmp_path)
    references.of(PROBLEM, sandbox)
    other = dataclasses.replace(PROBLEM, reference_solution="def double(n):\n    return n + n + 1\n")
    assert references.of(other, sandbox)[0].output == "5"
    assert references.of(dataclasses.replace(PROBLEM, tests=PROBLEM.tests[:1]), sandbox)[0].output == "4"
    assert len(list(tmp_path.iterdir())) == 3


def test_a_reference_that_fails_is_nobodys_wrong_answer(sandbox, tmp_path):
    outcome = grade(BROKEN, "def double(n):\n    return 2 * n\n", sandbox, References(tmp_path))
    assert outcome.verdict is Verdict.INFRA_ERROR
    assert "reference solution of 'HumanEval/x' fails here on test 0" in outcome.message


def test_a_folder_that_cannot_be_written_is_named(sandbox, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="set LCBRB_CACHE"):
        References(tmp_path / "file" / "folder").of(PROBLEM, sandbox)


BURN = "import time\n\ndef double(n):\n    while time.process_time() < {}:\n        pass\n    return 2 * n\n"


@pytest.mark.parametrize(("seconds", "verdict"), [(1.0, Verdict.PASSED), (9.0, Verdict.TIMEOUT)])
def test_a_timeout_counts_only_beside_what_the_reference_takes_now(sandbox, tmp_path, monkeypatch, seconds, verdict):
    """As if the outputs had been computed on a quiet machine, and this one were busy."""
    monkeypatch.setattr(function, "LEAST_SECONDS", 0.3)
    problem = dataclasses.replace(PROBLEM, tests=PROBLEM.tests[:1], reference_solution=BURN.format(0.6))
    references = References(tmp_path)
    monkeypatch.setattr(references, "of", lambda problem, sandbox: (Reference("4", 0.01),))
    assert grade(problem, BURN.format(seconds), sandbox, references).verdict is verdict
