"""Drivers: frames in both directions, and what hostile frames come to."""

import pytest

from lcbrb.sandbox import MIB, DriverCall, Limit, Limits, Script


def test_frames_come_back_complete_and_in_order(sandbox):
    code = b"for part in (b'one', b'', b'three' * 100000): channel.send(part)"
    execution = sandbox.run(DriverCall("execute", code))
    assert execution.frames == (b"one", b"", b"three" * 100000)
    assert not execution.torn
    assert execution.exit_code == 0


def test_a_driver_can_import_the_drivers_given_before_it(sandbox):
    execution = sandbox.run(DriverCall("execute", b"channel.send(echo.__doc__.encode())"))
    assert b"answers what it is sent" in execution.frames[0]


@pytest.mark.parametrize(
    "code",
    [
        b"import os; os.write(3, b'\\0\\0')",
        b"import os; os.write(3, b'\\0\\0\\0\\x05ab')",
        b"import os; os.write(3, b'\\xff\\xff\\xff\\xffab')",
        b"channel.send(b'whole'); import os; os.write(3, b'x')",
    ],
)
def test_a_frame_that_is_not_complete_is_torn(sandbox, code):
    execution = sandbox.run(DriverCall("execute", code))
    assert execution.torn
    assert execution.frames in ((), (b"whole",))


def test_frames_are_bounded(sandbox):
    code = b"while True: channel.send(b'x' * 100000)"
    execution = sandbox.run(DriverCall("execute", code, Limits(output_bytes=MIB)))
    assert execution.limit is Limit.OUTPUT


def test_descriptors_sent_over_the_channel_arrive_nowhere(sandbox):
    code = b"import socket; socket.send_fds(channel._socket, [b'\\0\\0\\0\\1x'], [0, 1, 2])"
    execution = sandbox.run(DriverCall("execute", code))
    assert execution.frames == (b"x",)


def test_an_error_in_the_driver_is_seen(sandbox):
    execution = sandbox.run(DriverCall("execute", b"1 / 0"))
    assert execution.exit_code == 1
    assert b"ZeroDivisionError" in execution.stderr


def test_standard_output_is_apart_from_frames(sandbox):
    execution = sandbox.run(DriverCall("execute", b"print('seen'); channel.send(b'frame')"))
    assert (execution.stdout, execution.frames) == (b"seen\n", (b"frame",))


def test_a_session_exchanges_frames(sandbox):
    with sandbox.session(DriverCall("echo", b"start")) as session:
        assert session.receive() == b"data: start"
        for text in (b"abc", b"x" * 3_000_000):
            session.send(text)
            assert session.receive() == text[::-1]
        execution = session.result()
    assert execution.frames == ()


def test_a_session_whose_program_ends_receives_none(sandbox):
    with sandbox.session(DriverCall("execute", b"channel.send(b'last'); raise SystemExit(7)")) as session:
        assert session.receive() == b"last"
        assert session.receive() is None
        session.send(b"nobody reads this")
        assert session.result().exit_code == 7


def test_a_session_is_bounded_frame_by_frame(sandbox):
    code = b"for _ in range(40): channel.send(b'x' * 100000)\nimport os\nwhile True: os.write(3, b'\\xff' * 65536)"
    with sandbox.session(DriverCall("execute", code, Limits(output_bytes=MIB))) as session:
        received = 0
        while session.receive() is not None:
            received += 1
        assert session.result().limit is Limit.OUTPUT
    assert received == 40


def test_two_sessions_share_a_scratch_folder_and_others_do_not_see_it(sandbox):
    place = b"import os, tempfile; path = os.path.join(tempfile.gettempdir(), 'both');"
    with sandbox.scratch(MIB) as scratch:
        with sandbox.session(DriverCall("execute", place + b"open(path, 'w').write('here')"), scratch) as writer:
            assert writer.receive() is None
        read = place + b"channel.send(open(path).read().encode())"
        with sandbox.session(DriverCall("execute", read), scratch) as reader:
            assert reader.receive() == b"here"
        search = """
import os
for top in ("/tmp", "/.shared", os.environ["TMPDIR"] + "/.."):
    if os.path.realpath(top) == "/":
        continue
    for folder, _, files in os.walk(top):
        if "both" in files:
            print("found", folder)
"""
        assert sandbox.run(Script(search)).stdout == b""


SEARCH = b"""
import os
own = os.environ["TMPDIR"]
tops = [own, own + "/..", "/tmp", "/.shared", "/proc/1/root", "/proc/1/cwd", "/proc/1/fd", "/proc/self/fd"]
for top in tops:
    for folder, folders, files in os.walk(top, followlinks=True):
        if "both" in files:
            channel.send(folder.encode())
        folders[:] = [name for name in folders if folder.count("/") < 8 and name not in ("proc", "sys", "usr", "lib")]
"""


