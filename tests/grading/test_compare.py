"""Comparison rules: what each accepts and refuses."""

import json
import time

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcbrb.contract import Comparison, Problem, Protocol, TestCase
from lcbrb.errors import InfraError
from lcbrb.grading.compare import RULES, Expectation, describe
from lcbrb.grading.decoding import MAX_NESTED, decode
from lcbrb.grading.encoding import LONG_LIST, MAX_BYTES, encode
from lcbrb.problems import load

NAN, INF = float("nan"), float("inf")


def function(answer, expected, comparison=Comparison.EVALPLUS, given=(), tolerance=0.0):
    test = Expectation(comparison, tolerance, False, encode(list(given)), encode(expected))
    return test.accepts(encode(answer))


def stdio(answer, expected, comparison=Comparison.LINES, given="", tolerance=0.0):
    return Expectation(comparison, tolerance, True, given, expected).accepts(answer)


def test_a_description_is_safe_to_print():
    assert describe('["?","list\\u001b[31m\\ud800"]').isprintable()


def test_an_expected_output_past_the_bounds_is_no_answers_fault():
    expectation = Expectation(Comparison.EVALPLUS, 0.0, False, '["l"]', "[" * (MAX_NESTED + 1))
    with pytest.raises(InfraError, match="too large to compare with"):
        expectation.accepts('["l"]')


def test_every_rule_is_there():
    assert set(RULES) == set(Comparison)


def test_the_protocol_has_its_own_rule():
    stdio_problem = Problem("q", "b", "", Protocol.STDIO, ())
    assert Expectation.of(stdio_problem, TestCase("", "1")).comparison is Comparison.LINES
    function_problem = Problem("q", "b", "", Protocol.FUNCTION, ())
    assert Expectation.of(function_problem, TestCase("", None), "1").comparison is Comparison.VALUE
    with pytest.raises(ValueError, match=r"no expected output"):
        Expectation.of(function_problem, TestCase("", None))


class AlwaysEqual:
    def __eq__(self, other):
        return True


EVALPLUS = [
    (1, 1, True),
    (1, 2, False),
    (True, 1, True),
    (1.0, 1, True),
    ("a", "a", True),
    ([1], (1,), False),
    ((1,), (1,), True),
    ({1, 2}, {2, 1}, True),
    (frozenset({1}), {1}, True),
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
    (None, None, True),
    (None, 0, False),
    (AlwaysEqual(), 1, False),
    (object(), None, False),
    (0.30000000000000004, 0.3, True),
    (0.3001, 0.3, False),
    (1, 1.0000000001, False),  # the type has to be the expected one's
    (1.0000001, 1, False),  # an int is exact
    (100000001, 100000000, False),
    ([0.1 + 0.2, 1.0], [0.3, 1.0], True),
    ([0.1 + 0.2, 1], [0.3, 1], False),  # only lists of floats alone
    ([[0.1 + 0.2]], [[0.3]], False),
    ({"a": 0.1 + 0.2}, {"a": 0.3}, False),
    ((0.1 + 0.2,), (0.3,), True),
    ([0.1 + 0.2], (0.3,), False),
    ([0.3, 0.3], [0.3], False),
    ([], [], True),
    (INF, INF, True),
    (-INF, INF, False),
    (1e308, INF, False),
    (NAN, NAN, True),
    ([1.0, NAN], [1.0, NAN], True),
    (NAN, 1.0, False),
    (1.0, NAN, False),
    (numpy.float64(0.1 + 0.2), 0.3, True),
    (numpy.int64(3), 3, True),
    (numpy.array([1, 2]), [1, 2], False),
    (numpy.array([0.1 + 0.2]), numpy.array([0.3]), True),
    (numpy.array([1.0, 1.0]), numpy.array([1.0]), False),
    ([1 << 200_000], [1 << 200_000], True),
    ([1 << 200_000], [1.5], False),
    ("1.0", 1.0, False),
]


@pytest.mark.parametrize(("answer", "expected", "right"), EVALPLUS)
def test_evalplus(answer, expected, right):
    assert function(answer, expected) is right


