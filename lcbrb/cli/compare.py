"""``lcbrb compare``: is one reward model better than another on the same pairs?"""

import json
from pathlib import Path
from typing import Annotated

import typer

from lcbrb.cli.options import Json
from lcbrb.rewards.base import TieRule


def compare(
    run_a: Annotated[Path, typer.Argument(help="Run folder of `lcbrb eval`.", metavar="RUN_A")],
    run_b: Annotated[Path, typer.Argument(help="Another one, on the same pairs.", metavar="RUN_B")],
    ties: Annotated[
        TieRule, typer.Option(help="What equal scores count: half a success, a loss, nothing.")
    ] = TieRule.HALF,
    as_json: Json = False,
) -> None:
    """Compare two runs pair by pair: difference with its interval, McNemar's test, pairs a verdict would need."""
    from lcbrb.rewards.compare import compare_runs
    from lcbrb.rewards.terminal import print_comparison

    comparison = compare_runs(run_a, run_b, ties=ties)
    if as_json:
        print(json.dumps(comparison, indent=2, ensure_ascii=False))
    else:
        print_comparison(comparison)
