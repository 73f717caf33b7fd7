"""``recode-bench parity``: our verdicts beside the official ones."""

from __future__ import annotations

import tempfile
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lcbrb.cli.app import EXIT_INFRA
from lcbrb.cli.options import (
    AllowUnsafe,
    BigCodeBenchPython,
    EndDate,
    LiveCodeBenchSource,
    OfficialPython,
    Problems,
    Release,
    SandboxLevel,
    StartDate,
    Workers,
)

if TYPE_CHECKING:
    from lcbrb.grading.official import Peer

EXIT_DIFFERENT = 1


class Against(StrEnum):
    """Whose verdicts ours are compared with."""

    OFFICIAL = "official"
    PUBLISHED = "published"


def parity(
    benchmark: Annotated[
        str,
        typer.Option(help="humaneval, humaneval+, mbpp, mbpp+, livecodebench, bigcodebench or bigcodebench-hard."),
    ],
    samples: Annotated[Path, typer.Option(help="Samples, in any form that grade reads.")],
    output: Annotated[
        Path | None, typer.Option(help="Run folder to make or continue; by default nothing is kept.")
    ] = None,
    against: Annotated[
        Against | None,
        typer.Option(help="The official checker (default where it is installed), or the file's published verdicts."),
    ] = None,
    official_python: OfficialPython = None,
    livecodebench_source: LiveCodeBenchSource = None,
    problems: Problems = None,
    release: Release = None,
    start_date: StartDate = None,
    end_date: EndDate = None,
    bigcodebench_python: BigCodeBenchPython = None,
    workers: Workers = None,
    sandbox: SandboxLevel = "auto",
    allow_unsafe_execution: AllowUnsafe = False,
) -> None:
    """Grade samples with our checker and the official one, and list every difference. Writes parity.json.

    Ends with status 1 where a verdict differs or could not be had, and 2 for a mistake in the input.
    """
    from lcbrb import problems as benchmarks
    from lcbrb.grading.parity import compare
    from lcbrb.grading.run import GradingRun
    from lcbrb.grading.samples import read_samples
    from lcbrb.grading.unittests.environment import bigcodebench_environment
    from lcbrb.grading.worker import Settings
    from lcbrb.runs import RunFolder
    from lcbrb.sandbox.levels import choose

    if output:
        RunFolder.prepare(output)
    loaded = benchmarks.load(
        benchmark,
        path=problems,
        version=release,
        start=start_date,
        end=end_date,
    )
    found = read_samples(samples, loaded, f"{benchmark} {loaded.version}", partial=True)
    has_published = any(sample.published is not None for sample in found)
    peer = _peer(against, has_published, benchmark, official_python, livecodebench_source)
    libraries = bigcodebench_environment(bigcodebench_python) if benchmark.startswith("bigcodebench") else None
    settings = Settings(choose(sandbox, allow_unsafe_execution), environment=libraries)
    grading = GradingRun(loaded, found, settings, workers)
    with nullcontext(output) if output else tempfile.TemporaryDirectory(prefix="recode-bench-") as folder:
        report = compare(grading, peer, Path(folder))
    _print(report, output)
    if report["not_compared"]:
        raise typer.Exit(EXIT_INFRA)
    if report["differences"]:
        raise typer.Exit(EXIT_DIFFERENT)


def _peer(
    against: Against | None, has_published: bool, benchmark: str, python: Path | None, source: Path | None
) -> Peer | None:
    """The peer to compare with; None for the published verdicts."""
    from lcbrb.errors import UserError
    from lcbrb.grading import official

    if against is Against.PUBLISHED:
        return None
    try:
        return official.find(benchmark, python, source)
    except UserError:
        named = against is Against.OFFICIAL or python is not None or source is not None
        if named or not has_published:
            raise
        return None


_HEADS = {
    "both_pass": "both pass",
    "both_fail": "both fail",
    "only_ours_passes": "only we pass",
    "only_theirs_passes": "only they pass",
}


def _print(report: dict[str, Any], output: Path | None) -> None:
    from rich.console import Console
    from rich.table import Table

    out = Console(highlight=False)
    theirs = "the published verdicts" if report["against"] == "published" else report["against"]
    out.print(f"{report['benchmark']} {report['problems']}: ours and {theirs}", soft_wrap=True, markup=False)
    table = Table("", *_HEADS.values(), box=None, header_style="")
    for name in ("base_tests", "all_tests"):
        if name in report:
            table.add_row(name.replace("_", " "), *[str(report[name][kind]) for kind in _HEADS])
    out.print(table)
    for difference in report["differences"]:
        out.print(_sentence(difference), soft_wrap=True, markup=False)
    if report["dropped"]:
        out.print(f"{len(report['dropped'])} tasks were dropped, as their reference fails here.")
    if report["not_compared"]:
        out.print(f"{report['not_compared']} samples have no verdict of one side and were not compared.")
    if output:
        out.print(f"Rows and report: {output}", soft_wrap=True, markup=False)


def _sentence(difference: dict[str, Any]) -> str:
    """Both verdicts; in brackets that of the base tests, where it is another."""
    ours, base = difference["verdict"], difference["base_verdict"]
    where = "" if difference["first_failure"] is None else f" at test {difference['first_failure']}"
    theirs = _passed(difference["their_passed"])
    if difference["their_base_passed"] not in (None, difference["their_passed"]):
        theirs += f" (base {_passed(difference['their_base_passed'])})"
    mine = ours if base == ours else f"{ours} (base {base})"
    said = f" {difference['message']}" if difference["message"] else ""
    they = f" {difference['their_message']}" if difference["their_message"] else ""
    return (
        f"{difference['task_id']}, sample {difference['sample_id']}: ours {mine}{where}.{said} Theirs: {theirs}.{they}"
    )


def _passed(passed: bool) -> str:
    return "passed" if passed else "failed"
