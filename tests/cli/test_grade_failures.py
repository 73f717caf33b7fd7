"""recode-bench grade where the machine fails it: one clear sentence, the right status, graded rows kept."""

import fcntl
import gzip
import shlex
import shutil
import subprocess

import pytest

from tests.support.grading import RIGHT, command, double_problems, environment, grade, jsonl, verdicts

IN_OWN_NAMESPACES = ["unshare", "--user", "--map-root-user", "--mount", "bash", "-uc"]
WAIT_FOR_ROWS = "while [ ! -s run/verdicts.jsonl ] && kill -0 $run; do sleep 0.05; done"


@pytest.fixture
def arguments(tmp_path, monkeypatch):
    """Of a run of 100 samples, each of which takes a moment."""
    monkeypatch.setenv("LCBRB_CACHE", str(tmp_path / "cache"))
    problems = double_problems(tmp_path / "problems.jsonl", 5)
    slow = "import time\ntime.sleep(0.02)\n" + RIGHT
    samples = jsonl(
        tmp_path / "samples.jsonl", [{"task_id": f"HumanEval/{n % 5}", "solution": slow} for n in range(100)]
    )
    return ["--benchmark", "humaneval+", "--problems", problems, "--samples", samples, "--workers", "2"]


def in_own_namespaces(folder, script, arguments, **settings):
    """Run a script as root of its own mount and user namespace; ``$GRADE`` is the command."""
    if shutil.which("unshare") is None or subprocess.run([*IN_OWN_NAMESPACES, "true"], capture_output=True).returncode:
        pytest.skip("no user namespaces here, or no unshare (util-linux)")
    script = script.replace("GRADE", shlex.join(command(*arguments)))
    return subprocess.run(
        [*IN_OWN_NAMESPACES, script], cwd=folder, capture_output=True, text=True, check=False,
        env=environment(**settings), timeout=120,
    )  # fmt: skip


def refusal(done):
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


def test_a_full_output_disk_keeps_the_rows_and_the_run_goes_on_once_there_is_room(tmp_path, arguments):
    script = """
    mkdir disk && mount -t tmpfs -o size=24k,nr_inodes=20 tmpfs disk
    GRADE --output disk/run
    status=$?
    cp disk/run/verdicts.jsonl kept.jsonl
    mount -o remount,size=1m disk
    GRADE --output disk/run && cp -r disk/run .
    exit $status"""
    done = in_own_namespaces(tmp_path, script, arguments)
    assert (
        "Cannot append to disk/run/verdicts.jsonl: No space left on device. Rows written so far are kept."
        in refusal(done)
    )
    kept, whole = (tmp_path / "kept.jsonl").read_text(), (tmp_path / "run" / "verdicts.jsonl").read_text()
    assert kept.endswith("\n")
    assert 0 < kept.count("\n") < 100
    assert whole.startswith(kept)
    assert len(verdicts(tmp_path / "run")) == whole.count("\n") == 100


def test_a_scratch_disk_that_fills_up_ends_the_run_with_its_rows(tmp_path, arguments):
    script = f"""
    mkdir disk && mount -t tmpfs -o size=200m tmpfs disk
    TMPDIR=$PWD/disk GRADE --output run --sandbox L2 & run=$!
    {WAIT_FOR_ROWS}
    head -c 190M /dev/zero > disk/fill
    wait $run
    status=$?
    rm disk/fill
    ls disk >&2
    exit $status"""
    done = in_own_namespaces(tmp_path, script, arguments)
    assert "No room for the sandbox's scratch folder" in refusal(done)
    rows = verdicts(tmp_path / "run").values()
    assert 0 < len(rows) < 100
    assert {row["verdict"] for row in rows} <= {
        "passed",
        "infra_error",
    }  # the one under way may have failed with the level


def test_a_level_that_is_gone_midway_ends_the_run_with_its_rows(tmp_path, arguments):
    """The kernel's own switch, in a namespace of the test: no user namespaces for sandboxes that restart."""
    script = f"""
    echo 5 > /proc/sys/user/max_user_namespaces || exit 77
    echo 1000 > /proc/sys/user/max_user_namespaces
    GRADE --output run --sandbox L3 & run=$!
    {WAIT_FOR_ROWS}
    echo 0 > /proc/sys/user/max_user_namespaces
    for worker in $(pgrep -P $run); do pkill -9 -P $worker; done
    wait $run"""
    done = in_own_namespaces(tmp_path, script, arguments)
    if done.returncode == 77 or shutil.which("pgrep") is None:
        pytest.skip("the kernel's limit on namespaces cannot be set here, or no pgrep (procps)")
    assert "Sandbox level L3 is not available here" in refusal(done)
    rows = verdicts(tmp_path / "run").values()
    assert 0 < len(rows) < 100
    assert {row["verdict"] for row in rows} <= {
        "passed",
        "infra_error",
    }  # the one under way may have failed with the level


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("problems.jsonl", "line 3: the file ends in the middle of a row; fetch it again"),
        ("problems.jsonl.gz", "is cut short: its compressed data end early; fetch it again"),
    ],
)
def test_a_half_written_problems_file_is_refused(tmp_path, arguments, name, says):
    whole = arguments[3].read_bytes()
    path = tmp_path / "half" / name
    path.parent.mkdir()
    path.write_bytes(gzip.compress(whole)[:-20] if name.endswith(".gz") else whole[: len(whole) // 2])
    assert says in refusal(grade(*arguments[:3], path, *arguments[4:], "--output", tmp_path / "run"))


def test_files_that_cannot_be_read_are_named(tmp_path, arguments):
    missing, binary = tmp_path / "missing.jsonl", tmp_path / "binary.jsonl"
    binary.write_bytes(bytes(range(128, 256)))
    for place, path, says in (
        (3, missing, f"Cannot read {missing}: No such file or directory."),
        (3, tmp_path, f"Cannot read {tmp_path}: Is a directory."),
        (5, missing, f"Cannot read {missing}: No such file or directory."),
        (5, binary, f"{binary} is not UTF-8 text."),
    ):
        changed = [*arguments[:place], path, *arguments[place + 1 :], "--output", tmp_path / "run"]
        assert says in refusal(grade(*changed))


def test_a_run_folder_in_use_is_refused(tmp_path, arguments):
    (tmp_path / "run").mkdir()
    with (tmp_path / "run" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "is in use by another process; wait for it" in refusal(grade(*arguments, "--output", tmp_path / "run"))


def test_a_cache_that_cannot_be_written_is_named(tmp_path, arguments):
    (tmp_path / "cache").write_text("")
    said = refusal(grade(*arguments, "--output", tmp_path / "run"))
    assert "Cannot keep outputs of reference solutions" in said
    assert "set LCBRB_CACHE to a folder that can be written" in said
