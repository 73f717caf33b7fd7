"""The programs of the attack probes. Each prints one line of JSON: what it got that it should not have."""

from __future__ import annotations

import os
from pathlib import Path

_HEAD = """
import errno, json, os, socket, sys
got = []
def attempt(what, action):
    try:
        action()
    except (OSError, ValueError, MemoryError, AttributeError):
        return
    got.append(what)
try:
    import ctypes, resource
    libc = ctypes.CDLL(None, use_errno=True)
except ImportError:  # no such things in a WebAssembly guest
    libc = None
"""
_TAIL = "\nprint(json.dumps(got))\n"


WRITTEN_TO = ("/var/tmp", str(Path(os.__file__).parent), "/usr", "/")  # and the home folder


def _program(body: str) -> str:
    return _HEAD + body + _TAIL


PLAIN = """
import json, os
print(json.dumps(["kept", sum(map(int, input().split())), sorted(os.environ)]))
"""

ORDINARY = """
import json, os, tempfile, threading
with tempfile.NamedTemporaryFile("w+") as file:
    file.write("kept"); file.flush()
    kept = open(file.name).read()
answers = []
thread = threading.Thread(target=lambda: answers.append(sum(map(int, input().split()))))
thread.start(); thread.join()
print(json.dumps([kept, answers[0], sorted(os.environ)]))
"""

READ_FILES = _program("""
attempt("the canary file", lambda: open(BAIT["read"]).read())
attempt("a list of the home folder", lambda: os.listdir(BAIT["home"]).index(os.path.basename(BAIT["read"])))
attempt("/etc/shadow", lambda: open("/etc/shadow").read())
attempt("the checker's package", lambda: open(BAIT["package"]).read())
""")

WRITE_FILES = _program("""
attempt("a changed canary file", lambda: open(BAIT["written"], "a").write("x"))
attempt("a deleted canary file", lambda: os.unlink(BAIT["written"]))
attempt("a truncated canary file", lambda: os.truncate(BAIT["written"], 0))
for folder in [BAIT["home"], *BAIT["folders"]]:
    attempt("a new file in " + folder, lambda: open(os.path.join(folder, BAIT["name"]), "w").write("x"))
try:
    os.chmod(BAIT["written"], 0)  # done or not: the checker tells
except OSError:
    pass
""")

CONNECT = _program("""
def connect(family, kind, address):
    with socket.socket(family, kind) as connection:
        connection.settimeout(2)
        connection.connect(address)
        connection.send(b"reached")
attempt("a TCP connection", lambda: connect(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", BAIT["tcp"])))
try:
    connect(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", BAIT["udp"]))  # sent or not: the listener tells
except (OSError, AttributeError):
    pass
attempt("a unix connection", lambda: connect(socket.AF_UNIX, socket.SOCK_STREAM, "\\0" + BAIT["abstract"]))
""")

TOUCH_PROCESSES = _program("""
victim = BAIT["victim"]
try:
    os.kill(victim, 9)  # alive or not: the checker tells
except (OSError, AttributeError):
    pass
def limit():
    resource.prlimit(victim, resource.RLIMIT_NOFILE, (0, 0))
if victim != os.getpid():
    attempt("a new limit for another process", limit)
    attempt("the environment of another process", lambda: open("/proc/%d/environ" % victim, "rb").read())
    attempt("the memory of another process", lambda: open("/proc/%d/mem" % victim, "rb").read(1))
    if libc and libc.ptrace(16, victim, 0, 0) == 0:
        got.append("the control of another process")
""")

KERNEL_SURFACE = _program("""
if libc.unshare(0x10000000) == 0:
    got.append("a user namespace")
if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0:
    got.append("a mount")
x86_64 = os.uname().machine == "x86_64"
buffer = ctypes.create_string_buffer(120)
for what, number, arguments in (
    ("io_uring", 425, (8, buffer)),
    ("a key", 250 if x86_64 else 219, (0, -3, 1)),
    ("bpf", 321 if x86_64 else 280, (0, 0, 0)),
    ("perf events", 298 if x86_64 else 241, (buffer, 0, -1, -1, 0)),
    ("userfaultfd", 323 if x86_64 else 282, (1,)),
):
    if libc.syscall(number, *arguments) >= 0 or ctypes.get_errno() not in (errno.EPERM, errno.EACCES, errno.ENOSYS):
        got.append(what)
""")

FORK = """
import os, sys, time
count = 0
try:
    while count < 200:
        if os.fork() == 0:
            time.sleep(20)
            os._exit(0)
        count += 1
except OSError:
    pass
print(count, flush=True)
"""

ALLOCATE = "block = bytearray(1 << 30)\nprint(len(block))\n"

FILL_SCRATCH = """
import os
total = 0
try:
    for number in range(64):
        with open(f"fill{number}", "wb") as out:
            total += out.write(b"x" * (4 << 20))
finally:
    print(total, flush=True)
"""

FLOOD = "import os\nwhile True: os.write(1, b'x' * 65536)\n"

SPIN = "while True: pass\n"

OUTLIVE = """
import os, time
if os.fork() == 0:
    os.setsid()
    import ctypes
    ctypes.CDLL(None).prctl(15, BAIT["survivor"].encode())  # PR_SET_NAME
    if os.fork() == 0:
        time.sleep(20)
    os._exit(0)
print("started", flush=True)
"""
