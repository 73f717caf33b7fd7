"""``lcbrb review``: people vote blind on the pairs of a build."""

from __future__ import annotations

import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from lcbrb.cli.app import Interrupted


def review(
    folder: Annotated[Path, typer.Argument(help="Folder of `lcbrb build`.", metavar="DIR")],
    reviewer: Annotated[str | None, typer.Option(help="Whose votes these are.", metavar="NAME")] = None,
    port: Annotated[int, typer.Option(help="Of this machine; 0 takes a free one.", min=0)] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page.")] = True,
    report: Annotated[
        bool, typer.Option("--report", help="Measure agreement and drop pairs without it, in place of voting.")
    ] = False,
    least_votes: Annotated[int, typer.Option(help="--report: people who must have voted on a pair.", min=1)] = 2,
) -> None:
    """Serve a page on this machine alone where a person votes blind, sides in random order; votes are kept at once.

    With --report: Cohen's or Fleiss' kappa, and the pairs whose chosen side more than half of the voters name.
    """
    from lcbrb.errors import UserError

    if report:
        from lcbrb.review.agreement import report as make_report

        _print(make_report(folder, least_votes), folder)
        return
    if reviewer is None:
        raise UserError("`lcbrb review` needs --reviewer NAME, under which the votes are kept; or --report.")
    from lcbrb.review.server import Review, address, serve

    voting = Review.open(folder, reviewer)
    with serve(voting, port) as server:
        url = address(server, voting)
        print(f"Vote at {url} (Ctrl-C ends; every vote is kept in {voting.rows.path})", flush=True)
        if browser:
            webbrowser.open(url)
        with suppress(Interrupted):  # the way to end it
            server.serve_forever()


def _print(made: dict[str, Any], folder: Path) -> None:
    from rich.console import Console

    from lcbrb.build.reasons import say
    from lcbrb.build.records import REVIEWED

    out = Console(highlight=False, soft_wrap=True)
    for name, number in made["reviewers"].items():
        out.print(f"{name}: {number} of {made['pairs']} pairs", markup=False)
    kappa = "not defined" if made["kappa"] is None else f"{made['kappa']:.2f}"
    out.print(f"{made['kappa_name']}: {kappa} on {made['shared']} shared pairs, {made['unanimous']} of them unanimous")
    for reason, number in made["dropped"].items():
        out.print(f"  dropped: {number}, {say(reason)}")
    out.print(f"{made['kept']} pairs remain: {folder / REVIEWED}")
