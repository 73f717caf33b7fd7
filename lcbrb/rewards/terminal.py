"""Reports and comparisons as tables on the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from lcbrb.reporting.words import interval, percent
from lcbrb.rewards.findings import comparison_findings, findings
from lcbrb.rewards.table import SLICES

_LISTED_VALUES = 12


def print_report(report: Mapping[str, Any], folder: Path, console: Console | None = None) -> None:
    """Print a report's figures, slices and findings, and where its files are."""
    console = console or Console()
    console.print(_accuracies(report))
    slices = _slices(report)
    if slices.row_count:
        console.print(slices)
    for finding in findings(report):
        _say(console, finding.text, finding.warning)
    console.print(Text(f"Details: {folder / 'report.html'}", style="dim"), soft_wrap=True)


def print_comparison(comparison: Mapping[str, Any], console: Console | None = None) -> None:
    """Print a comparison of two runs."""
    console = console or Console()
    table = _table("", title=f"{comparison['pairs']:,} common pairs on {comparison['problems']:,} problems")
    for name, run in zip("AB", comparison["runs"], strict=True):
        _row(table, f"{name}  {run['reward_model']}", run)
    console.print(table)
    for run in comparison["runs"]:
        shown = f"{run['folder']}: {run['rows']:,} rows, {run['pair_set']}"
        console.print(Text(shown, style="dim"), soft_wrap=True)
    for finding in comparison_findings(comparison):
        _say(console, finding.text, finding.warning)


def _accuracies(report: Mapping[str, Any]) -> Table:
    """The model, its controlled figures and the baselines beside it."""
    table = _table("", title=f"{report['reward_model']} on {report['pair_set']['name']}")
    _row(table, report["reward_model"], {**report, "pairs": report["scored"]}, style="bold")
    _row(table, "  length-matched", report["length_matched"])
    if report["truncated"]:
        _row(table, "  untruncated", report["untruncated"])
    table.add_section()
    for name, figures in report["baselines"].items():
        missing = {"accuracy": None, "ci95": None, "pairs": 0} if "unavailable" in figures else {}
        _row(table, f"baseline: {name}", {**figures, **missing}, style="dim")
    return table


def _slices(report: Mapping[str, Any]) -> Table:
    table = _table("", title="Slices")
    for name in SLICES:
        values = report["slices"][name]
        if len(values) < 2:
            continue
        table.add_section()
        for label, figures in list(values.items())[:_LISTED_VALUES]:
            _row(table, f"{name}: {label}", figures)
        if len(values) > _LISTED_VALUES:
            table.add_row(Text(f"{name}: {len(values) - _LISTED_VALUES} more in report.json", style="dim"))
    return table


def _table(first: str, title: str) -> Table:
    table = Table(title=Text(title), title_justify="left", title_style="bold", box=SIMPLE, pad_edge=False)
    table.add_column(first, overflow="fold")
    for column in ("accuracy", "95% interval", "pairs"):
        table.add_column(column, justify="right", no_wrap=True)
    return table


def _row(table: Table, name: str, figures: Mapping[str, Any], style: str = "") -> None:
    # Text, not markup: names come from files and may hold brackets.
    cells = (name, percent(figures["accuracy"]), interval(figures["ci95"]), f"{figures['pairs']:,}")
    table.add_row(*(Text(cell, style=style) for cell in cells))


def _say(console: Console, text: str, warning: bool) -> None:
    console.print(Text(("! " if warning else "  ") + text, style="yellow" if warning else ""))
