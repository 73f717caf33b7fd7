"""``recode-bench grade``: from a file of samples to verdicts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from lcbrb.cli.app import EXIT_INFRA
from lcbrb.cli.options import (
    AllowUnsafe,
    BigCodeBenchPython,
    Checker,
    EndDate,
    LiveCodeBenchSource,
    OfficialPython,
    Problems,
    Ray,
    Release,
    SandboxLevel,
    StartDate,
    Workers,
)

_MODES = {"proxy": "Tests by proxy", "in_process": "Tests in the program's process, which can forge them"}


def grade(
    benchmark: Annotated[
        str,
        typer.Option(
            help="humaneval(+), mbpp(+), livecodebench, bigcodebench(-hard), mini(-train), math500, minerva, aime24 "
            "or aime25."
        ),
    ],
    samples: Annotated[Path, typer.Option(help="Samples: jsonl or json of any form other tools write, or a folder.")],
    output: Annotated[Path, typer.Option(help="Run folder to make or continue.")],
    problems: Problems = None,
    release: Release = None,
    start_date: StartDate = None,
    end_date: EndDate = None,
    partial: Annotated[bool, typer.Option("--partial", help="Allow problems without a sample.")] = False,
    workers: Workers = None,
    ray: Ray = None,
    bigcodebench_python: BigCodeBenchPython = None,
    sandbox: SandboxLevel = "auto",
    allow_unsafe_execution: AllowUnsafe = False,
    checker: Annotated[
        Checker, typer.Option(help="Who decides: ours, or the benchmark's official checker, which can be cheated.")
    ] = Checker.OURS,
    official_python: OfficialPython = None,
    livecodebench_source: LiveCodeBenchSource = None,
) -> None:
    """Grade samples in the sandbox; writes verdicts.jsonl and report.json. Repeat the command to continue a run.

    Ends with status 1 where a sample could not be graded for reasons outside it, and 2 for a mistake in the input.
    """
    from lcbrb import problems as benchmarks
    from lcbrb.grading import official
    from lcbrb.grading.run import GradingRun, run
    from lcbrb.grading.samples import read_samples
    from lcbrb.grading.unittests.environment import bigcodebench_environment
    from lcbrb.grading.worker import Settings
    from lcbrb.runs import RunFolder
    from lcbrb.sandbox.levels import choose

    RunFolder.prepare(output)
    loaded = benchmarks.load(
        benchmark,
        path=problems,
        version=release,
        start=start_date,
        end=end_date,
    )
    found = read_samples(samples, loaded, f"{benchmark} {loaded.version}", partial)
    peer = official.find(benchmark, official_python, livecodebench_source) if checker is Checker.OFFICIAL else None
    level = sandbox if ray else choose(sandbox, allow_unsafe_execution)  # the nodes of a cluster probe it themselves
    needs_libraries = benchmark.startswith("bigcodebench") and peer is None
    libraries = bigcodebench_environment(bigcodebench_python) if needs_libraries else None
    settings = Settings(level, allow_unsafe_execution, environment=libraries, peer=peer)
    report = run(GradingRun(loaded, found, settings, workers, ray), output)
    _print(report, output)
    if report["infra_errors"]:
        raise typer.Exit(EXIT_INFRA)


def _print(report: dict[str, Any], output: Path) -> None:
    from rich.console import Console

    out = Console(highlight=False)
    rate, base = report["pass@1"], report["base_pass@1"]
    shown = "none" if rate is None else f"{100 * rate:.1f}"
    if report["ci95"]:
        shown += f" (95% interval {100 * report['ci95'][0]:.1f} to {100 * report['ci95'][1]:.1f})"
    more = "" if base in (None, rate) else f" (base tests alone {100 * base:.1f})"
    if report["checker"] != "ours":
        out.print(f"Verdicts of {report['checker']}, which can be cheated; for comparison only.")
    out.print(f"{report['benchmark']}: pass@1 [bold]{shown}[/bold]{more}, {report['samples']} samples", soft_wrap=True)
    for verdict, count in report["verdicts"].items():
        out.print(f"  {verdict:<15}{count:>7}")
    if report["passed_by_statement"]:
        out.print(
            f"  {report['passed_by_statement']} of them are right by the problem's statement, where LiveCodeBench "
            "accepts its own answer alone (docs/parity.md).",
            soft_wrap=True,
        )
    for mode, part in report["modes"].items():
        out.print(f"{_MODES[mode]}: {part['tasks']} tasks, pass@1 {100 * part['pass@1']:.1f}", soft_wrap=True)
    if report["dropped"]:
        dropped = report["dropped"]
        names = f"{len(dropped)} tasks ({', '.join(dropped)})"
        out.print(f"Dropped, as their reference fails here: {names}", soft_wrap=True)
    if report["infra_errors"]:
        out.print(f"{report['infra_errors']} samples could not be graded; repeat the command to try them again.")
    out.print(f"Rows and report: {output}", soft_wrap=True, markup=False)
