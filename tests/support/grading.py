"""Runs ``recode-bench grade`` as a person does, on small problems of EvalPlus's form."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
RIGHT = "def double(n):\n    return 2 * n\n"
BASE_ONLY = "def double(n):\n    return 2 * n if n < 10 else 0\n"
WRONG = "def double(n):\n    return n\n"


def jsonl(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    """Write a file of rows."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def double_problems(path: Path, count: int) -> Path:
    """Write a file of ``count`` problems that all ask for ``double``: two base tests and two of EvalPlus's own."""
    return jsonl(
        path,
        (
            {
                "task_id": f"HumanEval/{number}", "prompt": "def double(n):\n", "entry_point": "double", "atol": 0,
                "canonical_solution": "    return 2 * n\n",
                "base_input": [[1], [2]], "plus_input": [[3], [number + 10]],
            }
            for number in range(count)
        ),
    )  # fmt: skip


def command(*arguments: object) -> list[str]:
    """The command line of ``recode-bench grade ARGUMENTS``."""
    program = "from lcbrb.cli.recode_bench import main; main()"
    return [sys.executable, "-c", program, "grade", *map(str, arguments)]


def environment(**settings: str) -> dict[str, str]:
    """In which ``command`` finds this package from any folder."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **settings}


def grade(*arguments: object, **settings: str) -> subprocess.CompletedProcess[str]:
    """``recode-bench grade ARGUMENTS`` in a process of its own."""
    env = environment(**settings)
    return subprocess.run(command(*arguments), capture_output=True, text=True, check=False, env=env)


def verdicts(run: Path) -> dict[tuple[str, int], dict[str, Any]]:
    """The rows of a run folder by task and sample id."""
    rows = [json.loads(line) for line in (run / "verdicts.jsonl").read_text().splitlines()]
    return {(row["task_id"], row["sample_id"]): row for row in rows}
