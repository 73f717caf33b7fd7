"""``recode-bench selftest``: proves the gate on this machine."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lcbrb.cli.options import Json, Workers

if TYPE_CHECKING:
    from lcbrb.grading.worker import Settings
    from lcbrb.selftest.run import Cell, Plan, Report

FILE = "selftest.json"
_SHOWN = 200


def selftest(
    benchmark: Annotated[
        list[str] | None,
        typer.Option(help="Also run the references and stubs of this benchmark; may be given several times."),
    ] = None,
    sandbox: Annotated[str, typer.Option(help="Isolation level: auto, L3, L2 or W.")] = "auto",
    workers: Workers = None,
    as_json: Json = False,
    output: Annotated[Path | None, typer.Option(help=f"Folder to write {FILE} to, beside other results.")] = None,
) -> None:
    """Grade programs whose verdicts are known, and attack the sandbox.

    References and programs that are right but unusual must pass, stubs and cheats must fail, escapes must harm nothing.
    Ends with status 1 where one does not, and names it.
    """
    from lcbrb.grading.worker import Settings
    from lcbrb.runs import RunFolder
    from lcbrb.selftest.run import plan

    level = _level(sandbox)
    if output is not None:
        RunFolder.prepare(output)
    planned = plan(benchmark or [])
    started = time.monotonic()
    report = _run(planned, Settings(level), workers or os.cpu_count() or 1)
    found = _as_json(report, time.monotonic() - started)
    if output is not None:
        from lcbrb.runs import write_text

        write_text(output / FILE, json.dumps(found, indent=2) + "\n")
    if as_json:
        print(json.dumps(found, indent=2))
    else:
        _print(report, found)
    if not report.holds:
        raise typer.Exit(1)


def _level(sandbox: str) -> Any:
    from lcbrb.errors import UserError
    from lcbrb.sandbox import Level
    from lcbrb.sandbox.levels import choose

    if sandbox == Level.L1:
        raise UserError("The self-test attacks the machine it runs on: it does not run at L1, which is no sandbox.")
    return choose(sandbox, allow_unsafe=False)


def _run(planned: Plan, settings: Settings, workers: int) -> Report:
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    from lcbrb.selftest.run import run

    console = Console(stderr=True)
    with Progress(
        *Progress.get_default_columns(), MofNCompleteColumn(), console=console, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("Testing", total=len(planned))
        return run(planned, settings, workers, lambda: bar.advance(task))


def _as_json(report: Report, seconds: float) -> dict[str, Any]:
    from lcbrb.runs import environment

    return {
        "holds": report.holds,
        "sandbox": dict(report.facts),
        "cells": [
            {
                "family": cell.family,
                "kind": cell.kind.value,
                "decides": cell.decides,
                "programs": cell.total,
                "wrong": [{"program": finding.program, "what": finding.what} for finding in cell.findings],
            }
            for cell in report.cells
        ],
        "absent": dict(report.absent),
        "seconds": round(seconds, 1),
        "environment": environment(),
    }


def _print(report: Report, found: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from lcbrb.selftest.programs import Kind

    out = Console(highlight=False)
    table = Table("Family", *[f"{kind.value}\n{_MUST[kind.value]}" for kind in Kind], box=None, header_style="")
    for family in dict.fromkeys(cell.family for cell in report.cells):
        cells = {cell.kind: cell for cell in report.cells if cell.family == family}
        table.add_row(family, *[_shown(cells.get(kind)) for kind in Kind])
    out.print(table)
    for family, reason in report.absent.items():
        out.print(f"{family}: not run. {escape(reason)}", soft_wrap=True)
    for cell in report.cells:
        for finding in cell.findings:
            where = f"{cell.family}, {cell.kind.value}: {finding.program}"
            mark = "[red]✗[/red]" if cell.decides else "[yellow]·[/yellow]"
            out.print(f"{mark} {where}: {escape(finding.what[:_SHOWN])}", soft_wrap=True)
    if any(not cell.decides for cell in report.cells):
        out.print("Unittest code in one process with the program is never a reward, and decides nothing here.")
    facts = found["sandbox"]
    held = "The gate holds" if report.holds else "[red]The gate does not hold[/red]"
    out.print(f"{held} at level {facts['level']} (Python {facts['python']}); {found['seconds']:.0f} seconds.")


_MUST = {"references": "pass", "stubs": "fail", "cheats": "fail", "idioms": "pass", "escapes": "harm nothing"}


def _shown(cell: Cell | None) -> str:
    if cell is None:
        return "[dim]–[/dim]"
    right = cell.total - len({finding.program for finding in cell.findings})
    color = "green" if cell.holds else "red" if cell.decides else "yellow"
    return f"[{color}]{max(right, 0)}/{cell.total}[/{color}]"
