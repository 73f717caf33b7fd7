"""Two policy runs on the same problems: is one policy better than the other, or is it luck?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from lcbrb.bench.published import COLUMNS
from lcbrb.bench.report import column_tasks, pass_rates
from lcbrb.bench.table import RunTable, Task, read_run
from lcbrb.errors import UserError
from lcbrb.reporting.words import Finding, count
from lcbrb.statistics import Floats, design_effect, mcnemar_exact, mean_of_means, paired_bootstrap, pairs_needed

_DIGITS = 6


def compare_runs(first: Path, second: Path, *, seed: int = 0) -> dict[str, Any]:
    """Compare two folders of ``recode-bench run``, problem by problem, on the problems both have verdicts for.

    A problem's figure is the share of its samples that passed. It speaks for the run with the higher share; with one
    sample a problem the test on these counts is McNemar's.

    Returns:
        A JSON object: ``runs``; ``benchmarks.<name>``, with an entry ``<name> <difficulty>`` for every difficulty
        too, each with ``problems``, ``first``, ``second``, ``difference`` (first minus second), ``difference_ci95``
        (bootstrap over problems), ``discordant``, ``mcnemar_p``, ``problems_needed`` (80% power at 5%); ``average``,
        the difference of the mean of the paper's nine columns, where both runs have them; ``notes``.

    Raises:
        UserError: a folder is no policy run, or no problem has verdicts in both.
    """
    runs = read_run(first), read_run(second)
    compared = {}
    for name in runs[0]:
        if name not in runs[1].benchmarks:
            continue
        tasks = [run.benchmarks[name].tasks for run in runs]
        levels = dict.fromkeys(task.difficulty for task in tasks[0].values() if task.difficulty)
        for level in (None, *levels):
            entry = _compared(_of_level(tasks[0], level), _of_level(tasks[1], level), seed)
            if entry is not None:
                compared[name if level is None else f"{name} {level}"] = entry
    if not compared:
        raise UserError(f"{first} and {second} have no graded problem in common; compare runs on the same benchmarks.")
    return {
        "runs": [{"folder": str(run.path), "policy": run.identity["policy"]} for run in runs],
        "benchmarks": compared,
        "average": _average(*runs),
        "notes": _notes(*runs),
    }


def _of_level(tasks: Mapping[str, Task], level: str | None) -> dict[str, Task]:
    return {name: task for name, task in tasks.items() if task.passed and level in (None, task.difficulty)}


def _rates(one: Mapping[Any, Task], other: Mapping[Any, Task]) -> tuple[list[Any], Floats, Floats]:
    """The problems in common, and both runs' shares of passed samples on them."""
    common = [name for name in one if name in other]
    return common, pass_rates([one[name] for name in common]), pass_rates([other[name] for name in common])


def _compared(one: Mapping[str, Task], other: Mapping[str, Task], seed: int) -> dict[str, Any] | None:
    common, first, second = _rates(one, other)
    if not common:
        return None
    difference = first - second
    problems = np.arange(len(common))
    wins = int((difference > 0).sum()), int((difference < 0).sum())
    interval = paired_bootstrap(difference, problems, seed=seed)
    assert interval is not None
    rates = wins[0] / len(common), wins[1] / len(common)
    return {
        "problems": len(common),
        "first": _tidy(first.mean()),
        "second": _tidy(second.mean()),
        "difference": _tidy(difference.mean()),
        "difference_ci95": [_tidy(end) for end in interval],
        "discordant": {"first_better": wins[0], "second_better": wins[1]},
        "mcnemar_p": _tidy(mcnemar_exact(*wins)),
        "problems_needed": pairs_needed(*rates, effect=design_effect(difference, problems)),
    }


def _average(one: RunTable, other: RunTable) -> dict[str, Any] | None:
    """The difference of the runs' mean columns, over the problems in common."""
    columns: list[tuple[Floats, Sequence[Any]]] = []
    for column in COLUMNS:
        common, first, second = _rates(column_tasks(one, column), column_tasks(other, column))
        columns.append((first - second, common))
    found = mean_of_means(columns)
    if found is None:
        return None
    return {"difference": _tidy(found[0]), "difference_ci95": [_tidy(end) for end in found[1]]}


def _notes(one: RunTable, other: RunTable) -> list[str]:
    notes = []
    for name, described in one.identity["problems"].items():
        other_described = other.identity["problems"].get(name)
        if other_described is None:
            notes.append(f"{name} is in {one.path} alone.")
        elif other_described["md5"] != described["md5"]:
            notes.append(
                f"{name} comes from different files in the two runs ({described['version']}, "
                f"{other_described['version']}): tests of equal problems may differ."
            )
    notes += [f"{name} is in {other.path} alone." for name in other.identity["problems"] if name not in one.benchmarks]
    for field in ("samples", "temperature", "prompts", "think_format", "max_new_tokens", "sandbox"):
        if one.identity[field] != other.identity[field]:
            notes.append(f"The runs differ in {field}: {one.identity[field]!r} and {other.identity[field]!r}.")
    return notes


def comparison_findings(comparison: Mapping[str, Any]) -> list[Finding]:
    """What a comparison says, in sentences."""
    found = []
    for name, entry in comparison["benchmarks"].items():
        low, high = entry["difference_ci95"]
        if (low > 0 or high < 0) and entry["mcnemar_p"] < 0.05:
            found.append(
                f"{name}: {'A' if low > 0 else 'B'} is better; chance alone would hardly give that difference."
            )
        elif entry["problems_needed"] is not None and " " not in name:
            needed = count(entry["problems_needed"], "problem")
            found.append(f"{name}: not settled; at these rates about {needed} would be needed.")
    return [*(Finding(text, False) for text in found), *(Finding(note, True) for note in comparison["notes"])]


def _tidy(number: Any) -> float:
    return round(float(number), _DIGITS)
