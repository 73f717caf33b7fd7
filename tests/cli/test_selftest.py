"""``recode-bench selftest``."""

import json

import pytest
from typer.testing import CliRunner

from lcbrb.cli.recode_bench import app
from lcbrb.errors import UserError
from lcbrb.selftest import run as selftest
from lcbrb.selftest.programs import Kind, programs
from lcbrb.selftest.tasks import TASKS

ADD = TASKS["add"]


@pytest.fixture
def small(monkeypatch):
    """A part of the programs: all of them take minutes."""
    planned = selftest.Plan(escapes=programs(Kind.ESCAPE)[:1], absent={"mbpp+": "No [data] at hand."})
    planned.add(ADD.problem, Kind.REFERENCE, "add", ADD.reference)
    planned.add(ADD.problem, Kind.CHEAT, "function/always_wrong", ADD.stub)
    monkeypatch.setattr(selftest, "plan", lambda names: planned)
    return planned


def invoke(*arguments):
    return CliRunner().invoke(app, ["selftest", "--workers", "1", *arguments])


def test_the_table_is_printed_and_kept(small, tmp_path):
    outcome = invoke("--output", str(tmp_path / "results"))
    assert outcome.exit_code == 0, outcome.output
    assert "The gate holds at level L" in outcome.stdout
    assert "mbpp+: not run. No [data] at hand." in outcome.stdout
    kept = json.loads((tmp_path / "results" / "selftest.json").read_text())
    assert kept["holds"]
    assert kept["sandbox"]["level"]
    assert [(cell["family"], cell["kind"], cell["programs"], cell["wrong"]) for cell in kept["cells"]] == [
        ("function", "references", 1, []),
        ("function", "cheats", 1, []),
        ("sandbox", "escapes", 1, []),
    ]


def test_a_cheat_that_passes_ends_with_status_1_and_its_name(small):
    small.add(ADD.problem, Kind.CHEAT, "function/too_good", ADD.reference)
    outcome = invoke()
    assert outcome.exit_code == 1
    assert "function, cheats: function/too_good: passed" in outcome.stdout
    assert "does not hold" in outcome.stdout
    found = json.loads(invoke("--json").stdout)
    assert not found["holds"]
    assert [wrong["program"] for cell in found["cells"] for wrong in cell["wrong"]] == ["function/too_good"]


def test_the_self_test_refuses_to_attack_a_machine_without_a_sandbox():
    outcome = invoke("--sandbox", "L1")
    assert isinstance(outcome.exception, UserError)
    assert "does not run at L1" in str(outcome.exception)


@pytest.mark.long
@pytest.mark.parametrize("level", ["L3", "L2"])
def test_the_gate_holds(level):
    outcome = invoke("--sandbox", level)
    assert outcome.exit_code == 0, outcome.output