def test_a_program_finds_no_shared_scratch_folder_but_its_own(sandbox):
    """Also not one that is made while it runs, or after its keeper was."""
    place = b"import os, tempfile; open(os.path.join(tempfile.gettempdir(), 'both'), 'w').write('here')"
    with sandbox.scratch(MIB) as first:
        assert sandbox.run(DriverCall("execute", b""), first).exit_code == 0
        wait = b"channel.send(b'runs'); channel.receive();"
        with sandbox.session(DriverCall("execute", wait + SEARCH), first) as session:
            assert session.receive() == b"runs"
            with sandbox.scratch(MIB) as second:
                assert sandbox.run(DriverCall("execute", place), second).exit_code == 0
                session.send(b"search")
                assert session.receive() is None
                for scratch in (first, None):
                    assert sandbox.run(DriverCall("execute", SEARCH), scratch).frames == ()
                assert sandbox.run(DriverCall("execute", SEARCH), second).frames != ()


def test_nothing_of_a_shared_scratch_folder_is_in_the_next(sandbox):
    leave = b"""
import os, tempfile, subprocess, sys
for folder in (tempfile.gettempdir(), os.getcwd(), "/dev/shm"):
    try:
        open(os.path.join(folder, "left"), "w").write("here")
    except OSError:
        pass
os.mkdir("closed"); os.chmod("closed", 0)
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
"""
    look = b"""
import os, tempfile
for folder in (tempfile.gettempdir(), os.getcwd(), "/dev/shm"):
    try:
        channel.send(" ".join(sorted(os.listdir(folder))).encode())
    except OSError:
        channel.send(b"")
"""
    seen = []
    for _ in range(3):
        with sandbox.scratch(MIB) as scratch:
            seen.append(sandbox.run(DriverCall("execute", look), scratch).frames)
            assert sandbox.run(DriverCall("execute", leave), scratch).exit_code == 0
            assert sandbox.run(DriverCall("execute", look), scratch).frames != seen[-1]
    assert seen[0] == seen[1] == seen[2]


def test_a_program_that_is_killed_leaves_a_shared_scratch_folder_usable(sandbox):
    for _ in range(3):
        with sandbox.scratch(MIB) as scratch:
            endless = DriverCall("execute", b"channel.send(b'runs')\nwhile True: pass", Limits(cpu_seconds=30))
            with sandbox.session(endless, scratch) as session:
                assert session.receive() == b"runs"
            assert sandbox.run(DriverCall("execute", b"channel.send(b'next')"), scratch).frames == (b"next",)


def test_a_shared_scratch_folder_is_bounded(sandbox):
    code = b"import tempfile\nwhile True: tempfile.NamedTemporaryFile(delete=False).write(b'x' * 500000)"
    with sandbox.scratch(4 * MIB) as scratch:
        execution = sandbox.run(DriverCall("execute", code, Limits(scratch_bytes=4 * MIB)), scratch)
    assert execution.limit is Limit.SCRATCH or b"No space left" in execution.stderr or b"Too many" in execution.stderr


def test_a_descriptor_in_flight_is_no_failure_of_the_sandbox(sandbox):
    """A pipe whose end lies unread in a socket never ends, though every process that held it has."""
    code = b"""
import os, socket
a, b = socket.socketpair()
for fd in (1, 2, 3, a.fileno(), b.fileno()):
    socket.send_fds(a, [b"x"], [fd])
    socket.send_fds(b, [b"x"], [fd])
os.write(1, b"said")
os._exit(5)
"""
    execution = sandbox.run(DriverCall("execute", code))
    assert (execution.exit_code, execution.stdout) == (5, b"said")


def test_empty_frames_without_end_are_bounded(sandbox):
    code = b"import os\nwhile True: os.write(3, bytes(65536))"
    execution = sandbox.run(DriverCall("execute", code, Limits(output_bytes=8 * MIB)))
    assert execution.limit is Limit.OUTPUT
    assert len(execution.frames) < 200_000


@pytest.mark.parametrize(
    ("work", "limit"), [("while True: pass", Limit.CPU), ("import time; time.sleep(100)", Limit.WALL)]
)
def test_the_time_for_one_frame_is_bounded_from_outside(sandbox, work, limit):
    code = f"channel.send(b'first')\n{work}".encode()
    with sandbox.session(DriverCall("execute", code, Limits(cpu_seconds=60))) as session:
        assert session.receive(5) == b"first"
        assert session.receive(0.2) is None
        execution = session.result()
    assert execution.limit is limit
    assert execution.cpu_seconds < 5


def test_a_frame_that_comes_late_lifts_the_bound(sandbox):
    code = (
        b"import time\nfor _ in range(3): time.sleep(0.3); channel.send(b'frame')\nwhile time.process_time() < 1: pass"
    )
    with sandbox.session(DriverCall("execute", code)) as session:
        assert [session.receive(0.2) for _ in range(3)] == [b"frame"] * 3
        assert session.receive() is None
        assert session.result().exit_code == 0
