"""A script runs as ``python solution.py`` would run it."""

import pytest

from lcbrb.sandbox import Sandbox, Script


@pytest.mark.parametrize(
    "source",
    [
        "print(sum(map(int, input().split())))",
        "import sys\nprint(sum(int(word) for line in sys.stdin for word in line.split()))",
        "import sys\ninput = sys.stdin.buffer.readline\nprint(sum(map(int, input().split())))",
        "import sys\nsys.stdout.buffer.write(b'%d' % sum(map(int, sys.stdin.buffer.read().split())))",
        "print(sum(map(int, open(0).read().split())))",
        "import os\nprint(sum(map(int, os.read(0, os.fstat(0).st_size).split())))",
        "import os\nos.write(1, b'9')",
        "import io\ntext = io.TextIOWrapper(io.FileIO(0, closefd=False))\nprint(sum(map(int, next(text).split())))",
        "import sys\nsys.stdout = open(1, 'w', buffering=1 << 20)\nprint(sum(map(int, input().split())))",
        "import atexit, sys\nheld = ['9']\natexit.register(lambda: sys.__stdout__.write(held[0]))",
        "import threading\nthreading.Thread(target=lambda: print(sum(map(int, input().split())))).start()",
        "out = open(1, 'w', closefd=False)\nout.write('9')",
        "with open('/dev/stdout', 'w') as out:\n    out.write(str(sum(map(int, open('/dev/stdin').read().split()))))",
        "import sys\nopen('/dev/stderr', 'w').close()\nsys.stdout = open('/dev/fd/1', 'a')\nprint(9, flush=True)",
        "import sys\nprint(sum(map(int, open('/dev/fd/0').readline().split())), file=open('/proc/self/fd/1', 'w'))",
        "import os\nos.write(os.open('/dev/stdout', os.O_WRONLY), b'9')",
        "import subprocess\nsubprocess.run('echo 9 > /dev/stdout', shell=True)",
        "class Writer:\n    def __del__(self):\n        print(9)\nwriter = Writer()",
        "import sys\nprint(9)\nsys.exit()",
        "if __name__ == '__main__':\n    print(9)",
        "from __future__ import annotations\nprint(9)",
        "import sys\nassert sys.modules['__main__'].__dict__ is globals()\nprint(9)",
        "import sys\nsys.setrecursionlimit(10**6)\ndef f(n): return n and 1 + f(n - 1)\nprint(f(30000) - 29991)",
        "def depth(n): return n and 1 + depth(n - 1)\nprint(depth(990) - 981)",
        "open('note.txt', 'w').write('9')\nprint(open('note.txt').read())",
        "import subprocess, sys\nprint(subprocess.check_output([sys.executable, '-c', 'print(9)'], text=True))",
        "import asyncio\nasync def answer(): return 9\nprint(asyncio.run(answer()))",
        "import getpass, os\nassert getpass.getuser() and os.path.expanduser('~') == os.getcwd()\nprint(9)",
        "import time\nassert time.tzname[0] == 'UTC'\nprint(9)",
    ],
)  # fmt: skip
def test_idioms_of_input_and_output_work(sandbox, source):
    execution = sandbox.run(Script(source, stdin=b"2 3 4\n"))
    assert (execution.stdout.strip(), execution.exit_code, execution.stderr) == (b"9", 0, b"")


@pytest.mark.parametrize(
    ("source", "exit_code", "said"),
    [
        ("raise SystemExit(3)", 3, b""),
        ("import sys\nsys.exit('bye')", 1, b"bye"),
        ("import os\nos._exit(4)", 4, b""),
        ("quit()", 0, b""),
        ("1 / 0", 1, b"ZeroDivisionError"),
        ("def broken(:", 1, b"SyntaxError"),
        ("import threading\nthreading.Thread(target=lambda: 1 / 0).start()", 0, b"ZeroDivisionError"),
        ("import sys\nsys.excepthook = lambda *error: print('mine', file=sys.stderr)\n1 / 0", 1, b"mine"),
    ],
)
def test_exit_status_is_the_interpreters(sandbox, source, exit_code, said):
    execution = sandbox.run(Script(source))
    assert execution.exit_code == exit_code
    assert said in execution.stderr


