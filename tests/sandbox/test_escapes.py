"""Hostile programs harm nothing, at any level that isolates. Each is a file of programs/, its target in BAIT."""

import contextlib
import os
import time
from pathlib import Path

import pytest

from lcbrb.sandbox import Level, Limits, Sandbox, Script
from lcbrb.sandbox.server import Settings

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))
LIMITS = Limits(cpu_seconds=1, wall_seconds=2, processes=32)


@pytest.mark.parametrize("shares", [False, True], ids=["own scratch", "shared scratch"])
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_hostile_program_harms_nothing(sandbox, surroundings, program, shares):
    source = surroundings.prefix() + program.read_text()
    started = time.monotonic()
    with sandbox.scratch(LIMITS.scratch_bytes) if shares else contextlib.nullcontext() as scratch:
        execution = sandbox.run(Script(source, limits=LIMITS), scratch)
    assert time.monotonic() - started < 120  # a full disk queue takes its time
    assert surroundings.harm(execution.stdout + execution.stderr) == []
    assert sandbox.run(Script("import json\nprint(json.dumps(1))")).stdout == b"1\n"


def test_programs_do_attack(surroundings, tmp_path):
    """Outside a sandbox the same files do harm: the checks above can fail."""
    import subprocess
    import sys

    for name in ("read_home", "connect"):
        source = surroundings.prefix() + (Path(__file__).parent / "programs" / f"{name}.py").read_text()
        output = subprocess.run([sys.executable, "-c", source], capture_output=True, cwd=tmp_path, check=False).stdout
        assert surroundings.harm(output) != []


def test_a_keeper_under_attack_still_reports(sandbox, surroundings):
    source = (Path(__file__).parent / "programs" / "kill_keeper.py").read_text()
    execution = sandbox.run(Script(source, limits=LIMITS))
    assert (execution.exit_code, execution.limit) == (7, None)
    assert b"still judged" in execution.stdout


def test_nothing_survives(sandbox):
    source = (Path(__file__).parent / "programs" / "survive.py").read_text()
    marker = f"survivor-{os.getpid()}"
    sandbox.run(Script(f"import sys, ctypes\nctypes.CDLL(None).prctl(15, b'{marker}'[:15])\n" + source, limits=LIMITS))
    names = [path.read_text() for path in Path("/proc").glob("[0-9]*/comm") if path.exists()]
    assert not [name for name in names if name.startswith(marker[:14])]


@pytest.mark.parametrize("version", [1, 2, 3, 5])
@pytest.mark.parametrize("name", ["signals", "take_over", "connect", "write_home", "write_modes_of_readable_files"])
def test_an_older_landlock_is_made_up_for_by_the_filter(surroundings, version, name):
    settings = Settings(level=Level.L2, landlock_abi=version)
    source = surroundings.prefix() + (Path(__file__).parent / "programs" / f"{name}.py").read_text()
    with Sandbox(settings) as old:
        assert old.facts()["landlock_abi"] == version
        execution = old.run(Script(source, limits=LIMITS))
        assert old.run(Script("print(1)")).stdout == b"1\n"
    assert surroundings.harm(execution.stdout + execution.stderr) == []
