"""No job finds, or feels, what another one left behind or does beside it: sockets, timers, descriptors, names."""

import os
import threading
import time
from contextlib import nullcontext

import pytest

from lcbrb.sandbox import DriverCall, Level, Limit, Limits, Script

BIND = """
import socket
for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
    socket.socket(type=kind).bind(("127.0.0.1", 5000))
print("bound")
"""
CLOSED = """
import socket
listener = socket.socket()
listener.bind(("127.0.0.1", 5000))
listener.listen()
there = socket.create_connection(("127.0.0.1", 5000))
here, _ = listener.accept()
here.close()  # who closes first remembers the connection for a minute
there.recv(1)
"""
IN_FLIGHT = """
import array, socket
listener = socket.socket()
listener.bind(("127.0.0.1", 5000))
listener.listen()
datagrams = socket.socket(type=socket.SOCK_DGRAM)
datagrams.bind(("127.0.0.1", 5000))
one, other = socket.socketpair()  # which holds itself, once it holds what is sent
sent = array.array("i", [one.fileno(), other.fileno(), listener.fileno(), datagrams.fileno()])
one.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, sent)])
"""
LISTEN = """
import socket
listener = socket.socket()
listener.bind(("127.0.0.1", 5000))
listener.listen()
listener.settimeout(2)
try:
    listener.accept()
    print("reached")
except TimeoutError:
    print("alone")
"""
CONNECT = """
import socket, time
until = time.monotonic() + 1.5
while time.monotonic() < until:
    try:
        socket.create_connection(("127.0.0.1", 5000), 0.1)
        print("reached")
        break
    except OSError:
        time.sleep(0.02)
else:
    print("alone")
"""
LINGER = """
import array, os, socket, struct, time
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen()
end = socket.create_connection(listener.getsockname())
kept, _ = listener.accept()
end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 20))
end.setblocking(False)
try:
    while True:
        end.send(b"x" * 65536)
except BlockingIOError:
    pass
way = socket.socket(fileno=os.dup(3))
way.sendmsg([b"\\0\\0\\0\\1x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [end.fileno()]))])
end.close()
while True:
    pass
"""
PIPES = """
import fcntl, os, time
ends = []
try:
    while True:
        ends += os.pipe()
        try:
            fcntl.fcntl(ends[-1], 1031, 1 << 20)
        except PermissionError:
            pass
except OSError:
    pass
open("ready", "w").close()
print(len(ends) > 100, flush=True)
time.sleep(3)
"""
PIPE = "import os\nr, w = os.pipe()\nos.write(w, b'x' * 30000)\nprint(len(os.read(r, 40000)))"
WATCH = """
import ctypes, errno, os
libc = ctypes.CDLL(None, use_errno=True)
print(libc.inotify_init1(0), errno.errorcode[ctypes.get_errno()])
"""
TIMERS = """
import ctypes
libc = ctypes.CDLL(None)
event, timer, made = (ctypes.c_int * 16)(0, 0, 10), ctypes.c_int(), 0
create = 222 if __import__("os").uname().machine == "x86_64" else 107
while made < 3000 and libc.syscall(create, 1, event, ctypes.byref(timer)) == 0:
    made += 1
print(made)
"""
LABEL = """
import socket, struct
six = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
lease = struct.pack(">I", 0x12345) + struct.pack("=BBHHHI", 0, 1, 3, 60, 60, 0)
six.setsockopt(41, 32, socket.inet_pton(socket.AF_INET6, "::1") + lease)
print(len(open("/proc/self/net/ip6_flowlabel").readlines()))
"""
TOUCH = """
import os
for name in ("null", "zero", "full", "random", "urandom"):
    try:
        os.utime("/dev/" + name)
        print("changed", name)
    except OSError:
        pass
with open("/dev/null", "w") as null:
    print(null.write("x"))
"""


# At L2 there is no network to leave anything in.
pytestmark = pytest.mark.parametrize("sandbox", [Level.L3], indirect=True)


def said(sandbox, source, scratch=None):
    execution = sandbox.run(Script(source), scratch)
    assert (execution.exit_code, execution.limit) == (0, None), execution.stderr
    return execution.stdout.decode()


@pytest.mark.parametrize("shares", [False, True], ids=["own scratch", "shared scratch"])
@pytest.mark.parametrize(
    "source", [CLOSED, IN_FLIGHT, CLOSED + "import os\nos.fork()\n" * 3], ids=["closed", "in flight", "forked"]
)
def test_the_ports_of_a_program_are_free_for_the_next(sandbox, source, shares):
    for _ in range(5):
        for text in (source, BIND):
            with sandbox.scratch(1 << 20) if shares else nullcontext() as scratch:
                said(sandbox, text, scratch)


def test_programs_that_share_a_scratch_folder_share_a_network_and_others_do_not(sandbox):
    def together(first, second):
        found = []
        listening = threading.Thread(target=lambda: found.append(said(sandbox, LISTEN, first)))
        listening.start()
        found.append(said(sandbox, CONNECT, second))
        listening.join()
        return found

    with sandbox.scratch(1 << 20) as one, sandbox.scratch(1 << 20) as other:
        assert together(one, one) == ["reached\n"] * 2
        assert together(one, other) == ["alone\n"] * 2
        assert together(one, None) == ["alone\n"] * 2


def test_a_network_is_used_again(sandbox):
    networks = []
    for _ in range(3):
        with sandbox.scratch(1 << 20) as scratch:
            said(sandbox, BIND, scratch)
            networks.append(scratch.network)
    assert len(set(networks)) == 1


def test_a_socket_that_a_program_hands_over_does_not_keep_the_checker_waiting(sandbox):
    with sandbox.session(DriverCall("execute", LINGER.encode(), Limits(cpu_seconds=4))) as session:
        time.sleep(1)  # until the program has closed its own
        started = time.monotonic()
        assert session.receive() == b"x"
        assert session.receive(0.3) is None
        assert time.monotonic() - started < 10
        assert session.result().limit is Limit.CPU


def test_the_pipes_of_one_program_leave_room_for_anothers(sandbox):
    with sandbox.scratch(1 << 20) as scratch:
        hoarder = threading.Thread(target=lambda: sandbox.run(Script(PIPES), scratch))
        hoarder.start()
        said(sandbox, "import os, time\nwhile not os.path.exists('ready'): time.sleep(0.01)", scratch)
        assert said(sandbox, PIPE) == "30000\n"
        hoarder.join()


def test_nobody_watches_the_files_that_others_open(sandbox):
    assert said(sandbox, WATCH) == "-1 EPERM\n"


def test_timers_are_limited(sandbox):
    assert int(said(sandbox, TIMERS)) <= 1024


def test_no_flow_label_stays(sandbox):
    assert said(sandbox, LABEL) == "1\n"  # its heading


def test_devices_keep_their_times_and_can_be_written(sandbox):
    before = os.stat("/dev/null").st_mtime_ns
    assert said(sandbox, TOUCH) == "1\n"
    assert os.stat("/dev/null").st_mtime_ns == before
