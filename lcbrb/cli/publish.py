"""``lcbrb publish``: from a build folder to a data set on the hub."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def publish(
    folder: Annotated[Path, typer.Argument(help="Folder of `lcbrb build`.", metavar="DIR")],
    repo: Annotated[str, typer.Option(help="Data set on the hub.", metavar="ORG/NAME")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Make the folder and upload nothing.")] = False,
    output: Annotated[Path | None, typer.Option(help="The folder to make; default: DIR/published.")] = None,
    license_: Annotated[str, typer.Option("--license", help="As the hub's metadata names it.")] = "other",
    private: Annotated[bool, typer.Option("--private", help="A new repository is private.")] = False,
    despite_audit: Annotated[
        bool, typer.Option("--despite-audit", help="Upload a set that fails its audit; the card says so.")
    ] = False,
) -> None:
    """Make the data set of a build: parquet, data card, eval.yaml, checksums; then upload it.

    Only reviewed pairs are published where there is a review (`lcbrb review --report`).
    """
    from rich.console import Console

    from lcbrb.audit.checks import Status
    from lcbrb.errors import UserError
    from lcbrb.publish.folder import make_folder
    from lcbrb.publish.upload import check_repo, upload

    check_repo(repo)
    out = Console(highlight=False, soft_wrap=True)
    made = make_folder(folder, repo, license_, output or folder / "published")
    out.print(f"{made.pairs} {'reviewed ' if made.reviewed else ''}pairs: {made.folder}")
    failed = [check["name"] for check in made.audit["checks"] if check["status"] == Status.FAILED]
    if failed:
        out.print(f"[yellow]![/yellow] The set fails its audit: {', '.join(failed)}. The card says so.")
    if dry_run:
        return
    if failed and not despite_audit:
        raise UserError(
            f"The set fails its audit ({', '.join(failed)}), so it is not uploaded; repair it, or say --despite-audit."
        )
    out.print(f"Uploaded: {upload(made.folder, repo, private)}")
