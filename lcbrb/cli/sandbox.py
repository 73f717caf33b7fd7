"""``recode-bench sandbox``: which isolation this machine gives, shown by attacks."""

from __future__ import annotations

import json
import platform
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lcbrb.cli.options import Json

if TYPE_CHECKING:
    from lcbrb.sandbox.probe import Report


def sandbox(
    level: Annotated[str, typer.Option(help="Probe this level alone: L3, L2, W or L1.")] = "auto",
    as_json: Json = False,
) -> None:
    """Attack the sandbox on this machine, and say at which level programs will run and how to get a better one.

    Ends with status 2 where no level (or not the one asked for) holds.
    """
    from lcbrb.sandbox import levels

    reports = _examine(level)
    held = next((report for report in reports if report.passed), None)
    found = {
        "level": held.level.value if held else None,
        "system": platform.system(),
        "kernel": platform.release(),
        "machine": platform.machine(),
        "landlock": levels.landlock_version(),
        "levels": [_as_json(report) for report in reports],
        "advice": [] if held and held.level is levels.SAFE[0] else levels.how_to_improve(),
    }
    if as_json:
        print(json.dumps(found, indent=2))
    else:
        _print(reports, found)
    if held is None:
        raise typer.Exit(2)


def _examine(level: str) -> list[Report]:
    """Probe the level asked for, or from the strongest down to the first that holds."""
    from rich.console import Console

    from lcbrb.sandbox import levels, probe

    wanted = levels.SAFE if level == "auto" else (levels.parsed(level),)
    reports: list[Report] = []
    for candidate in wanted:
        with Console(stderr=True).status(f"Attacking level {candidate.value} …"):
            reports.append(probe.examine(candidate))
        if reports[-1].passed:
            break
    return reports


def _as_json(report: Report) -> dict[str, Any]:
    return {
        "level": report.level.value,
        "passed": report.passed,
        "unavailable": report.unavailable or None,
        "facts": report.facts,
        "checks": [
            {"name": check.name, "tried": check.tried, "passed": check.passed, "got": check.got or None}
            for check in report.checks
        ],
    }


def _print(reports: list[Report], found: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    out = Console(highlight=False)
    landlock = f"Landlock {found['landlock']}" if found["landlock"] else "no Landlock"
    out.print(f"Programs run at level [bold]{found['level'] or 'none'}[/bold] on this machine.")
    out.print(f"{found['system']} {found['kernel']}, {found['machine']}, {landlock}.", style="dim")
    for report in reports:
        out.print()
        if report.unavailable:
            out.print(f"Level {report.level}: not available. {report.unavailable}", soft_wrap=True)
            continue
        table = Table(title=f"Level {report.level}", title_justify="left", box=None)
        for column in ("", "Check", "Tried"):
            table.add_column(column)
        for check in report.checks:
            mark = "[green]✓[/green]" if check.passed else "[red]✗[/red]"
            table.add_row(mark, check.name, check.tried if check.passed else f"got: {check.got}")
        out.print(table)
    for sentence in found["advice"]:
        out.print(f"\n{sentence}", soft_wrap=True)
