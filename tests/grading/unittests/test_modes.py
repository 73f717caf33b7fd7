"""The reference solution decides the mode, once."""

import dataclasses
import json

import pytest

from lcbrb.contract import Mode, Outcome, Problem, Protocol, Verdict
from lcbrb.errors import UserError
from lcbrb.grading.unittests.modes import Check, Checks

PROBLEM = Problem("x/0", "test", "", Protocol.UNITTEST, (), reference_solution="pass", time_limit=240.0)


class Problems(dict):
    """Three problems; stands for a ProblemSet."""

    md5 = "0" * 32


@pytest.fixture
def problems():
    return Problems((f"x/{n}", dataclasses.replace(PROBLEM, question_id=f"x/{n}")) for n in range(4))


def grader(passing, asked=None):
    """Grades as a pool would: ``passing`` are (problem, mode) whose reference passes."""

    def grade(work):
        for piece in work:
            name, mode = piece.problem.question_id, piece.problem.mode
            if asked is not None:
                asked.append((name, mode))
            verdict = Verdict.PASSED if (name, mode) in passing else Verdict.WRONG_ANSWER
            if name == "x/3":
                verdict = Verdict.INFRA_ERROR
            yield (
                piece.samples[0],
                Outcome(verdict, verdict, 0, 1, seconds=2.0, message=f"{mode} failed", objects=("io",)),
            )

    return grade


PASSING = {("x/0", Mode.PROXY), ("x/1", Mode.IN_PROCESS)}


def test_the_first_mode_in_which_the_reference_passes_is_the_problems(tmp_path, problems):
    checks = Checks(problems, "environment", "L3", tmp_path)
    assert {check.task_id: check.mode for check in checks.run(problems, grader(PASSING))} == {
        "x/0": Mode.PROXY, "x/1": Mode.IN_PROCESS, "x/2": None, "x/3": None,
    }  # fmt: skip
    assert checks.of("x/1").reason == "wrong_answer: proxy failed"
    assert (checks.of("x/0").objects, checks.of("x/1").objects) == (("io",), None)
    assert checks.of("x/0").apply(PROBLEM).objects == ("io",)
    assert checks.of("x/2").reason == "wrong_answer: in_process failed"
    assert not checks.of("x/2").undecided
    assert checks.of("x/3").undecided


def test_a_reference_that_fails_once_by_proxy_is_tried_again(tmp_path, problems):
    turns = iter([grader(()), grader(PASSING)])
    checks = Checks(problems, "environment", "L3", tmp_path)
    assert list(checks.run(["x/0"], lambda work: next(turns, grader(()))(work))) == [
        Check("x/0", Mode.PROXY, seconds=2.0, objects=("io",))
    ]


def test_what_was_found_is_not_looked_for_again_but_a_failure_of_the_sandbox_is(tmp_path, problems):
    list(Checks(problems, "environment", "L3", tmp_path).run(problems, grader(PASSING)))
    again = Checks(problems, "environment", "L3", tmp_path)
    assert again.of("x/1").mode is Mode.IN_PROCESS
    asked = []
    list(again.run(problems, grader(PASSING, asked)))
    assert {name for name, _ in asked} == {"x/3"}


@pytest.mark.parametrize(("in_process", "undecided"), [(PASSING, False), ((), True)])
def test_what_a_failure_of_the_sandbox_led_to_is_looked_for_again(tmp_path, problems, in_process, undecided):
    def grade(work):
        for piece in work:
            proxy = piece.problem.mode is Mode.PROXY
            passed = ("x/1", piece.problem.mode) in in_process
            verdict = Verdict.INFRA_ERROR if proxy else Verdict.PASSED if passed else Verdict.WRONG_ANSWER
            yield piece.samples[0], Outcome(verdict, verdict, 0, 1, message="killed")

    (check,) = Checks(problems, "environment", "L3", tmp_path).run(["x/1"], grade)
    assert (check.mode is Mode.IN_PROCESS, check.undecided) == (not undecided, undecided)
    assert "x/1" in Checks(problems, "environment", "L3", tmp_path).missing(problems)


@pytest.mark.parametrize("change", [("another", "L3"), ("environment", "L2")])
def test_another_environment_or_level_is_checked_anew(tmp_path, problems, change):
    list(Checks(problems, "environment", "L3", tmp_path).run(problems, grader(PASSING)))
    assert len(Checks(problems, *change, tmp_path).missing(problems)) == 4


def test_a_line_cut_off_or_changed_is_checked_anew(tmp_path, problems):
    checks = Checks(problems, "environment", "L3", tmp_path)
    list(checks.run(problems, grader(PASSING)))
    lines = checks.path.read_text().splitlines()
    lines[1] = json.dumps({**json.loads(lines[1]), "mode": "neither"})
    checks.path.write_text("\n".join(lines)[:-10])
    assert Checks(problems, "environment", "L3", tmp_path).missing(problems) == ["x/1", "x/2", "x/3"]


def test_the_references_time_bounds_a_programs(problems):
    assert Check("x/0", Mode.PROXY, seconds=0.1).apply(PROBLEM).time_limit == 120
    assert Check("x/0", Mode.PROXY, seconds=15.0).apply(PROBLEM).time_limit == 150
    assert Check("x/0", Mode.PROXY, seconds=99.0).apply(PROBLEM).time_limit == 240
    assert Check("x/0", Mode.IN_PROCESS).apply(PROBLEM).mode is Mode.IN_PROCESS


def test_a_problem_without_a_reference_is_refused(tmp_path, problems):
    problems["x/0"] = dataclasses.replace(PROBLEM, reference_solution=None)
    with pytest.raises(UserError, match="no reference solution"):
        list(Checks(problems, "environment", "L3", tmp_path).run(problems, grader(PASSING)))


def test_a_cache_that_cannot_be_written_is_one_sentence(tmp_path, problems):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="LCBRB_CACHE"):
        list(Checks(problems, "environment", "L3", tmp_path / "file").run(problems, grader(PASSING)))
