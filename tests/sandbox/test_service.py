"""A long-lived service: leaks nothing, survives what the system does to it, says what is wrong."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lcbrb.errors import InfraError, UserError
from lcbrb.sandbox import DriverCall, Execution, Level, Limits, Sandbox, Script
from lcbrb.sandbox.server import Server, Settings


@pytest.fixture(scope="module", autouse=True)
def own_temporary_folder(tmp_path_factory):
    """So that what others leave in /tmp does not count."""
    before, tempfile.tempdir = tempfile.gettempdir(), str(tmp_path_factory.mktemp("scratch"))
    yield
    tempfile.tempdir = before


def state():
    """What a leak would change: descriptors, child processes, scratch folders, memory."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    resident = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    scratch = sorted(path.name for path in Path(tempfile.gettempdir()).rglob("*"))
    return len(list(Path("/proc/self/fd").iterdir())), len(children), scratch, resident


def server_memory(sandbox):
    return int(Path(f"/proc/{sandbox._server._process.pid}/statm").read_text().split()[1])


def run_many(sandbox, count):
    for number in range(count):
        assert sandbox.run(Script(f"open('left', 'w').write('x')\nprint({number})")).stdout == b"%d\n" % number


def check_no_leak(sandbox, count):
    run_many(sandbox, 50)
    descriptors, children, scratch, resident = state()
    memory = server_memory(sandbox)
    run_many(sandbox, count)
    time.sleep(1.2)
    after = state()
    assert after[:3] == (descriptors, children, scratch)
    assert after[3] - resident < 8 << 20
    assert server_memory(sandbox) - memory < 512  # pages


def test_three_hundred_jobs_leave_nothing(sandbox):
    check_no_leak(sandbox, 300)


@pytest.mark.long
def test_ten_thousand_jobs_leave_nothing(sandbox):
    check_no_leak(sandbox, 10_000)


def test_failed_jobs_leave_no_descriptor(sandbox):
    def fail():
        for source in ("1 / 0", "import os\nos.abort()", "print('x' * 10**7)"):
            for _ in range(10):
                sandbox.run(Script(source, limits=Limits(output_bytes=1000)))
        with sandbox.session(DriverCall("echo", b"")):
            pass
        sandbox.run(Script(""))

    fail()  # the connection of a keeper that waits for the next job stays open
    before = state()[0]
    fail()
    assert state()[0] == before


def test_closing_stops_the_server_and_deletes_its_scratch(sandbox):
    sandbox.run(Script(""))
    before = state()[:2]
    with Sandbox(sandbox._settings) as other:
        place = other._server._scratch_root
        other.run(Script("open('x', 'w').write('x')"))
        with other.session(DriverCall("echo", b"")) as session:
            session.receive()
    assert state()[:2] == before
    assert place is None or not Path(place).exists()
    with pytest.raises(InfraError, match="closed"):
        other.run(Script(""))


def test_jobs_run_side_by_side(sandbox):
    started = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        jobs = [pool.submit(sandbox.run, Script(f"import time\ntime.sleep(1.5)\nprint({n})")) for n in range(8)]
        answers = [job.result().stdout for job in jobs]
    assert answers == [b"%d\n" % n for n in range(8)]
    assert time.monotonic() - started < 8  # one after the other they take 12


def test_a_killed_server_is_restarted_and_the_job_run_again(sandbox):
    started = time.monotonic()
    threading.Timer(0.3, lambda: os.kill(sandbox._server._process.pid, signal.SIGKILL)).start()
    execution = sandbox.run(Script("import time\ntime.sleep(1)\nprint('done')"))
    assert execution.stdout == b"done\n"
    assert time.monotonic() - started > 1.2
    assert sandbox.run(Script("print(1)")).stdout == b"1\n"


def children(pid):
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(child) for child in found.stdout.split()]


def keepers(sandbox):
    return children(sandbox._server._process.pid)


def test_a_killed_keeper_takes_its_program_along_and_the_job_is_run_again(sandbox):
    server = sandbox._server._process.pid
    killed = []

    def kill():
        for keeper in keepers(sandbox):
            killed.extend([keeper, *children(keeper)])
            os.kill(keeper, signal.SIGKILL)

    threading.Timer(0.4, kill).start()
    execution = sandbox.run(Script("import time\ntime.sleep(1)\nprint('done')"))
    assert execution.stdout == b"done\n"
    assert sandbox._server._process.pid == server
    assert len(killed) >= 2
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{pid}").exists() for pid in killed) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in killed if Path(f"/proc/{pid}").exists()]


