"""A finished run and a finished folder of graded samples."""

import json
from pathlib import Path

import pytest

from lcbrb import problems as benchmarks
from lcbrb.bench.export import Graded, read_graded
from lcbrb.grading.run import GradingRun
from lcbrb.grading.run import run as grade
from lcbrb.grading.samples import read_samples
from lcbrb.grading.worker import Settings
from lcbrb.sandbox.levels import choose
from tests.bench.tasks import ANSWERS
from tests.bench.test_run import go, write_answers
from tests.support.servers import serving

SOLUTIONS = [
    ("HumanEval/0", "solution", "def add_two(n):\n    return n + 2\n"),
    ("HumanEval/0", "solution", "def add_two(n):\n    return n\n"),
    ("HumanEval/1", "completion", "    return n // 2 if n < 10 else 0\n"),
    ("HumanEval/1", "completion", "    return n // 2\n"),
]
"""For the first two of the small problems: pass@1 is 0.5, and 0.75 of the base tests alone."""


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory, problems: list[str]) -> Path:
    """Of ``recode-bench run``, on HumanEval+ and LiveCodeBench; pass@1 0.25 (base 0.5) and 0.5."""
    folder = tmp_path_factory.mktemp("export")
    with serving(answers=write_answers(folder, ANSWERS)) as server:
        go(folder / "run", problems, policy="rm", options={"base_url": server.url})
    return folder / "run"


@pytest.fixture(scope="session")
def problems_file(problems: list[str]) -> Path:
    """The small problems of EvalPlus's form."""
    return Path(problems[0].partition("=")[2])


@pytest.fixture(scope="session")
def grade_folder(tmp_path_factory: pytest.TempPathFactory, problems_file: Path) -> Path:
    """Of ``recode-bench grade``: SOLUTIONS."""
    folder = tmp_path_factory.mktemp("export")
    samples = folder / "made_elsewhere.jsonl"
    samples.write_text("".join(json.dumps({"task_id": task, kind: code}) + "\n" for task, kind, code in SOLUTIONS))
    loaded = benchmarks.load("humaneval+", path=problems_file)
    found = read_samples(samples, loaded, "the small problems", partial=True)
    grade(GradingRun(loaded, found, Settings(choose("auto", False)), workers=1), folder / "graded")
    return folder / "graded"


@pytest.fixture
def graded_run(run_folder: Path) -> Graded:
    """``run_folder``, read."""
    return read_graded(run_folder, "maker/tiny")


@pytest.fixture
def graded_samples(grade_folder: Path, problems_file: Path) -> Graded:
    """``grade_folder``, read."""
    return read_graded(grade_folder, "maker/tiny", problems_file=problems_file)
