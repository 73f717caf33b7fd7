"""Where namespaces are refused, as in a container with Docker's default profile, level L2 is found and holds."""

import errno
import json
import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from lcbrb.sandbox.inside import linux, seccomp, syscalls

CHECKOUT = Path(__file__).parents[2]
# What Docker leaves to root in a container.
CAPABILITIES = (
    "chown,dac_override,fowner,fsetid,kill,setgid,setuid,setpcap,net_bind_service,net_raw,sys_chroot,mknod,"
    "audit_write,setfcap"
)
CHECK = """
import json
from lcbrb.sandbox import Sandbox, Script, Level
from lcbrb.sandbox.probe import examine
with Sandbox.open() as sandbox:
    answer = sandbox.run(Script("import os; print(os.getuid())"))
    print(json.dumps([sandbox.level, examine(Level.L3).failure, answer.stdout.decode().strip()]))
"""

BOTH = """
import json
from lcbrb.sandbox import Level
from lcbrb.sandbox.probe import examine
print(json.dumps([examine(level).failure for level in (Level.L3, Level.L2)]))
"""


def refuse_namespaces():
    """Install a filter like Docker's: no namespaces, no mounts, whoever asks."""
    numbers = {**syscalls.allowed(linux.MACHINE), **syscalls.refused(linux.MACHINE)}
    refuse, allow = (0x06, 0, 0, 0x50000 | errno.EPERM), (0x06, 0, 0, 0x7FFF0000)
    code = [(0x20, 0, 0, 0)]
    for name in ("unshare", "setns", "mount", "umount2", "pivot_root", "mount_setattr", "open_tree", "fsopen"):
        code += [(0x15, 0, 1, numbers[name]), refuse]
    code += [(0x15, 0, 1, 435), (0x06, 0, 0, 0x50000 | errno.ENOSYS)]  # clone3
    code += [(0x15, 1, 0, numbers["clone"]), allow]
    code += [(0x20, 0, 0, 16), (0x54, 0, 0, 0x7E020000), (0x15, 0, 1, 0), allow, refuse]
    seccomp.install(b"".join(struct.pack("=HBBI", *line) for line in code))


def check(prefix, program=CHECK, **options):
    command = [*prefix, sys.executable, "-c", program]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    found = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, **options)
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


@pytest.mark.skipif(os.getuid() != 0, reason="needs root, to stand for root in a container")
def test_root_in_a_container_gets_a_spare_user():
    if shutil.which("setpriv") is None:
        pytest.skip("needs setpriv (util-linux)")
    bounded = ",".join(["-all", *(f"+{name}" for name in CAPABILITIES.split(","))])
    level, why_not_l3, user = check(["setpriv", f"--bounding-set={bounded}"], preexec_fn=refuse_namespaces)
    assert level == "L2+uid"
    assert "Operation not permitted" in why_not_l3
    assert int(user) > 0


def test_without_namespaces_level_l2_is_found():
    def as_without_privileges():
        linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
        refuse_namespaces()

    level, why_not_l3, _ = check([], preexec_fn=as_without_privileges)
    assert level in ("L2", "L2+uid")
    assert "Operation not permitted" in why_not_l3


def test_root_of_a_user_namespace_without_other_ids_gets_both_levels():
    """As `unshare -r`, bubblewrap and Apptainer's fakeroot have it."""
    alone = ["unshare", "--user", "--map-root-user"]
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], capture_output=True).returncode:
        pytest.skip("no user namespaces here, or no unshare (util-linux)")
    assert check(alone, BOTH) == ["", ""]
