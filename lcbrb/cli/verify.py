"""``recode-bench verify`` and ``recode-bench compare``: is a run what it says, and which of two is better."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from lcbrb.cli.options import AllowUnsafe, BigCodeBenchPython, Json, SandboxLevel, Workers

_SHOWN = 20


def verify(
    run_folder: Annotated[Path, typer.Argument(help="Folder of `recode-bench run`.", metavar="RUN")],
    workers: Workers = None,
    bigcodebench_python: BigCodeBenchPython = None,
    sandbox: SandboxLevel = "auto",
    allow_unsafe_execution: AllowUnsafe = False,
    as_json: Json = False,
) -> None:
    """Check a run: the same problems and prompts, the programs its texts hold, graded again, the report of its rows.

    Ends with status 1 where anything differs.
    """
    from rich.console import Console

    from lcbrb.bench.verify import verify_run

    found = verify_run(run_folder, workers, sandbox, allow_unsafe_execution, bigcodebench_python)
    if as_json:
        print(json.dumps(asdict(found), indent=2, ensure_ascii=False))
    else:
        out = Console(highlight=False, markup=False)
        for difference in found.differences[:_SHOWN]:
            out.print(f"{difference.where}: {difference.found} in the folder, {difference.now} here", soft_wrap=True)
        if len(found.differences) > _SHOWN:
            out.print(f"… and {len(found.differences) - _SHOWN} more; --json prints them all")
        for note in found.notes:
            out.print(note, style="dim", soft_wrap=True)
        answers = f"{found.regraded:,} answers graded again"
        out.print(
            f"{answers}: {len(found.differences):,} differences" if found.differences else f"{answers}: all as it says"
        )
    if found.differences:
        raise typer.Exit(1)


def compare(
    run_a: Annotated[Path, typer.Argument(help="Folder of `recode-bench run`.", metavar="RUN_A")],
    run_b: Annotated[Path, typer.Argument(help="Another one, on the same problems.", metavar="RUN_B")],
    as_json: Json = False,
) -> None:
    """Compare two runs problem by problem: difference with its interval, McNemar's test, problems needed."""
    from lcbrb.bench.compare import compare_runs

    comparison = compare_runs(run_a, run_b)
    if as_json:
        print(json.dumps(comparison, indent=2, ensure_ascii=False))
    else:
        _print(comparison)


def _print(comparison: Mapping[str, Any]) -> None:
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from lcbrb.bench.compare import comparison_findings

    console = Console()
    for name, run in zip("AB", comparison["runs"], strict=True):
        console.print(Text(f"{name}  {run['policy']}  ({run['folder']})"), soft_wrap=True)
    table = Table(box=SIMPLE, padding=(0, 1, 0, 0))
    for heading in ("", "problems", "A", "B", "A − B", "95% interval", "A\nonly", "B\nonly", "p"):
        table.add_column(heading, justify="right" if heading else "left", no_wrap=True)
    for name, entry in comparison["benchmarks"].items():
        low, high = (100 * end for end in entry["difference_ci95"])
        wins = entry["discordant"]
        table.add_row(
            name,
            f"{entry['problems']:,}",
            f"{100 * entry['first']:.1f}",
            f"{100 * entry['second']:.1f}",
            f"{100 * entry['difference']:+.1f}",
            f"{low:+.1f} to {high:+.1f}",
            str(wins["first_better"]),
            str(wins["second_better"]),
            f"{entry['mcnemar_p']:.3g}",
        )
    if average := comparison["average"]:
        low, high = (100 * end for end in average["difference_ci95"])
        difference = f"{100 * average['difference']:+.1f}"
        table.add_row("mean of nine", "", "", "", difference, f"{low:+.1f} to {high:+.1f}", "", "", "")
    console.print(table)
    for finding in comparison_findings(comparison):
        console.print(Text(("! " if finding.warning else "  ") + finding.text, "yellow" if finding.warning else ""))
