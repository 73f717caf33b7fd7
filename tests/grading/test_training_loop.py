"""One process that grades for days, from several threads, as a training loop does: it holds on to nothing."""

import os
import random
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lcbrb.contract import Verdict
from lcbrb.errors import UserError
from lcbrb.grading.grade import grade, open_sandbox
from lcbrb.sandbox import Level
from lcbrb.selftest.tasks import function_problem, stdio_problem

ADD = function_problem("add", lambda a, b: a + b, [(1, 2), (0, 0), (10**12, 1)])
TOTAL = stdio_problem("total", lambda numbers: str(sum(numbers)), [[3, 2, 1], [10]])
ADDS = "def add(a, b):\n    return a + b\n"
LEAVES_FILES = "import os, tempfile\nfor n in range(50):\n    open(tempfile.mkstemp()[1], 'w').write('x' * 1000)\n"
LEAVES_PROCESSES = "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(60)\n"
LEAVES_MEMORY = "held = [bytearray(1 << 20) for _ in range(20)]\n"
LEAVES_ZOMBIES = "import os\nfor _ in range(3):\n    if os.fork() == 0:\n        os._exit(0)\n"
PROGRAMS = [
    (ADD, ADDS, Verdict.PASSED, 60),
    (ADD, "def add(a, b):\n    return a - b\n", Verdict.WRONG_ANSWER, 10),
    (ADD, "def add(a, b):\n    return [0] * 10**5\n", Verdict.WRONG_ANSWER, 5),
    (ADD, "def add(a, b)\n", Verdict.COMPILE_ERROR, 5),
    (ADD, "import os\nos.kill(os.getpid(), 9)\n", Verdict.RUNTIME_ERROR, 3),
    (ADD, LEAVES_FILES + ADDS, Verdict.PASSED, 5),
    (ADD, LEAVES_PROCESSES + ADDS, Verdict.PASSED, 5),
    (ADD, LEAVES_MEMORY + ADDS, Verdict.PASSED, 3),
    (TOTAL, "input()\nprint(sum(map(int, input().split())))\n", Verdict.PASSED, 10),
    (TOTAL, LEAVES_ZOMBIES + "input()\nprint(sum(map(int, input().split())))\n", Verdict.PASSED, 3),
    (TOTAL, "while True:\n    pass\n", Verdict.TIMEOUT, 0.5),
]
"""(problem, program, its verdict, its weight in the mixture)."""


def descendants(process):
    below = []
    for path in Path("/proc", str(process), "task").glob("*/children"):
        for child in map(int, path.read_text().split()):
            below += [child, *descendants(child)]
    return below


def zombies():
    states = (Path("/proc", str(process), "stat").read_text() for process in descendants(os.getpid()))
    return sum(state.rpartition(")")[2].split()[0] == "Z" for state in states)


def held():
    """(processes below this one, descriptors of this process and of those) at rest."""
    processes = descendants(os.getpid())
    return len(processes), sum(
        len(list(Path(f"/proc/{process}/fd").iterdir())) for process in [os.getpid(), *processes]
    )


def memory():
    """MiB of this process and of all below it."""
    kilobytes = 0
    for process in [os.getpid(), *descendants(os.getpid())]:
        for line in Path("/proc", str(process), "status").read_text().splitlines():
            if line.startswith("RssAnon:"):
                kilobytes += int(line.split()[1])
    return kilobytes / 1024


def scratch_files():
    return sum(len(names) + len(files) for _, names, files in os.walk(tempfile.gettempdir()))


@pytest.mark.parametrize("level", [Level.L3, Level.L2])
@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.long)])
def test_many_gradings_in_one_process_leave_nothing_behind(level, count, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    chosen = random.Random(0).choices(PROGRAMS, [weight for *_, weight in PROGRAMS], k=count)
    before = held()
    try:
        opened = open_sandbox(level)
    except UserError as error:
        pytest.skip(str(error))
    with opened as sandbox, ThreadPoolExecutor(4) as threads:

        def verdict(program):
            problem, source, wanted, _ = program
            found = grade(problem, source, sandbox)
            return found.verdict is wanted or (source, found)

        def wrong(programs):
            batches = (programs[start : start + 200] for start in range(0, len(programs), 200))
            return [found for batch in batches for found in threads.map(verdict, batch) if found is not True]

        first = PROGRAMS * 2 + PROGRAMS[:1] * 40 + chosen[: count // 10]
        assert wrong(first) == []  # threads, keepers and caches are all there now
        open_then, files_then, memory_then = held(), scratch_files(), memory()
        assert wrong(chosen) == []
        assert all(now <= then for now, then in zip(held(), open_then, strict=True))
        assert zombies() == 0
        assert scratch_files() == files_then
        assert memory() < memory_then + 4
        print(
            f"{level}, {count} gradings: {open_then} held, {files_then} files, {memory_then:.0f} -> {memory():.0f} MiB"
        )
    assert all(now <= then for now, then in zip(held(), before, strict=True))
    assert scratch_files() == 0