@pytest.mark.parametrize(
    ("answer", "expected", "right"),
    [
        (1.00005, 1.0, True),
        (1.0002, 1.0, False),
        ([[1.00005, 2]], [[1.0, 2]], True),
        ([[1.00005], [2]], [[1.0, 2]], False),  # np.allclose would broadcast some of these
        ([[1], [1]], [[1, 1], [1, 1]], False),
        (1.00005, 1, False),
        ((1 + 1e-5j), (1 + 0j), True),
        (["a"], ["b"], False),
        ({"a": 1.00005}, {"a": 1.0}, False),
        (None, None, True),
        ([None], [1.0], False),
    ],
)
def test_evalplus_with_a_tolerance_of_the_task(answer, expected, right):
    assert function(answer, expected, tolerance=1e-4) is right


def test_sets_of_answers():
    rule = Comparison.EVALPLUS_SET
    assert function([2, 1, 2], (1, 2), rule)
    assert function((1, 2), [2, 1], rule)
    assert function({1: "x", 2: "y"}, {1, 2}, rule)
    assert function("ab", ["a", "b"], rule)
    assert function(numpy.array([5, 4]), (4, 5), rule)
    assert function(range(4, 6), [5, 4], rule)
    assert function(b"ab", [98, 97], rule)
    assert not function(numpy.array([[4, 5]]), [4, 5], rule)
    assert not function([1], [1, 2], rule)
    assert not function(5, [5], rule)
    assert not function(None, [], rule)
    assert not function([[1]], [1], rule)
    assert not function(range(10**15), [1], rule)
    assert not function((x for x in [1]), [1], rule)
    assert not function([n * ((1 << 61) - 1) for n in range(100_000)], [1], rule)


def test_something_or_nothing():
    import re

    rule = Comparison.EVALPLUS_NOT_NONE
    found, nothing = re.match("a", "a"), None
    for answer, expected in [(found, found), (nothing, nothing), (True, found), (False, nothing), ("x", found)]:
        assert function(answer, expected, rule)
    for answer, expected in [(nothing, found), (found, nothing), (False, found), (True, nothing), (0, nothing)]:
        assert not function(answer, expected, rule)


def test_a_polynomials_root_is_checked_on_the_checkers_own_coefficients():
    rule = Comparison.EVALPLUS_POLYNOMIAL_ROOT
    coefficients = [[-6.0, 11.0, -6.0, 1.0]]
    for root in (1.0, 2, 3.000001):
        assert function(root, 0.9999, rule, coefficients, 1e-4)
    for wrong in (1.5, NAN, INF, 1e200, None, "1", 1j, [1.0], 1 << 5000, True and 7):
        assert not function(wrong, 0.9999, rule, coefficients, 1e-4)


def test_tasks_with_two_readings_accept_both_and_nothing_else():
    rule = Comparison.EVALPLUS_DIGIT_DISTANCE
    assert function(1, 1, rule, [1, 2])
    assert function(1, 0, rule, [12, 2])  # 12 and 02: |1-0| + |2-2|
    assert not function(9, 0, rule, [12, 2])
    rule = Comparison.EVALPLUS_PYRAMID_SURFACE
    assert function(33, 33, rule, [3, 4])
    assert function(35, 33, rule, [3, 4])
    assert not function(34, 33, rule, [3, 4])
    assert not function(None, 33, rule, [3, 4])
    rule = Comparison.EVALPLUS_EQUAL_DIVISOR_SUMS
    assert function(True, False, rule, [23, 47]) and function(False, False, rule, [23, 47])
    assert not function(True, False, rule, [36, 57])
    assert not function(False, True, rule, [122, 122])
    assert not function("anything", False, rule, [36, 57])


def test_large_values_are_compared_by_digest():
    numbers = list(range(LONG_LIST + 1))
    assert function([float(number) for number in numbers], numbers)
    assert not function(tuple(numbers), numbers)
    assert not function(numbers[::-1], numbers)
    assert function(tuple(numbers), numbers, Comparison.VALUE)
    assert function("x" * (MAX_BYTES + 1), "x" * (MAX_BYTES + 1))
    assert not function("x" * (MAX_BYTES + 1), "y")
    assert not function("y", "x" * (MAX_BYTES + 1))


