"""The test methods that must report, read from the syntax of the test code."""

import os

import pytest

from lcbrb import problems
from lcbrb.contract import Problem, Protocol
from lcbrb.errors import UserError
from lcbrb.grading.unittests.methods import expected_methods


def methods(code):
    return expected_methods(Problem("test/1", "test", "", Protocol.UNITTEST, (), test_code=code))


def test_methods_come_in_the_order_in_which_unittest_runs_them():
    code = "class TestCases(TestCase):\n def test_b(self): pass\n def test_B(self): pass\n def helper(self): pass\n"
    assert methods(code) == ("test_B", "test_b")


def test_one_method_of_a_name_counts():
    code = "class TestCases(TestCase):\n def test_a(self): pass\n def test_a(self): 1\n"
    assert methods(code) == ("test_a",)


def test_inherited_decorated_asynchronous_and_conditional_methods_count():
    code = (
        "class Base(TestCase):\n @patch('os.kill')\n def test_base(self, kill): pass\n"
        "class TestCases(Base):\n async def test_later(self): pass\n if True:\n  def test_if(self): pass\n"
    )
    assert methods(code) == ("test_base", "test_if", "test_later")


def test_tests_of_other_classes_do_not_count():
    code = "class Other(TestCase):\n def test_x(self): pass\nclass TestCases(TestCase):\n def test_a(self): pass\n"
    assert methods(code) == ("test_a",)


@pytest.mark.parametrize("code", ["", "class Tests: pass", "class TestCases(TestCase): pass", "def (", "\0"])
def test_code_without_tests_is_refused(code):
    with pytest.raises(UserError, match="'test/1'"):
        methods(code)


@pytest.mark.skipif("LCBRB_DATA" not in os.environ, reason="LCBRB_DATA is not set")
def test_every_task_of_bigcodebench_has_tests():
    counts = [len(expected_methods(problem)) for problem in problems.load("bigcodebench").outlines()]
    assert len(counts) == 1140
    assert sum(counts) == 6419
