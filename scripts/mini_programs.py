"""Runs and grades the programs of the packaged sets while they are built: subprocesses under a CPU limit.

They are this repository's own: mini/run_program.py keeps accidents apart and is no sandbox, and nothing foreign may be
run with it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from mini_sources import MINI

from lcbrb.contract import Problem, Verdict
from lcbrb.errors import UserError


def run(problem: Problem, code: str, inputs: Sequence[str], cpu_seconds: float) -> list[tuple[Verdict, str]]:
    """Run ``code`` on ``inputs``, in order, up to and including the first on which it does not finish."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder, "program.py")
        program.write_text(code, encoding="utf-8")
        runner = [sys.executable, "-I", str(MINI.sources / "run_program.py")]
        done = subprocess.run(
            [*runner, str(program), problem.entry_point or "-", str(cpu_seconds)],
            input=json.dumps(inputs),
            capture_output=True,
            text=True,
            cwd=folder,
            timeout=900,
            check=False,
        )
    if done.returncode != 0:
        raise UserError(f"{problem.question_id}: a program ended its runner: {done.stderr.strip()[-500:]}")
    return [(Verdict(verdict), output) for verdict, output in json.loads(done.stdout)]


def same_output(one: str, other: str) -> bool:
    """Compare outputs as LiveCodeBench does: line by line, without surrounding blanks."""
    return [line.strip() for line in one.strip().split("\n")] == [line.strip() for line in other.strip().split("\n")]


def grade(problem: Problem, code: str, cpu_seconds: float) -> Verdict:
    """Return the verdict of the first test that fails, in the order of the tests."""
    results = run(problem, code, [test.input for test in problem.tests], cpu_seconds)
    for test, (verdict, output) in zip(problem.tests, results, strict=False):
        if verdict is not Verdict.PASSED:
            return verdict
        if not same_output(output, test.output or ""):
            return Verdict.WRONG_ANSWER
    return Verdict.PASSED