@pytest.mark.parametrize(
    ("answer", "expected", "right"),
    [
        ([1, 2], [1, 2], True),
        ((1, 2), [1, 2], True),
        ([(1, 2), (3,)], [[1, 2], [3]], True),
        ({1, 2}, [1, 2], False),
        (0.1 + 0.2, 0.3, False),
        (True, 1, True),
        ("1", 1, False),
        (None, [], False),
        ((x for x in [1]), [1], False),
        (numpy.int64(5), 5, True),
    ],
)
def test_livecodebench_functional(answer, expected, right):
    assert function(answer, expected, Comparison.VALUE) is right


@pytest.mark.parametrize(
    ("answer", "expected", "right"),
    [
        ("1 2\n3\n", "1 2\n3", True),
        ("  1 2  \n 3 \n\n\n", "1 2\n3\n", True),
        ("1  2", "1 2", True),
        ("1.0 2.00", "1 2", True),
        ("1e3", "1000", True),
        ("50000000000000001", "50000000000000000", False),
        ("0.30000000000000004", "0.3", False),
        ("1\n\n2", "1\n2", False),
        ("1 2 3", "1 2", False),
        ("1 2", "1\n2", False),
        ("yes", "Yes", False),
        ("a 1.0", "a 1", False),  # one token that is no number: the line has to be equal
        ("nan", "nan", True),
        ("NaN", "nan", False),
        ("sNaN", "1", False),
        ("", "", True),
        ("", "0", False),
        ("x", "", False),
        ("1\r\n2\r\n", "1\n2\n", True),
        ("1\f2", "1\f2", True),
        ("é", "é", True),
    ],
)
def test_livecodebench_stdio(answer, expected, right):
    assert stdio(answer, expected) is right


def test_real_valued_problems_accept_the_error_that_their_statements_accept():
    rule = Comparison.CLOSE_LINES
    assert stdio("0.66666667", "0.666666666666666666666666666667", rule, tolerance=1e-8)
    assert stdio("256.7350204705", "256.735020470879931", rule, tolerance=1e-6)
    assert stdio("1000000.5", "1000000", rule, tolerance=1e-6)  # relative
    for wrong in ("0.6667", "nan", "inf", "0.66666667 0", "text", ""):
        assert not stdio(wrong, "0.666666666666666666666666666667", rule, tolerance=1e-8)
    rule = Comparison.CLOSE_VALUE
    assert function(720.000001, 720.0, rule, tolerance=1e-5)
    for wrong in (721.0, NAN, None, "720.0", [720.0], 1 << 5000):
        assert not function(wrong, 720.0, rule, tolerance=1e-5)


@pytest.mark.parametrize(
    ("rule", "answer", "expected", "beyond"),
    [
        (Comparison.CLOSE_LINES, "0.66666667", "0.666666666666666666666666666667", True),
        (Comparison.CLOSE_LINES, "2.50", "2.5", False),
        (Comparison.WRONG_SUM, "3", "2", True),
        (Comparison.WRONG_SUM, "2", "2", False),
        (Comparison.LINES, "2.50", "2.5", False),
    ],
)
def test_answers_that_only_the_statement_accepts_are_told(rule, answer, expected, beyond):
    expectation = Expectation(rule, 1e-8, True, "1 0", expected)
    assert expectation.accepts(answer)
    assert expectation.exceeds_official(answer) is beyond


def test_lists_in_any_order():
    rule = Comparison.ANY_ORDER
    assert function([2, 0, 1], [0, 1, 2], rule)
    assert function(("b", "a"), ["a", "b"], rule)
    for wrong in ([0, 1], [0, 1, 1], {0, 1, 2}, "012", [[0], 1, 2], None, [0, 1, 1 << 200_000]):
        assert not function(wrong, [0, 1, 2], rule)


def test_lists_in_any_order_that_collide_cost_no_time():
    colliding = [n * ((1 << 61) - 1) for n in range(1, 100_001)]
    started = time.process_time()
    assert not function(colliding, list(range(100_000)), Comparison.ANY_ORDER)
    assert time.process_time() - started < 3
    assert function([0] * 1000 + [1], [1] + [0] * 1000, Comparison.ANY_ORDER)


