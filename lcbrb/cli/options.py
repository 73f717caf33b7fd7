"""Options that several commands share, each with one name and one help text."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from lcbrb.models.loading import Dtype


def day(text: str) -> date:
    """Read a day of the command line; anything else is a usage error."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is no day; write it as YYYY-MM-DD.") from None


class Checker(StrEnum):
    """Who decides."""

    OURS = "ours"
    OFFICIAL = "official"


# What is read.
Problems: TypeAlias = Annotated[
    Path | None, typer.Option(help="Problems in the official format, in place of the official file.")
]
Release: TypeAlias = Annotated[
    str | None, typer.Option(help="Release of the benchmark; its evaluator's by default.", metavar="RELEASE")
]
StartDate: TypeAlias = Annotated[
    date | None, typer.Option(help="LiveCodeBench: no contest before this day.", parser=day, metavar="YYYY-MM-DD")
]
EndDate: TypeAlias = Annotated[
    date | None, typer.Option(help="LiveCodeBench: no contest after this midnight.", parser=day, metavar="YYYY-MM-DD")
]

# Where and how programs run.
Workers: TypeAlias = Annotated[int | None, typer.Option(help="Grading processes; one a core by default.", min=1)]
Ray: TypeAlias = Annotated[
    str | None, typer.Option(help="Grade on a Ray cluster: auto, local, HOST:PORT or ray://…", metavar="ADDRESS")
]
SandboxLevel: TypeAlias = Annotated[str, typer.Option(help="Isolation level: auto, L3, L2, W or L1.")]
AllowUnsafe: TypeAlias = Annotated[
    bool, typer.Option("--allow-unsafe-execution", help="Permit level L1, which is not a sandbox.")
]
BigCodeBenchPython: TypeAlias = Annotated[
    Path | None,
    typer.Option(help="BigCodeBench: interpreter with its libraries, in place of the environment built for it."),
]
OfficialPython: TypeAlias = Annotated[
    Path | None, typer.Option(help="Interpreter that has the official checker (evalplus, bigcodebench).")
]
LiveCodeBenchSource: TypeAlias = Annotated[
    Path | None, typer.Option(help="Checkout of LiveCodeBench, whose official checker is no package.")
]

# Models.
WeightsDtype: TypeAlias = Annotated[Dtype, typer.Option(help="Weights of a local model; auto is the checkpoint's own.")]
Revision: TypeAlias = Annotated[str | None, typer.Option(help="Hub revision of the model.")]
TrustRemoteCode: TypeAlias = Annotated[
    bool, typer.Option("--trust-remote-code", help="Run Python code that comes with the model.")
]
Concurrency: TypeAlias = Annotated[int, typer.Option(help="Requests under way at a server.", min=1)]
RequestTimeout: TypeAlias = Annotated[float, typer.Option(help="Seconds a server may take for one request.", min=0.01)]
Retries: TypeAlias = Annotated[int, typer.Option(help="Further tries of a failed request.", min=0)]
ApiKeyEnv: TypeAlias = Annotated[str, typer.Option(help="Variable that holds a server's key.")]

# What is printed.
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print the report as JSON instead of tables.")]
