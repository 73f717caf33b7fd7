"""``lcbrb audit``: can the better side of a pair be told without judging the reasoning?"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lcbrb.audit.checks import Check, Status
from lcbrb.cli.options import Json, day

if TYPE_CHECKING:
    from rich.console import Console

EXIT_FAILED = 1
_MARKS = {
    Status.PASSED: "[green]✓[/green]",
    Status.WARNING: "[yellow]![/yellow]",
    Status.FAILED: "[red]✗[/red]",
    Status.NOT_RUN: "[dim]–[/dim]",
}


def audit_command(
    pairs: Annotated[str, typer.Option(help="Pair set, as `lcbrb eval` takes it.")],
    output: Annotated[Path, typer.Option(help="Folder for audit.json and audit.html.")],
    threshold: Annotated[float, typer.Option(help="Accuracy that no surface probe may exceed.")] = 0.55,
    training: Annotated[
        list[Path] | None, typer.Option(help="Training set (file or folder, jsonl or parquet) to look for the set in.")
    ] = None,
    cutoff: Annotated[
        date | None, typer.Option(help="End of a model's training data.", parser=day, metavar="YYYY-MM-DD")
    ] = None,
    limit: Annotated[int | None, typer.Option(help="Only the first pairs.", min=1)] = None,
    as_json: Json = False,
) -> None:
    """Audit a pair set: surface probes, telltale phrases, near-duplicates, overlap with training sets, dates.

    Ends with status 1 where the set fails, and 2 for a mistake in the command or its files.
    """
    from rich.console import Console

    from lcbrb.audit.audit import PAGE, REPORT, audit
    from lcbrb.audit.page import render_html
    from lcbrb.errors import UserError
    from lcbrb.pairs.sources import open_pairs
    from lcbrb.runs import write_text

    out = Console(highlight=False)
    with Console(stderr=True).status(f"Reading {pairs} …") as status, TemporaryDirectory(prefix="lcbrb-") as cache:
        pair_set = open_pairs(pairs, Path(cache), limit=limit)

        def show(check: Check) -> None:
            status.update(f"Auditing {pairs} …")
            if not as_json:
                _print(out, check)

        report = audit(
            pair_set,
            threshold=threshold,
            training=training or (),
            cutoff=cutoff,
            on_check=show,
        )
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Cannot make the folder {output}: {error.strerror}.") from None
    write_text(output / REPORT, json.dumps(report, indent=2, ensure_ascii=False) + "\n")
    write_text(output / PAGE, render_html(report))
    if as_json:
        print(json.dumps(report, indent=2, ensure_ascii=False))
    else:
        _print_verdict(out, report, output / PAGE)
    if not report["passed"]:
        raise typer.Exit(EXIT_FAILED)


def _print(out: Console, check: Check) -> None:
    from rich.markup import escape

    out.print(f"{_MARKS[check.status]} [bold]{escape(check.name)}[/bold]  {escape(check.says)}", soft_wrap=True)


def _print_verdict(out: Console, report: dict[str, Any], path: Path) -> None:
    from rich.markup import escape

    failed = [check["name"] for check in report["checks"] if check["status"] == Status.FAILED]
    verdict = f"[red]fails[/red]: {', '.join(map(escape, failed))}" if failed else "[green]passes[/green]"
    size = f"{report['pairs']:,} pairs on {report['problems']:,} problems"
    out.print(f"\n{escape(report['pair_set'])} ({size}) {verdict}.", soft_wrap=True)
    out.print(f"[dim]Details: {escape(str(path))}[/dim]", soft_wrap=True)
