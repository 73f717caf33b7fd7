"""Cheats never pass, programs that are right but unusual always do: one file a program.

Those for unittest problems are in tests/grading/unittests/test_programs.py.
"""

import pytest

from lcbrb.contract import Protocol, Verdict
from lcbrb.grading.grade import grade
from lcbrb.selftest.programs import Kind, programs
from lcbrb.selftest.tasks import TASKS


def name(program):
    return program.name


def of_protocols(kind):
    return [program for program in programs(kind) if program.task.problem.protocol is not Protocol.UNITTEST]


NAMES = [name for name, task in TASKS.items() if task.problem.protocol is not Protocol.UNITTEST]


@pytest.mark.parametrize("program", of_protocols(Kind.CHEAT), ids=name)
def test_a_cheat_fails(sandbox, program):
    outcome = grade(program.task.problem, program.source, sandbox)
    assert outcome.verdict not in (Verdict.PASSED, Verdict.INFRA_ERROR), outcome
    assert outcome.base_verdict is outcome.verdict


@pytest.mark.parametrize("program", of_protocols(Kind.IDIOM), ids=name)
def test_an_unusual_program_that_is_right_passes(sandbox, program):
    outcome = grade(program.task.problem, program.source, sandbox)
    assert outcome.verdict is Verdict.PASSED, outcome
    assert outcome.tests_passed == outcome.tests_total > 0


@pytest.mark.parametrize("task", NAMES)
def test_a_reference_passes(sandbox, task):
    outcome = grade(TASKS[task].problem, TASKS[task].reference, sandbox)
    assert outcome.verdict is Verdict.PASSED, outcome


@pytest.mark.parametrize("task", NAMES)
def test_a_stub_fails(sandbox, task):
    assert grade(TASKS[task].problem, TASKS[task].stub, sandbox).verdict is Verdict.WRONG_ANSWER
