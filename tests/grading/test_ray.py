"""Grading on a real Ray cluster, each node with processes of its own."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lcbrb.errors import UserError
from lcbrb.sandbox.levels import choose
from tests.bench import tasks
from tests.support.grading import BASE_ONLY, RIGHT, ROOT, command, double_problems, environment, jsonl
from tests.support.servers import serving

pytest.importorskip("ray", reason="Ray is not installed: pip install 'recode-bench[ray]'")
CODES = [RIGHT, BASE_ONLY, "def double(n):\n    return 1 / 0\n", "import time\ntime.sleep(0.1)\n" + RIGHT]
QUICK_TO_NOTICE = {
    "health_check_period_ms": 500,
    "health_check_timeout_ms": 10_000,
    "health_check_failure_threshold": 3,
    "worker_niceness": 0,
}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Two nodes that can grade, and two that cannot."""
    try:
        choose("auto", allow_unsafe=False)
    except UserError as error:
        pytest.skip(str(error))
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster

    started = Cluster()
    environment = {"PYTHONPATH": str(ROOT), "LCBRB_CACHE": str(tmp_path_factory.mktemp("cache"))}
    started.add_node(
        node_name="first",
        num_cpus=1,
        include_dashboard=False,
        env_vars=environment,
        wait=False,
        _system_config=QUICK_TO_NOTICE,
    )
    try:
        started.second = started.add_node(node_name="second", num_cpus=1, env_vars=environment, wait=False)
        for name, make in (("bare", package_missing), ("old", package_of_another_version)):
            path = make(tmp_path_factory.mktemp(name))
            started.add_node(node_name=name, num_cpus=1, env_vars={"PYTHONPATH": str(path)}, wait=False)
        started.wait_for_nodes(timeout=120)
        yield started
    finally:
        started.shutdown()


def package_missing(folder):
    (folder / "lcbrb.py").write_text("raise ModuleNotFoundError(\"No module named 'lcbrb'\")\n")
    return folder


def package_of_another_version(folder):
    shutil.copytree(ROOT / "lcbrb", folder / "lcbrb", ignore=shutil.ignore_patterns("__pycache__", "data"))
    (folder / "lcbrb" / "__init__.py").write_text('__version__ = "0.0.9"\n')
    return folder


@pytest.fixture
def arguments(tmp_path, monkeypatch):
    """Of a run of 60 samples of 6 problems."""
    monkeypatch.setenv("LCBRB_CACHE", str(tmp_path / "cache"))
    problems = double_problems(tmp_path / "problems.jsonl", 6)
    rows = [{"task_id": f"HumanEval/{n % 6}", "solution": CODES[n // 6 % 4]} for n in range(60)]
    samples = jsonl(tmp_path / "samples.jsonl", rows)
    return ["--benchmark", "humaneval+", "--problems", problems, "--samples", samples]


def start(*arguments):
    return subprocess.Popen(
        command(*arguments), cwd="/",  # Ray's nodes search the current folder for modules, too
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(),
    )  # fmt: skip


def rows(folder):
    """What does not depend on time, a row a sample."""
    found = [json.loads(line) for line in (folder / "verdicts.jsonl").read_text().splitlines()]
    changing = ("seconds", "peak_memory")
    return sorted(
        ({key: row[key] for key in row if key not in changing} for row in found),
        key=lambda row: (row["task_id"], row["sample_id"]),
    )


def raylet(node):
    return node.all_processes["raylet"][0].process.pid


def children(process):
    paths = Path("/proc", str(process), "task").glob("*/children")
    return [int(child) for path in paths for child in path.read_text().split()]


def kill_actor(node):
    """Kill the process of a node that grades."""
    for child in children(raylet(node)):
        if "_Actor" in Path("/proc", str(child), "cmdline").read_text():
            os.kill(child, signal.SIGKILL)


def kill_with_everything_below(process):
    below = children(process)
    os.kill(process, signal.SIGKILL)
    for child in below:
        kill_with_everything_below(child)


def wait_for_rows(output, count, process):
    while not (output / "verdicts.jsonl").exists() or (output / "verdicts.jsonl").read_bytes().count(b"\n") < count:
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)


def test_a_worker_and_a_node_killed_during_a_run_change_no_verdict(tmp_path, cluster, arguments):
    output = tmp_path / "run"
    process = start(*arguments, "--output", output, "--ray", cluster.address)
    wait_for_rows(output, 6, process)
    kill_actor(cluster.head_node)
    wait_for_rows(output, 20, process)
    kill_with_everything_below(raylet(cluster.second))
    said, warned = process.communicate(timeout=120)
    assert process.returncode == 0, warned
    assert "60 samples" in said

    local = start(*arguments, "--output", tmp_path / "local", "--workers", "2")
    assert local.wait(timeout=120) == 0, local.communicate()
    assert rows(output) == rows(tmp_path / "local")
    assert len(rows(output)) == 60

    lines = sorted(warned.splitlines())
    assert len(lines) == 3, warned
    assert "recode-bench 0.1.0 is not installed there" in next(line for line in lines if "bare" in line)
    assert "it has 0.0.9, here is 0.1.0" in next(line for line in lines if "old" in line)
    assert "second" in next(line for line in lines if "grades no more" in line)


def test_a_policy_run_grades_on_the_cluster(tmp_path, cluster):
    problems = [part for entry in tasks.write(tmp_path) for part in ("--problems", entry)]
    answers = jsonl(tmp_path / "answers.json", [tasks.ANSWERS])
    with serving(answers=answers) as server:
        asked = ["--policy", f"served:rm@{server.url}", "--benchmarks", "humaneval+,livecodebench", *problems]
        done = subprocess.run(
            [*command()[:-1], "run", *asked, "--output", tmp_path / "run", "--ray", cluster.address], cwd="/",
            capture_output=True, text=True, check=False, env=environment(), timeout=120,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = {row["task_id"]: (row["verdict"], row["base_verdict"]) for row in rows(tmp_path / "run")}
    assert found == tasks.VERDICTS


def test_a_cluster_that_cannot_grade_is_one_sentence_that_names_its_nodes(tmp_path, cluster, arguments):
    process = start(*arguments, "--output", tmp_path / "run", "--ray", cluster.address, "--sandbox", "L1")
    _, said = process.communicate(timeout=120)
    assert process.returncode == 2
    assert said.startswith("error: No node of the Ray cluster can grade. ")
    assert "Sandbox level L1 only bounds accidents" in said
    assert all(name in said for name in ("first", "bare", "old"))
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("127.0.0.1:1", "No Ray cluster answers at 127.0.0.1:1"),
        ("ray://127.0.0.1:1", "No Ray cluster answers at ray://127.0.0.1:1"),
        ("somewhere", "Unknown Ray address 'somewhere'"),
    ],
)
def test_an_address_without_a_cluster_is_one_sentence(tmp_path, arguments, address, says):
    process = start(*arguments, "--output", tmp_path / "run", "--ray", address)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert says in said
    assert said.count("\n") == 1


def test_without_ray_the_sentence_names_the_extra(tmp_path, arguments):
    (tmp_path / "ray.py").write_text("raise ImportError\n")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from lcbrb.cli.recode_bench import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "grade", *map(str, arguments), "--output", tmp_path / "run", "--ray", "auto"],
        capture_output=True, text=True, check=False, env=environment(),
    )  # fmt: skip
    assert done.returncode == 2
    assert "pip install 'recode-bench[ray]'" in done.stderr