def test_a_job_whose_server_is_killed_twice_is_an_infrastructure_failure(sandbox):
    stop = threading.Event()

    def kill_servers():
        while not stop.wait(0.3):
            if sandbox._server is not None:
                with contextlib.suppress(ProcessLookupError):  # the next one is still starting
                    os.kill(sandbox._server._process.pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_servers)
    killer.start()
    try:
        with pytest.raises(InfraError, match="sandbox failed"):
            sandbox.run(Script("import time\ntime.sleep(5)"))
    finally:
        stop.set()
        killer.join()
    assert sandbox.run(Script("print(1)")).stdout == b"1\n"


def test_a_killed_checker_leaves_nothing(sandbox, tmp_path):
    """The program, its keeper and the server end with the process that opened the sandbox."""
    source = f"""
from lcbrb.sandbox import Sandbox, Script
import os
with Sandbox.open({sandbox.level.value!r}, probe=False) as sandbox:
    print(sandbox._server._process.pid, flush=True)
    sandbox.run(Script("import time; time.sleep(60)"))
"""
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    checker = subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE, text=True, env=environment)
    server = int(checker.stdout.readline())
    time.sleep(0.5)
    family = [server, *(int(pid) for pid in Path(f"/proc/{server}/task/{server}/children").read_text().split())]
    assert len(family) == 2
    checker.kill()
    checker.wait()
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{pid}").exists() for pid in family) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in family if Path(f"/proc/{pid}").exists()]
    assert list(tmp_path.iterdir()) == []


def test_a_missing_module_is_the_users_mistake():
    with pytest.raises(UserError, match="no_such_module"):
        Server(Settings(level=Level.L3, preimport=("no_such_module",)))


def test_an_interpreter_that_does_not_start_is_named(tmp_path):
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho it is broken >&2\nexit 1\n")
    broken.chmod(0o755)
    with pytest.raises(InfraError, match="it is broken"):
        Server(Settings(level=Level.L3, python=broken))
    with pytest.raises(UserError, match="no-python"):
        Server(Settings(level=Level.L3, python=tmp_path / "no-python"))


def test_preimported_modules_are_loaded_before_the_program(sandbox):
    settings = Settings(level=sandbox._settings.level, preimport=("decimal", "html.parser"))
    with Sandbox(settings) as other:
        assert other.run(Script("import sys\nprint('decimal' in sys.modules)")).stdout == b"True\n"
    assert sandbox.run(Script("import sys\nprint('decimal' in sys.modules)")).stdout == b"False\n"


def test_extra_folders_can_be_read_but_not_written(sandbox, tmp_path):
    (tmp_path / "data.txt").write_text("data")
    tmp_path.chmod(0o755)
    settings = Settings(level=sandbox._settings.level, readable=(tmp_path,))
    with Sandbox(settings) as other:
        assert other.run(Script(f"print(open('{tmp_path}/data.txt').read())")).stdout == b"data\n"
        other.run(Script(f"open('{tmp_path}/data.txt', 'w').write('changed')"))
    assert (tmp_path / "data.txt").read_text() == "data"


def test_no_room_for_scratch_is_said_clearly(sandbox, tmp_path, monkeypatch):
    if sandbox.level is Level.L3:
        pytest.skip("level L3 keeps scratch folders in memory")
    with pytest.raises(UserError, match="No room for the sandbox's scratch folder"):
        sandbox.run(Script("", limits=Limits(scratch_bytes=1 << 50)))


def test_a_scratch_place_that_cannot_be_written_is_said_clearly(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(UserError, match="Cannot make a scratch folder"):
        Server(Settings(level=Level.L2))


def test_running_out_of_descriptors_is_an_infrastructure_failure(sandbox):
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (len(list(Path("/proc/self/fd").iterdir())) + 2, hard))
    try:
        with pytest.raises(InfraError, match="Too many open files"):
            sandbox.run(Script(""))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert isinstance(sandbox.run(Script("")), Execution)


def test_a_fork_of_the_checker_cannot_use_or_stop_its_sandbox(sandbox):
    server = sandbox._server._process.pid
    pid = os.fork()
    if pid == 0:
        try:
            sandbox.run(Script(""))
        except InfraError as error:
            sandbox.close()
            sandbox._server = None
            os._exit(7 if "fork" in str(error) else 1)
        os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7
    assert sandbox.run(Script("print(1)")).stdout == b"1\n"
    assert sandbox._server._process.pid == server


def test_a_session_left_early_does_not_use_up_its_keeper(sandbox):
    def left_early():
        with sandbox.session(DriverCall("execute", b"channel.send(b'x')\nwhile True: pass")) as session:
            session.receive()

    left_early()
    before = keepers(sandbox)
    for _ in range(5):
        left_early()
    assert keepers(sandbox) == before
