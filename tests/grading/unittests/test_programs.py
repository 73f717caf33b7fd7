"""Programs of the self-test for unittest problems, by proxy: cheats never pass, unusual right programs always do."""

import time

import pytest

from lcbrb.contract import Mode, Protocol, Verdict
from lcbrb.grading.grade import grade
from lcbrb.selftest.programs import Kind, programs
from lcbrb.selftest.tasks import TASKS

SECONDS = 60


def of_unittests(kind):
    return [program for program in programs(kind) if program.task.problem.protocol is Protocol.UNITTEST]


NAMES = [name for name, task in TASKS.items() if task.problem.protocol is Protocol.UNITTEST]


@pytest.mark.parametrize("program", of_unittests(Kind.CHEAT), ids=lambda program: program.name)
def test_a_cheat_fails(sandbox, program):
    started = time.monotonic()
    outcome = grade(program.task.problem, program.source, sandbox)
    assert outcome.verdict not in (Verdict.PASSED, Verdict.INFRA_ERROR), outcome
    assert outcome.base_verdict is outcome.verdict
    assert time.monotonic() - started < SECONDS
    task = TASKS[program.task.problem.question_id.removeprefix("selftest/")]
    assert grade(task.problem, task.reference, sandbox).verdict is Verdict.PASSED, "the sandbox is as it was"


@pytest.mark.parametrize("program", of_unittests(Kind.IDIOM), ids=lambda program: program.name)
def test_an_unusual_program_that_is_right_passes(sandbox, program):
    outcome = grade(program.task.problem, program.source, sandbox)
    assert outcome.verdict is Verdict.PASSED, outcome
    assert outcome.tests_passed == outcome.tests_total > 0
    assert outcome.mode is Mode.PROXY


@pytest.mark.parametrize("name", NAMES)
def test_a_reference_passes(sandbox, name):
    outcome = grade(TASKS[name].problem, TASKS[name].reference, sandbox)
    assert (outcome.verdict, outcome.mode) == (Verdict.PASSED, Mode.PROXY), outcome


@pytest.mark.parametrize("name", NAMES)
def test_a_stub_fails(sandbox, name):
    outcome = grade(TASKS[name].problem, TASKS[name].stub, sandbox)
    assert outcome.verdict in (Verdict.WRONG_ANSWER, Verdict.RUNTIME_ERROR), outcome
