"""The report of a policy run, from the rows of its folder alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from lcbrb.bench.published import COLUMNS, PUBLISHED, SOURCE
from lcbrb.bench.records import Key
from lcbrb.bench.table import BASE_OF, BenchmarkTable, RunTable, Task, read_run
from lcbrb.contract import Verdict
from lcbrb.runs import write_text
from lcbrb.statistics import Floats, clustered_proportion, mean_of_means, pass_at_k

REPORT = "report.json"
_KS = (1, 5, 10, 25, 50, 100)
_DIGITS = 6

_COLUMN_SOURCES: Mapping[str, tuple[str, str | None]] = {
    "HE": ("humaneval", None),
    "HE+": ("humaneval+", None),
    "MBPP": ("mbpp", None),
    "MBPP+": ("mbpp+", None),
    "LCB-E": ("livecodebench", "easy"),
    "LCB-M": ("livecodebench", "medium"),
    "LCB-H": ("livecodebench", "hard"),
    "BCB-Full": ("bigcodebench", None),
    "BCB-Hard": ("bigcodebench-hard", None),
}
"""Of each column of the paper's table: the benchmark, and the difficulty."""


def write_report(folder: Path) -> dict[str, Any]:
    """Make ``report.json``, ``report.html`` and ``row.md`` of a run folder from its rows; returns the report.

    Raises:
        UserError: it is no folder of a policy run, or cannot be written.
    """
    import json

    from lcbrb.bench.report_html import render_html
    from lcbrb.bench.row import markdown_row

    report = build_report(read_run(folder))
    write_text(folder / REPORT, json.dumps(report, indent=2, ensure_ascii=False) + "\n")
    write_text(folder / "report.html", render_html(report))
    write_text(folder / "row.md", markdown_row(report))
    return report


def build_report(run: RunTable) -> dict[str, Any]:
    """A JSON object with every figure.

    ``benchmarks.<name>`` holds ``pass@1`` with ``ci95``, ``problems`` and ``samples`` that count, ``planned``,
    ``missing``, ``truncated``, ``infra_errors``, ``verdicts``, ``mean_tokens``, ``pass@k`` where there are several
    samples, ``by_difficulty``. ``row`` is the paper's row, ``average`` the plain mean of its nine columns where all
    are there. A sample without a verdict for outside reasons counts in no mean.
    """
    benchmarks = {name: _benchmark(run, name, table) for name, table in run.benchmarks.items()}
    row = {column: _column(run, column) for column in COLUMNS}
    own = [figures for name, figures in benchmarks.items() if figures["derived_from"] is None]
    missing, infra_errors = (sum(figures[field] for figures in own) for field in ("missing", "infra_errors"))
    return {
        "policy": run.identity["policy"],
        "settings": run.identity,
        "complete": missing == 0 and infra_errors == 0,
        "missing": missing,
        "infra_errors": infra_errors,
        "benchmarks": benchmarks,
        "row": {column: figures for column, figures in row.items() if figures is not None},
        "average": _average(run, [column for column, figures in row.items() if figures is not None]),
        "published": {"source": SOURCE, "rows": PUBLISHED},
        "sandbox": sorted(set().union(*(table.sandboxes for table in run.benchmarks.values()))),
    }


def _benchmark(run: RunTable, name: str, table: BenchmarkTable) -> dict[str, Any]:
    derived = next((source for source, base in BASE_OF.items() if base == name and source in run.benchmarks), None)
    answered = sum(table.infra_errors.values()) + table.verdicts.total() - table.verdicts[Verdict.INFRA_ERROR]
    modes = sorted({task.mode for task in table.tasks.values() if task.mode})
    levels = sorted({task.difficulty for task in table.tasks.values() if task.difficulty}, key=_difficulty_order)
    return {
        **figures_of(table.tasks.values()),
        "derived_from": derived,
        "planned": run.planned(name),
        "missing": run.planned(name) - answered,
        "truncated": table.truncated,
        "truncation_rate": _tidy(table.truncated / table.samples) if table.samples else None,
        "prompts_without_room": table.no_room,
        "infra_errors": sum(table.infra_errors.values()),
        "infra_error_messages": dict(table.infra_errors.most_common(3)),
        "verdicts": {verdict.value: table.verdicts[verdict] for verdict in Verdict if table.verdicts[verdict]},
        "dropped": run.identity["problems"].get(name, {}).get("dropped", []),
        "modes": {mode: figures_of([task for task in table.tasks.values() if task.mode == mode]) for mode in modes},
        "mean_tokens": _tidy(float(np.mean(table.tokens))) if table.tokens else None,
        "by_difficulty": {
            level: figures_of([task for task in table.tasks.values() if task.difficulty == level]) for level in levels
        },
    }


def figures_of(tasks: Any) -> dict[str, Any]:
    """``pass@1`` with its interval, and pass@k for every usual k that all tasks have samples for.

    Intervals take tasks as drawn from all tasks like them (``lcbrb.statistics.clustered_proportion``).
    """
    counted = [task for task in tasks if task.passed]
    fewest = min((len(task.passed) for task in counted), default=1)
    found = {k: _proportion(pass_rates(counted, k)) for k in _KS if k == 1 or k <= fewest}
    return {
        "pass@1": found[1]["estimate"],
        "ci95": found[1]["ci95"],
        "problems": len(counted),
        "samples": sum(len(task.passed) for task in counted),
        **({"pass@k": {str(k): figures for k, figures in found.items()}} if len(found) > 1 else {}),
    }


def pass_rates(tasks: Sequence[Task], k: int = 1) -> Floats:
    """Of each task, the unbiased estimate of pass@k; shape (tasks,)."""
    return np.array([pass_at_k(len(task.passed), sum(task.passed), k) for task in tasks], dtype=np.float64)


def _proportion(values: Floats) -> dict[str, Any]:
    found = clustered_proportion(values, np.arange(len(values)))
    if found is None:
        return {"estimate": None, "ci95": None}
    return {"estimate": _tidy(found.estimate), "ci95": [_tidy(end) for end in found.interval]}


def column_tasks(run: RunTable, column: str) -> dict[Key, Task]:
    """The tasks of a column of the paper's table, by family of benchmarks, task and nothing: what varies together.

    HumanEval and HumanEval+ share their samples, and BigCodeBench-Hard its problems with the full set.
    """
    name, difficulty = _COLUMN_SOURCES[column]
    table = run.benchmarks.get(name)
    if table is None:
        return {}
    family = name.removesuffix("+").removesuffix("-hard")
    return {
        (family, task_id, 0): task
        for task_id, task in table.tasks.items()
        if task.passed and (difficulty is None or task.difficulty == difficulty)
    }


def _column(run: RunTable, column: str) -> dict[str, Any] | None:
    tasks = column_tasks(run, column)
    return figures_of(tasks.values()) if tasks else None


def _average(run: RunTable, columns: Sequence[str]) -> dict[str, Any]:
    """The paper's Avg: the plain mean of all nine columns; None where one is missing."""
    if len(columns) < len(COLUMNS):
        return {"pass@1": None, "ci95": None, "columns": list(columns)}
    tasks = [column_tasks(run, column) for column in columns]
    found = mean_of_means([(pass_rates(list(column.values())), list(column)) for column in tasks])
    assert found is not None
    estimate, interval = found
    return {"pass@1": _tidy(estimate), "ci95": [_tidy(end) for end in interval], "columns": list(columns)}


def _difficulty_order(level: str | None) -> tuple[int, str]:
    known = ("easy", "medium", "hard")
    return (known.index(level) if level in known else len(known), level or "")


def _tidy(number: float) -> float:
    return round(number, _DIGITS)