JUDGES = [
    (Comparison.DIRECTED_CYCLE, "7\n6 7 2 1 3 4 5\n", "4\n7 5 3 2\n", ["4\n2 7 5 3", "3\n4 1 6\n"]),
    (Comparison.ABC_PUZZLE, "5\nABCBC\nACAAB\n", "Yes\nAC..B\n.BA.C\nC.BA.\nBA.C.\n..CBA\n", []),
    (Comparison.ABC_PUZZLE, "3\nAAA\nBBB\n", "No\n", ["No"]),
    (
        Comparison.POTIONS,
        "13\n1 2\n1 3\n1 1\n1 3\n1 2\n2 3\n1 3\n1 3\n2 3\n1 3\n2 2\n2 3\n2 1\n",
        "3\n1 1 1 0 0 1 0 1\n",
        ["3\n0 1 1 0 1 1 0 1\n"],
    ),
    (Comparison.POTIONS, "4\n2 3\n1 4\n2 1\n1 2\n", "-1\n", ["-1"]),
    (Comparison.THREE_CUBES, "840 84 7\n", "Yes\n0 0 0 0 6 0 6 0 0\n", ["Yes\n-10 0 0 -10 0 6 -10 6 1\n"]),
    (Comparison.THREE_CUBES, "343 34 3\n", "No\n", ["No"]),
    (Comparison.ZERO_SUM, "3\n3 5\n-4 1\n-2 3\n", "Yes\n4 -3 -1\n", ["Yes\n3 -3 0", "Yes\n5 -4 -1"]),
    (Comparison.ZERO_SUM, "3\n1 2\n1 2\n1 2\n", "No\n", ["No"]),
    (Comparison.SWAP_SORT, "5\n3 4 1 2 5\n", "2\n1 3\n2 4\n", ["4\n2 3\n3 4\n1 2\n2 3\n"]),
    (Comparison.SWAP_SORT, "4\n1 2 3 4\n", "0\n", ["0"]),
    (Comparison.TRIPLE_SUM, "5 16\n1 8 5 10 13", "1 3 4", []),
    (Comparison.TRIPLE_SUM, "5 20\n1 8 5 10 13", "-1", []),
    (Comparison.TRIPLE_SUM, "5 12\n4 4 4 4 4", "1 2 3", ["3 4 5"]),
    (Comparison.WRONG_SUM, "2 5\n", "2\n", ["0", "9"]),
]


@pytest.mark.parametrize(("rule", "given", "expected", "others"), JUDGES)
def test_problems_with_several_answers_accept_each_of_them(rule, given, expected, others):
    for answer in [expected, expected.strip(), *others]:
        judged = RULES[rule](answer, expected, given, 0.0)  # past the short cut for equal texts
        assert judged and stdio(answer, expected, rule, given), answer


WRONG = [
    (Comparison.DIRECTED_CYCLE, 0, ["0", "2\n1 6", "4\n7 5 3", "8\n7 5 3 2 7 5 3 2", "1\n1", "2\n0 7", "3\n4 1 8"]),
    (
        Comparison.ABC_PUZZLE,
        0,
        ["No", "Yes\nAC..B\n.BA.C\nC.BA.\nBA.C.\n..CAB", "Yes\n" + "ABC..\n" * 5, "Yes", "AC..B"],
    ),
    (Comparison.ABC_PUZZLE, 1, ["Yes\nABC\nBCA\nCAB", "no", ""]),
    (
        Comparison.POTIONS,
        3,
        ["-1", "3\n1 1 1 1 0 1 0 1", "4\n1 1 1 1 0 1 0 1", "3\n1 1 1 0 0 1 0", "3\n0 0 0 0 0 0 0 0"],
    ),
    (Comparison.POTIONS, 3, ["3\n2 1 1 0 0 1 0 1", "2\n1 1 1 0 0 1 0 1", "3"]),
    (Comparison.POTIONS, 4, ["0\n0 0", "-1 0", ""]),
    (Comparison.THREE_CUBES, 5, ["No", "Yes\n0 0 0 0 0 0 0 0 0", "Yes\n0 0 0 0 6 0 6 0", "Yes\n0 0 0 0 6 0 106 0 0"]),
    (Comparison.THREE_CUBES, 6, ["Yes\n0 0 0 0 6 0 6 0 0"]),
    (Comparison.ZERO_SUM, 7, ["No", "Yes\n0 0 0", "Yes\n4 -3", "Yes\n4 -3 0", "4 -3 -1"]),
    (
        Comparison.SWAP_SORT,
        9,
        ["1\n1 3", "2\n1 3\n1 3", "5\n1 3\n2 4\n1 2\n1 2\n3 4", "2\n3 1\n4 2", "-1", "2\n1 3\n2 9"],
    ),
    (Comparison.TRIPLE_SUM, 11, ["-1", "1 2 3", "1 4 3", "0 1 2", "1 3", "1 3 4 5", "1 3 99"]),
    (Comparison.TRIPLE_SUM, 12, ["1 2 3"]),
    (Comparison.WRONG_SUM, 14, ["7", "10", "-1", "1 2", "x", ""]),
]


