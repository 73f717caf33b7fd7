"""Options that name an official checker, of ``recode-bench grade`` and ``recode-bench parity``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

OfficialPython: TypeAlias = Annotated[
    Path | None, typer.Option(help="Interpreter that has the official checker (evalplus, bigcodebench).")
]
LiveCodeBenchSource: TypeAlias = Annotated[
    Path | None, typer.Option(help="Checkout of LiveCodeBench, whose official checker is no package.")
]


class Checker(StrEnum):
    """Who decides."""

    OURS = "ours"
    OFFICIAL = "official"
