"""Answers of math problems: where they are found in a response, and what they are equal to."""

import venv

import pytest

from lcbrb import problems
from lcbrb.contract import Problem, Protocol, TestCase, Verdict
from lcbrb.errors import UserError
from lcbrb.grading import math
from lcbrb.grading.grade import grade, open_sandbox

pytest.importorskip("math_verify", reason="math-verify is not installed")


@pytest.fixture(scope="module")
def sandbox():
    with open_sandbox(preimport=math.MODULES) as opened:
        yield opened


@pytest.fixture(scope="module")
def verdict(sandbox):
    def of(reference, response, tolerance=0.0):
        problem = Problem("q", "math500", "?", Protocol.MATH, (TestCase("", reference),), tolerance=tolerance)
        return grade(problem, response, sandbox).verdict

    return of


@pytest.mark.parametrize(
    ("response", "found"),
    [
        (r"first \boxed{4}, then \boxed{\frac{1}{2}}", r"\boxed{\frac{1}{2}}"),
        (r"$\boxed{1}$ and $\boxed{2}$", r"\boxed{1, 2}"),
        (r"\boxed{5}" + "\n\n" + r"\boxed{5}", r"\boxed{5}"),
        (r"\boxed{3} so \boxed{7", r"\boxed{3}"),
        (r"\boxed{a \boxed{b}}", r"\boxed{a \boxed{b}}"),
        (r"\boxed{\left\{1, 2\right\}}", r"\boxed{\left\{1, 2\right\}}"),
        (r"<think>\boxed{4}</think> It is \boxed{5}", r"\boxed{5}"),
        ("<think>hm</think><answer>42</answer>", "42"),
        ("It is 42.", "It is 42."),
    ],
)
def test_the_last_boxed_answer_after_the_reasoning_counts(response, found):
    assert math.extract_answer(response).code == found


@pytest.mark.parametrize(
    ("response", "finish_reason", "verdict"),
    [
        (r"so \boxed{12", None, Verdict.TRUNCATED),
        (r"<think>\boxed{5}", None, Verdict.TRUNCATED),
        ("we get 5, and then", "length", Verdict.TRUNCATED),
        (r"\boxed{ }", "stop", Verdict.NO_CODE),
        ("", "stop", Verdict.NO_CODE),
    ],
)
def test_a_response_without_an_answer_says_why(response, finish_reason, verdict):
    found = math.extract_answer(response, finish_reason=finish_reason)
    assert (found.code, found.verdict) == (None, verdict)


def test_finding_the_answer_takes_linear_time():
    assert math.extract_answer(r"\boxed{" * 200_000 + r"x}").code == r"\boxed{x}"
    assert math.extract_answer(r"\boxed{x} " * 100_000).code == r"\boxed{x}"


@pytest.mark.parametrize(
    ("reference", "response"),
    [
        (r"\frac{1}{2}", r"\boxed{0.5}"),
        (r"\frac{1}{2}", r"Therefore $x = \boxed{\dfrac12}$."),
        (r"\frac{1}{3}", r"\boxed{0.333333}"),
        (r"\sqrt{8}", r"\boxed{2\sqrt{2}}"),
        ("5", r"\boxed{x = 5}"),
        ("5", r"\boxed{5.}"),
        ("16", r"\boxed{016}"),
        ("10,080", r"\boxed{10080}"),
        (r"90^\circ", r"\boxed{90}"),
        (r"\text{Evelyn}", r"\boxed{\textbf{Evelyn}}"),
        (r"\text{(C)}", r"\boxed{C}"),
        ("(6,31,-1)", r"\boxed{\mathbf{(6,31,-1)}}"),
        ("1,-2", r"\boxed{-2} and \boxed{1}"),
        ("(x+1)^2", r"\boxed{x^2+2x+1}"),
        (r"x \in [-2,7]", r"\boxed{[-2,7]}"),
        (r"5.4 \text{ cents}", r"\boxed{5.4}"),
        ("4.5e33", r"\boxed{4.5 \times 10^{33} \text{ erg/s}}"),
        ("-1./3", r"\boxed{-\frac{1}{3}}"),
        ("np.arcsin(10/13)", r"\boxed{\arcsin(10/13)}"),
        ("42", "After some thought, the final answer is 42."),
    ],
)
def test_an_answer_in_another_form_passes(verdict, reference, response):
    assert verdict(reference, response) is Verdict.PASSED


@pytest.mark.parametrize(
    ("reference", "response"),
    [
        ("5", r"\boxed{6}"),
        ("5", r"\boxed{5 \text{ or } 6}"),
        ("5", r"\boxed{5}, \boxed{6}"),
        (r"\frac{1}{3}", r"\boxed{0.333}"),
        ("6.63e-34", r"\boxed{0}"),
        (".0000672", r"\boxed{.0000671}"),
        ("58,500", r"\boxed{58500.1}"),
        ("(3,4]", r"\boxed{(3,4)}"),
        (r"\text{east}", r"\boxed{\text{west}}"),
        ("x + 1", r"\boxed{y + 1}"),
    ],
)
def test_another_answer_is_wrong(verdict, reference, response):
    assert verdict(reference, response) is Verdict.WRONG_ANSWER


def test_tolerance_is_relative(verdict):
    assert verdict("1e-5", r"\boxed{1.00005 \times 10^{-5}}", 1e-4) is Verdict.PASSED
    assert verdict("1e-5", r"\boxed{1.0005 \times 10^{-5}}", 1e-4) is Verdict.WRONG_ANSWER
    assert verdict("1e-5", r"\boxed{0}", 1e-4) is Verdict.WRONG_ANSWER


def test_a_response_without_mathematics_has_no_answer(verdict):
    assert verdict("5", "I do not know.") is Verdict.NO_CODE


@pytest.mark.parametrize("bomb", [r"\boxed{9^{9^{9^{9}}}}", r"\boxed{10!!!!}", "9**9**9**9**9"])
def test_an_answer_that_cannot_be_evaluated_is_a_timeout(verdict, monkeypatch, bomb):
    monkeypatch.setattr(math, "CPU_SECONDS", 2.0)
    assert verdict("5", bomb) in (Verdict.TIMEOUT, Verdict.MEMORY_LIMIT)


def test_an_interpreter_without_math_verify_is_a_clear_refusal(tmp_path):
    venv.create(tmp_path / "bare", with_pip=False)
    problem = Problem("q", "math500", "?", Protocol.MATH, (TestCase("", "5"),))
    with (
        open_sandbox(python=tmp_path / "bare" / "bin" / "python") as bare,
        pytest.raises(UserError, match=r"pip install 'recode-bench\[math\]'"),
    ):
        grade(problem, r"\boxed{6}", bare)


@pytest.mark.parametrize("benchmark", ["math500", "minerva", "aime24", "aime25"])
def test_every_reference_answer_is_right_when_written_differently(data_folder, sandbox, benchmark):
    loaded = problems.load(benchmark)
    for question_id in list(loaded)[::10]:
        problem = loaded[question_id]
        answer = problem.tests[0].output.replace(r"\frac", r"\dfrac")
        assert grade(problem, rf"So it is $\boxed{{ {answer} }}$.", sandbox).verdict is Verdict.PASSED, question_id
