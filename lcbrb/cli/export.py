"""``recode-bench export``: a finished folder in the form of another tool."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def export(
    folder: Annotated[
        Path, typer.Argument(metavar="RUN", help="Finished folder of `recode-bench run` or `recode-bench grade`.")
    ],
    form: Annotated[
        str,
        typer.Option(
            "--format",
            help="evalplus, bigcodebench, livecodebench, lm-eval, every-eval-ever or hf-eval-results.",
        ),
    ],
    output: Annotated[Path, typer.Option(help="Folder to write into; nothing in it is replaced.")],
    model: Annotated[
        str | None,
        typer.Option(help="Who wrote the answers; a folder of `grade` does not know. Else the run's policy."),
    ] = None,
    release: Annotated[str | None, typer.Option(help="Release that a folder of `grade` was graded with.")] = None,
    problems: Annotated[
        Path | None, typer.Option(help="Problems that a folder of `grade` was graded with, where it was a file.")
    ] = None,
    evaluator: Annotated[str | None, typer.Option(help="every-eval-ever: organisation that ran it.")] = None,
) -> None:
    """Write answers and verdicts in the form of another tool, whose own commands then read them."""
    from rich.console import Console

    from lcbrb.bench.export import Format, read_graded
    from lcbrb.bench.export import export as write
    from lcbrb.errors import UserError

    if form not in tuple(Format):
        raise UserError(f"Unknown format '{form}'; choose one of {', '.join(Format)}.")
    out = Console(highlight=False, markup=False)
    for path in write(read_graded(folder, model, release, problems), Format(form), output, evaluator):
        out.print(str(path), soft_wrap=True)
