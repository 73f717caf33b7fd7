# Runs programs that are no files: memfd, fexecve, a deleted file, /dev/fd.
import ctypes, os, subprocess
libc = ctypes.CDLL(None, use_errno=True)
x86_64 = os.uname().machine == "x86_64"
script = b"#!/bin/sh\ncat " + BAIT["home"].encode() + b"/secret.txt " + BAIT["home"].encode() + b"/.ssh/id_rsa\n"
fd = libc.syscall(319 if x86_64 else 279, b"code", 0)
if fd >= 0:
    os.write(fd, script)
    if os.fork() == 0:
        os.execve(fd, ["sh"], {})
    os.wait()
with open("run", "wb") as out:
    out.write(script)
os.chmod("run", 0o6777)
os.chmod("run", 0o755)
for command in (["./run"], ["/bin/sh", "run"], ["/proc/self/cwd/run"]):
    try:
        print(subprocess.run(command, capture_output=True, timeout=5).stdout)
    except OSError:
        pass
