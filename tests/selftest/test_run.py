"""The self-test finds what it is for: programs whose verdict is wrong, and harm."""

import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from lcbrb.errors import UserError
from lcbrb.grading.worker import Settings
from lcbrb.sandbox import Level
from lcbrb.selftest.programs import Kind, Program, programs
from lcbrb.selftest.run import IN_PROCESS_FAMILY, PROXY_FAMILY, Cell, Finding, Plan, Report, plan, run
from lcbrb.selftest.surroundings import planted
from lcbrb.selftest.tasks import TASKS

CHECKOUT = Path(__file__).parents[2]
ADD = TASKS["add"]


@pytest.fixture(scope="module", params=[Level.L3, Level.L2])
def settings(request):
    return Settings(request.param)


def test_what_does_as_it_must_holds(settings):
    small = Plan(escapes=programs(Kind.ESCAPE)[:2])
    small.add(ADD.problem, Kind.REFERENCE, "add", ADD.reference)
    small.add(ADD.problem, Kind.STUB, "add", ADD.stub)
    steps = []
    report = run(small, settings, 1, lambda: steps.append(1))
    assert report.holds
    assert len(steps) == len(small) == 4
    assert [(cell.family, cell.kind, cell.total) for cell in report.cells] == [
        ("function", Kind.REFERENCE, 1),
        ("function", Kind.STUB, 1),
        ("sandbox", Kind.ESCAPE, 2),
    ]
    assert report.facts["level"].startswith(settings.level)


def test_a_cheat_that_passes_and_an_idiom_that_fails_are_named(settings):
    small = Plan()
    small.add(ADD.problem, Kind.CHEAT, "function/too_good", ADD.reference)
    small.add(ADD.problem, Kind.IDIOM, "function/too_odd", ADD.stub)
    report = run(small, settings, 1)
    assert not report.holds
    found = [finding for cell in report.cells for finding in cell.findings]
    assert [finding.program for finding in found] == ["function/too_good", "function/too_odd"]
    assert found[0].what.startswith("passed, 5 of 5 tests")


def test_an_escape_that_says_it_did_harm_is_named(settings, tmp_path):
    (tmp_path / "harmful.py").write_text("print('HARM: read the moon')")
    small = Plan(escapes=[Program(Kind.ESCAPE, "harmful", tmp_path / "harmful.py")])
    report = run(small, settings, 1)
    assert report.cells[-1].findings == (Finding("harmful", "HARM: read the moon"),)


def test_nothing_holds_where_nothing_was_run():
    assert not Report((), {}, {}).holds
    assert not Report((Cell("function", Kind.CHEAT, 0, ()),), {}, {}).holds


def test_what_one_process_cannot_exclude_decides_nothing():
    passed = Finding("cheat", "passed")
    good = Cell(PROXY_FAMILY, Kind.CHEAT, 2, ())
    assert Report((good, Cell(IN_PROCESS_FAMILY, Kind.CHEAT, 2, (passed,))), {}, {}).holds
    assert not Report((Cell(PROXY_FAMILY, Kind.CHEAT, 2, (passed,)),), {}, {}).holds


def test_every_program_of_the_checkout_is_run():
    planned = plan([])
    assert {"function", "stdio", PROXY_FAMILY, IN_PROCESS_FAMILY} == set(planned.work)
    assert len(programs(Kind.CHEAT)) + len(programs(Kind.ESCAPE)) >= 60
    assert len(programs(Kind.IDIOM)) >= 30
    names = [sample.sample_id for work in planned.work["function"] for sample in work.samples]
    assert len(names) == len(set(names))


def test_a_program_without_a_task_is_a_mistake(tmp_path):
    (tmp_path / "lost.py").write_text('"""nothing: belongs nowhere."""')
    with pytest.raises(UserError, match="names no task"):
        _ = Program(Kind.CHEAT, "lost", tmp_path / "lost.py").task


def test_a_benchmark_without_data_is_absent_and_says_why(monkeypatch):
    monkeypatch.setenv("LCBRB_DATA", "/nonexistent")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    planned = plan(["livecodebench"])
    assert "livecodebench" in planned.absent
    assert not planned.sets


def test_an_unknown_benchmark_is_a_users_mistake():
    with pytest.raises(UserError, match="Unknown benchmark 'humaneval-'"):
        plan(["humaneval-"])


def test_the_wheel_carries_the_programs_where_they_are_looked_for():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
    everything = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    included = {folder: place for folder, place in everything.items() if folder.startswith("tests/")}
    for kind in (Kind.CHEAT, Kind.IDIOM, Kind.ESCAPE):
        for program in programs(kind):
            inside = program.path.relative_to(CHECKOUT)
            assert any(inside.is_relative_to(folder) for folder in included), inside
    for folder, place in included.items():
        assert place.removeprefix("lcbrb/selftest/programs/") == folder.removeprefix("tests/")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("open(BAIT['home'] + '/.bashrc', 'a').write('x')", "a file was changed"),
        ("open(BAIT['home'] + '/new', 'w')", "files are now"),
        ("print(open(BAIT['home'] + '/secret.txt').read())", "leaked"),
        ("import os; print(os.environ['HF_TOKEN'])", "leaked"),
        ("import os; open('/var/tmp/' + BAIT['name'], 'w')", "/var/tmp was written"),
        ("import os; os.kill(BAIT['victim'], 19)", "another process was killed or stopped"),
        ("import socket; socket.create_connection(('127.0.0.1', BAIT['tcp']))", "a listener was reached"),
        ("import os, time\nif os.fork() == 0:\n    os.setsid(); time.sleep(20)", "processes that go on"),
    ],
)
def test_harm_done_without_a_sandbox_is_seen(tmp_path, source, found):
    with planted(tmp_path) as surroundings:
        command = [sys.executable, "-c", surroundings.prefix() + source]
        with (tmp_path / "output").open("wb") as out:
            subprocess.run(command, stdout=out, stderr=subprocess.DEVNULL, check=False)
        output = (tmp_path / "output").read_bytes()
        harm = surroundings.harm(output)
        for left in surroundings.running():
            os.kill(left, signal.SIGKILL)
    assert any(found in text for text in harm), harm
