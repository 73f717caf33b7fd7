"""Workers: every sample graded once, whatever happens to a worker."""

import os
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from lcbrb.contract import Sample, Verdict
from lcbrb.errors import InfraError, UserError
from lcbrb.grading.pool import grade_all
from lcbrb.grading.unittests.environment import Environment
from lcbrb.grading.worker import Settings, Work
from lcbrb.sandbox import Level
from lcbrb.sandbox.levels import choose
from lcbrb.selftest.tasks import TASKS

RIGHT = "def add(a, b):\n    return a + b\n"
WRONG = "def add(a, b):\n    return 0\n"


@pytest.fixture(scope="module")
def settings():
    try:
        return Settings(choose("auto", allow_unsafe=False))
    except UserError as error:
        pytest.skip(str(error))


def work(*codes):
    samples = tuple(Sample("test/add", number, solution=code) for number, code in enumerate(codes))
    return [Work(TASKS["add"].problem, samples)]


def workers():
    """Process ids of this process's workers."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
            command = path.with_name("cmdline").read_text()
        except OSError:
            continue
        if int(fields[1]) == os.getpid() and "spawn_main" in command and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found


@pytest.mark.parametrize("size", [1, 3])
def test_every_sample_gets_its_outcome(settings, size):
    codes = [RIGHT if number % 3 else WRONG for number in range(40)]
    found = {sample.sample_id: outcome.verdict for sample, outcome in grade_all(work(*codes), size, settings)}
    assert found == {n: Verdict.PASSED if n % 3 else Verdict.WRONG_ANSWER for n in range(40)}
    assert workers() == []


def below(process):
    """Processes below a process, each with how deep."""
    for path in Path("/proc", str(process), "task").glob("*/children"):
        for child in map(int, path.read_text().split()):
            yield child, 1
            yield from ((found, depth + 1) for found, depth in below(child))


def kill_a_worker_at_work(times):
    """Kill a worker so often, each time once a program runs below its sandbox's server and keeper."""
    for _ in range(times):
        found = None
        while found is None:
            time.sleep(0.1)
            with suppress(OSError):
                found = next((worker for worker in workers() if any(depth == 3 for _, depth in below(worker))), None)
        os.kill(found, signal.SIGKILL)
        while found in workers():
            time.sleep(0.01)


def test_samples_of_a_killed_worker_are_graded_by_another(settings):
    codes = [RIGHT] * 10 + ["import time\ntime.sleep(3)\n" + RIGHT] + [WRONG] * 5
    outcomes = grade_all(work(*codes), 1, settings)
    found = [next(outcomes)]
    killer = threading.Thread(target=kill_a_worker_at_work, args=(1,))
    killer.start()
    found += list(outcomes)
    killer.join()
    verdicts = {sample.sample_id: outcome.verdict for sample, outcome in found}
    assert len(found) == len(codes)
    assert verdicts == {n: Verdict.PASSED if n <= 10 else Verdict.WRONG_ANSWER for n in range(16)}


def test_a_sample_whose_worker_is_killed_twice_is_an_infrastructure_error(settings):
    asleep = "import time\ntime.sleep(5)\n" + RIGHT
    outcomes = grade_all(work(RIGHT, asleep, RIGHT), 1, settings)
    assert next(outcomes)[1].verdict is Verdict.PASSED
    killer = threading.Thread(target=kill_a_worker_at_work, args=(2,))
    killer.start()
    found = {sample.sample_id: outcome for sample, outcome in outcomes}
    killer.join()
    assert found[1].verdict is Verdict.INFRA_ERROR
    assert "killed" in found[1].message
    assert found[2].verdict is Verdict.PASSED


def test_a_worker_killed_as_it_starts_is_replaced_but_not_for_ever(settings):
    def kill_as_they_start(times):
        for _ in range(times):
            while not (found := workers()):
                time.sleep(0.01)
            os.kill(found[0], signal.SIGKILL)
            while found[0] in workers():
                time.sleep(0.01)

    for times in (2, 4):
        killer = threading.Thread(target=kill_as_they_start, args=(times,))
        killer.start()
        if times == 2:
            assert [outcome.verdict for _, outcome in grade_all(work(RIGHT), 1, settings)] == [Verdict.PASSED]
        else:
            with pytest.raises(InfraError, match="ended as it started"):
                list(grade_all(work(RIGHT), 1, settings))
        killer.join()


def test_leaving_early_ends_the_workers(settings):
    outcomes = grade_all(work(*[RIGHT] * 30), 2, settings)
    next(outcomes)
    outcomes.close()
    assert workers() == []


def test_a_sandbox_that_cannot_be_had_is_one_sentence():
    with pytest.raises(UserError, match="python"):
        list(grade_all(work(RIGHT), 1, Settings(Level.L3, python=Path("/nowhere/python"))))


def test_a_node_without_bigcodebenchs_environment_is_one_sentence():
    where = Environment(Path("/nowhere/python"), "fingerprint")
    with pytest.raises(UserError, match="no /nowhere/python: BigCodeBench's environment must be on every node"):
        list(grade_all(work(RIGHT), 1, Settings(Level.L3, environment=where)))