@pytest.mark.parametrize(("rule", "which", "answers"), WRONG)
def test_problems_with_several_answers_refuse_the_wrong_ones(rule, which, answers):
    _, given, expected, _ = JUDGES[which]
    for answer in answers:
        assert not stdio(answer, expected, rule, given), answer


@given(st.text(), st.sampled_from(JUDGES))
def test_no_text_breaks_a_judge(answer, case):
    rule, given, expected, _ = case
    assert stdio(answer, expected, rule, given) in (True, False)


@given(st.text() | st.text("0123456789. \n-einf"), st.text("0123456789. \n-einf"))
def test_no_text_breaks_the_line_rules(answer, expected):
    for rule in (Comparison.LINES, Comparison.CLOSE_LINES):
        assert stdio(answer, expected, rule) in (True, False)


@settings(deadline=None)
@given(
    st.recursive(st.none() | st.text() | st.integers() | st.floats(), st.lists).map(json.dumps),
    st.sampled_from(list(Comparison)),
)
def test_malformed_answers_are_wrong_answers(answer, comparison):
    text_rules = {Comparison.LINES, Comparison.CLOSE_LINES, *(rule for rule, *_ in JUDGES)}
    test = Expectation(comparison, 1e-6, comparison in text_rules, '["l",3,4]', '["l",3,4]')
    assert test.accepts(answer) in (True, False)


@pytest.mark.parametrize(
    "answer",
    [
        "a" + "\n" * 30_000_000 + "b",
        "1 " * 15_000_000,
        "9" * 30_000_000,
        "1\n" + "9" * 30_000_000,
        " " * 30_000_000 + "1",
        "1" + " " * 30_000_000 + "1",
    ],
    ids=["lines", "tokens", "digits", "digits in a line", "spaces", "inner spaces"],
)
def test_hostile_output_is_compared_in_time_and_memory(answer):
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    for rule in (Comparison.LINES, Comparison.CLOSE_LINES):
        assert not stdio(answer, "1\n2", rule)
        assert not stdio(answer, "3", rule)
    assert time.process_time() - started < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1_000_000  # KiB


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "1"),
        ("x" * 10_000, "xxx"),
        ([1 << 40_000_000], "<int of 40000001 bits>"),
        ([[1] * 1000] * 1000, "[[1, 1"),
        (object(), "<object object>"),
        (list(range(LONG_LIST + 1)), "<large list"),
        ({"a": {1, 2}}, "{'a': {1, 2}}"),
    ],
)
def test_descriptions_are_short_whatever_the_value(value, text):
    started = time.process_time()
    described = describe(encode(value))
    assert text in described
    assert len(described) <= 200
    assert time.process_time() - started < 5


def test_a_malformed_answer_has_a_description():
    assert describe("nonsense") == "<malformed answer: not a value of the data encoding>"


def test_every_rule_of_livecodebench_accepts_the_outputs_of_its_tests(data_folder):
    problems = load("livecodebench")
    for question_id in problems:
        problem = problems[question_id]
        for test in problem.tests:
            expectation = Expectation.of(problem, test)
            assert expectation.accepts(test.output), question_id
            if question_id == "abc333_e" and test.input.startswith("30\n"):
                continue  # its official output is wrong: it uses potions it did not pick up
            output = test.output if expectation.is_text else decode(test.output)
            assert RULES[expectation.comparison](output, output, test.input, expectation.tolerance), question_id
