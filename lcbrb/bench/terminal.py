"""The report of a policy run as tables on the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from lcbrb.bench.findings import findings
from lcbrb.bench.published import COLUMNS
from lcbrb.reporting.words import percent


def print_report(report: Mapping[str, Any], folder: Path, console: Console | None = None) -> None:
    """Print a report's figures, the published rows for reference, and what to be careful about."""
    console = console or Console()
    console.print(_benchmarks(report))
    if report["row"]:
        console.print(_row(report))
    for finding in findings(report):
        console.print(Text(("! " if finding.warning else "  ") + finding.text, "yellow" if finding.warning else ""))
    console.print(Text(f"Details: {folder / 'report.html'}", style="dim"), soft_wrap=True)


def _benchmarks(report: Mapping[str, Any]) -> Table:
    table = _table(f"{report['policy']}")
    for heading in ("pass@1", "95% interval", "problems", "samples", "cut\noff", "mean\ntokens", "no\nverdict"):
        table.add_column(heading, justify="right", no_wrap=True)
    for name, figures in report["benchmarks"].items():
        table.add_row(*_cells(name, figures, figures["derived_from"] is None))
        for level, part in figures["by_difficulty"].items():
            table.add_row(*(Text(cell, style="dim") for cell in _cells(f"  {level}", part, False)))
        for k, part in figures.get("pass@k", {}).items():
            if k != "1":
                cells = (f"  pass@{k}", percent(part["estimate"]), _range(part["ci95"]), "", "", "", "", "")
                table.add_row(*(Text(cell, style="dim") for cell in cells))
    return table


def _cells(name: str, figures: Mapping[str, Any], whole: bool) -> tuple[str, ...]:
    counts = (f"{figures['problems']:,}", f"{figures['samples']:,}")
    shown = (name, percent(figures["pass@1"]), _range(figures["ci95"]), *counts)
    if not whole:
        return (*shown, "", "", "")
    tokens = "–" if figures["mean_tokens"] is None else f"{figures['mean_tokens']:,.0f}"
    return (*shown, percent(figures["truncation_rate"]), tokens, f"{figures['infra_errors'] + figures['missing']:,}")


def _row(report: Mapping[str, Any]) -> Table:
    """Our row above the paper's."""
    table = _table("pass@1 in percent")
    table.caption = Text(f"Below the line: {report['published']['source']}.", "dim italic")
    table.caption_justify = "left"
    for column in (*COLUMNS, "Avg"):
        table.add_column(column.replace("-", "\n"), justify="right", no_wrap=True)
    ours = [report["row"].get(column) for column in COLUMNS] + [report["average"]]
    table.add_row(Text(str(report["policy"]), "bold"), *(Text(_share(figures), "bold") for figures in ours))
    table.add_section()
    for model, figures in report["published"]["rows"].items():
        name = model.replace("Qwen2.5-Coder-7B-Instruct +", "  +").replace("-Instruct", "")
        table.add_row(Text(name, "dim"), *(Text(f"{figures[column]:.1f}", "dim") for column in (*COLUMNS, "Avg")))
    return table


def _range(ends: list[float] | None) -> str:
    return "–" if ends is None else f"{100 * ends[0]:.1f}–{percent(ends[1])}"


def _share(figures: Mapping[str, Any] | None) -> str:
    return "–" if figures is None or figures["pass@1"] is None else f"{100 * figures['pass@1']:.1f}"


def _table(title: str) -> Table:
    table = Table(title=Text(title), title_justify="left", title_style="bold", box=SIMPLE, padding=(0, 1, 0, 0))
    table.add_column("", overflow="fold", min_width=14)
    return table
