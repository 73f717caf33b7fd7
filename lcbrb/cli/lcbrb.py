"""``lcbrb``: score reward models on preference pairs; build, review, audit and publish the pairs."""

from __future__ import annotations

from lcbrb.cli import app as command
from lcbrb.cli.audit import audit_command
from lcbrb.cli.build import build
from lcbrb.cli.compare import compare
from lcbrb.cli.eval import evaluate_command
from lcbrb.cli.publish import publish
from lcbrb.cli.review import review

app = command.build(
    "lcbrb", "Score reward models on preference pairs of reasoning; build, review, audit and publish such pairs."
)
app.command("eval")(evaluate_command)
app.command("compare")(compare)
app.command("audit")(audit_command)
app.command()(build)
app.command()(review)
app.command()(publish)


def main() -> None:
    """Entry point."""
    command.run(app)
