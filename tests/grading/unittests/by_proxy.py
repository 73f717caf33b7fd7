"""What the tests of the proxy mode share: a problem, and grading with test methods and a program."""

import dataclasses

from lcbrb.contract import Problem, Protocol, Verdict
from lcbrb.grading.unittests import proxy

PREAMBLE = "import json\nimport os\nimport random\nLIMIT = 10\n\ndef task_func(*args, **kwargs):\n    pass\n"
PROBLEM = Problem(
    "test/proxy", "test", "", Protocol.UNITTEST, (), entry_point="task_func", preamble=PREAMBLE, time_limit=5.0
)


def with_tests(methods, imports=""):
    """The problem with these test methods."""
    code = f"import unittest\n{imports}\n\nclass TestCases(unittest.TestCase):\n"
    return dataclasses.replace(PROBLEM, test_code=code + "".join(f"    {line}\n" for line in methods.splitlines()))


def graded(sandbox, methods, source, imports="", objects=None):
    return proxy.grade(dataclasses.replace(with_tests(methods, imports), objects=objects), source, sandbox)


def assert_crosses(sandbox, value, checks, imports=""):
    """The value of an expression, returned by the program, passes ``checks`` of ``result`` in the tests."""
    tests = "def test(self):\n    result = task_func()\n" + "".join(f"    {check}\n" for check in checks)
    outcome = graded(sandbox, tests, f"{imports}\ndef task_func():\n    return {value}\n", imports)
    assert outcome.verdict is Verdict.PASSED, outcome