@pytest.mark.parametrize(
    ("source", "signal"),
    [
        ("import os\nos.abort()", 6),
        ("import ctypes\nctypes.string_at(0)", 11),
        ("import os\nos.kill(os.getpid(), 9)", 9),
        ("import signal\nsignal.setitimer(signal.ITIMER_REAL, 0.01)\nsignal.pause()", 14),
    ],
)
def test_death_by_a_signal_is_reported(sandbox, source, signal):
    execution = sandbox.run(Script(source))
    assert (execution.exit_code, execution.signal, execution.limit) == (None, signal, None)


def test_processes_can_be_spawned_and_import_what_lies_beside_the_program(sandbox):
    source = """
import subprocess, sys
open("helper.py", "w").write("value = 9")
open("main.py", "w").write("import helper; print(helper.value)")
print(subprocess.check_output([sys.executable, "main.py"], text=True).strip())
import helper
print(helper.value)
"""
    execution = sandbox.run(Script(source))
    assert (execution.stdout, execution.stderr) == (b"9\n9\n", b"")


def test_traceback_shows_the_program_alone(sandbox):
    stderr = sandbox.run(Script("def f():\n    return 1 / 0\nf()")).stderr.decode()
    assert stderr.count("File ") == 2
    assert "lcbrb" not in stderr


def test_text_that_is_no_utf8_survives(sandbox):
    source = "import os\nos.write(1, bytes(range(256)))"
    assert sandbox.run(Script(source)).stdout == bytes(range(256))


def test_large_input_and_output_pass_through(sandbox):
    text = b"x" * (20 << 20)
    execution = sandbox.run(Script("import sys\nsys.stdout.write(sys.stdin.read())", stdin=text))
    assert execution.stdout == text


def test_a_program_finds_nothing_of_the_one_before(sandbox):
    sandbox.run(Script("import builtins, os\nbuiltins.left = 1\nopen('left', 'w').close()\nos.environ['LEFT'] = '1'"))
    source = "import builtins, os\nprint(hasattr(builtins, 'left'), os.listdir('.'), 'LEFT' in os.environ)"
    assert sandbox.run(Script(source)).stdout == b"False ['solution.py'] False\n"


PRELUDE = "from sys import *; from math import *; import json, math, sys; sys.setrecursionlimit(50000)"
WRITER = "class Writer:\n    def __del__(self):\n        print(9)\n"


@pytest.fixture(scope="module")
def prepared(sandbox):
    with Sandbox.open(sandbox.level, preludes=[PRELUDE]) as opened:
        yield opened


@pytest.mark.parametrize(
    "source",
    [
        "print(sum(map(int, stdin.readline().split())))",
        "from __future__ import annotations\nx: Undefined = 4\nprint(gcd(9, 18))",
        "stdout.write(json.dumps(math.isqrt(81)))",
        "assert stdin is sys.stdin and stdout is sys.stdout and stderr is sys.stderr\nprint(9)",
        "assert globals()['gcd'] is math.gcd and __builtins__.print is print and __name__ == '__main__'\nprint(9)",
        "assert sys.getrecursionlimit() == 50000\ndef f(n): return n and 1 + f(n - 1)\nprint(f(40000) - 39991)",
        f"{WRITER}writer = Writer()",
        f"{WRITER}gcd = Writer()",
        f"{WRITER}def make():\n    global gcd\n    gcd = Writer()\nmake()",
        f"{WRITER}del gcd, json\njson = Writer()",
        "print(open(__file__).read().count('p') * 3)",
    ],
)  # fmt: skip
def test_a_prelude_goes_before_the_program(prepared, source):
    execution = prepared.run(Script(source, stdin=b"2 3 4\n", prelude=PRELUDE))
    assert (execution.stdout.strip(), execution.exit_code, execution.stderr) == (b"9", 0, b"")


def test_a_prelude_leaves_nothing_for_programs_without_it(prepared):
    source = "import sys\nprint(sys.getrecursionlimit() < 2000, sorted(set(globals()) - set(dir(sys))))"
    assert prepared.run(Script("x = gcd(1, 2)", prelude=PRELUDE)).exit_code == 0
    execution = prepared.run(Script(source))
    assert execution.stdout.split()[0] == b"True"
    assert b"gcd" not in execution.stdout
    with pytest.raises(ValueError, match="was not opened with"):
        prepared.run(Script("pass", prelude="import os"))


def test_every_program_has_random_numbers_of_its_own(sandbox):
    drawn = {sandbox.run(Script("import random\nprint(random.random())")).stdout for _ in range(5)}
    assert len(drawn) == 5
