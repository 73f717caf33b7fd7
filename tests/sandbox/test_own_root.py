"""At level L3 a job with a scratch folder that can be shared has a root folder of its own, anew for each."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lcbrb.errors import UserError
from lcbrb.sandbox import Level, Limits, Sandbox, Script

HOSTILE = sorted((Path(__file__).parent / "programs").glob("*.py"))
SEEN = "import os\nprint(sorted(os.listdir('/')), oct(os.stat('/').st_mode), os.listxattr('/'))\n"
LEFT = {
    "a folder": "os.makedirs('/fake/deep/er')\nopen('/fake/deep/file', 'w').write('x')",
    "a file": "open('/file', 'w').write('x')",
    "a link": "os.symlink('/etc', '/link')",
    "a pipe": "os.mkfifo('/pipe')",
    "something that is gone again": "os.mkdir('/gone')\nos.rmdir('/gone')",
    "another mode": "os.chmod('/', 0o000)",
    "other times": "os.utime('/', ns=(123, 456))",
    "an attribute": "try: os.setxattr('/', 'user.note', b'x')\nexcept OSError: pass  # before Linux 6.6",
    "other times, put back": "at = os.stat('/')\nos.mkdir('/d')\nos.utime('/', ns=(at.st_atime_ns, at.st_mtime_ns))",
    "a name that is a search path's": "os.makedirs('/opt/lib')\nopen('/opt/lib/os.py', 'w').write('x')",
}  # fmt: skip
OUTSIDE = """
import os
changed = []
for name in sorted(os.listdir("/")):
    path = "/" + name
    for action in (os.rmdir, os.unlink, lambda path: os.rename(path, "/moved"), lambda path: os.symlink("/proc", path)):
        try:
            action(path)
            changed.append(path)
        except OSError:
            pass
for top, folders, names in os.walk("/"):
    if top == os.environ["TMPDIR"] or top.startswith("/proc/") and top.split("/")[2].isdigit():
        folders[:] = []
        continue
    if top.count("/") == 3 and not top.startswith(("/dev", "/etc", "/proc")):
        folders[:] = []
    if top != "/":
        try:
            os.mkdir(top + "/made")
            changed.append(top)
        except OSError:
            pass
    for name in names:
        path = os.path.join(top, name)
        if not os.path.islink(path) and not path.startswith("/dev/"):
            try:
                os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))
                changed.append(path)
            except OSError:
                pass
print(changed)
"""

MAKE_AND_WAIT = """
import os, time
os.mkdir("/mine")
open("ready", "w").close()
while not os.path.exists("go"):
    time.sleep(0.01)
print(os.listdir("/mine"))
"""
LOOK_MEANWHILE = """
import os, time
while not os.path.exists("ready"):
    time.sleep(0.01)
print(os.path.exists("/mine"))
open("go", "w").close()
"""


@pytest.fixture(scope="module")
def sandbox():
    try:
        opened = Sandbox.open(Level.L3)
    except UserError as error:
        pytest.skip(str(error))
    with opened:
        yield opened


def said(sandbox, source, scratch, **limits):
    execution = sandbox.run(Script(source, limits=Limits(**limits)), scratch)
    assert (execution.exit_code, execution.limit) == (0, None), execution.stderr
    return execution.stdout.decode()


def test_a_program_can_make_folders_in_the_root(sandbox):
    with sandbox.scratch(1 << 20) as scratch:
        source = "import os\nos.makedirs('/fake/folder')\nopen('/fake/folder/x', 'w').write('kept')\n"
        assert said(sandbox, source + "print(open('/fake/folder/x').read())", scratch) == "kept\n"
    assert not Path("/fake").exists()


@pytest.mark.parametrize("what", LEFT)
def test_nothing_made_there_is_left_for_the_next_job(sandbox, what):
    with sandbox.scratch(1 << 20) as scratch:
        before = said(sandbox, SEEN, scratch)
        for _ in range(3):
            assert said(sandbox, f"import os\n{LEFT[what]}\nprint('done')", scratch) == "done\n"
            assert said(sandbox, SEEN, scratch) == before
            times = "import os\nat = os.stat('/')\nprint(at.st_atime_ns > 1000, at.st_mtime_ns > 1000)"
            assert said(sandbox, times, scratch) == "True True\n"


def test_jobs_side_by_side_do_not_see_each_others(sandbox):
    with sandbox.scratch(1 << 20) as scratch, ThreadPoolExecutor(1) as pool:
        first = pool.submit(said, sandbox, MAKE_AND_WAIT, scratch)
        assert said(sandbox, LOOK_MEANWHILE, scratch) == "False\n"
        assert first.result() == "[]\n"


def test_a_keeper_whose_root_is_untouched_is_used_again(sandbox):
    server = sandbox._server._process.pid

    def keepers():
        return Path(f"/proc/{server}/task/{server}/children").read_text().split()

    with sandbox.scratch(1 << 20) as scratch:
        said(sandbox, "open('x', 'w').write('x')", scratch)
        before = keepers()
        for _ in range(5):
            said(sandbox, "import os\nos.listdir('/')\nopen('x', 'a').write('x')", scratch)
        assert keepers() == before
        said(sandbox, "import os\nos.mkdir('/x')", scratch)
        said(sandbox, "", scratch)
        deadline = time.monotonic() + 5
        while len(keepers()) > len(before) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert len(keepers()) == len(before)
        assert keepers() != before


def test_what_the_sandbox_shows_cannot_be_changed_or_replaced(sandbox):
    with sandbox.scratch(1 << 20) as scratch:
        assert said(sandbox, OUTSIDE, scratch, cpu_seconds=60) == "[]\n"


def test_the_root_is_bounded(sandbox):
    fill = "for n in range(2000):\n    with open(f'/fill{n}', 'wb') as out: out.write(bytes(1 << 20))"
    with sandbox.scratch(1 << 20) as scratch:
        execution = sandbox.run(Script(fill), scratch)
        assert execution.exit_code == 1
        assert b"No space left on device" in execution.stderr
        assert said(sandbox, "print(1)", scratch) == "1\n"


def test_a_job_without_one_cannot_write_to_the_root(sandbox):
    execution = sandbox.run(Script("import os\nos.mkdir('/fake')"))
    assert execution.exit_code == 1
    assert b"Error" in execution.stderr


@pytest.mark.parametrize("program", HOSTILE, ids=lambda path: path.stem)
def test_a_hostile_program_that_has_one_harms_nothing(sandbox, surroundings, program):
    limits = Limits(cpu_seconds=1, wall_seconds=2, processes=32)
    with sandbox.scratch(limits.scratch_bytes) as scratch:
        execution = sandbox.run(Script(surroundings.prefix() + program.read_text(), limits=limits), scratch)
    assert surroundings.harm(execution.stdout + execution.stderr) == []
    with sandbox.scratch(limits.scratch_bytes) as scratch:
        assert said(sandbox, "import json\nprint(json.dumps(1))", scratch) == "1\n"
