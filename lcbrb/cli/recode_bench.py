"""``recode-bench``: run policies on the benchmarks and grade their code."""

from __future__ import annotations

from lcbrb.cli import app as command
from lcbrb.cli.export import export
from lcbrb.cli.grade import grade
from lcbrb.cli.parity import parity
from lcbrb.cli.run import report, run
from lcbrb.cli.sandbox import sandbox
from lcbrb.cli.selftest import selftest
from lcbrb.cli.verify import compare, verify

app = command.build("recode-bench", "Run code policies on benchmarks and grade their samples in a sandbox.")
app.command()(run)
app.command()(report)
app.command()(compare)
app.command()(verify)
app.command()(grade)
app.command()(export)
app.command()(parity)
app.command()(sandbox)
app.command()(selftest)


def main() -> None:
    """Entry point."""
    command.run(app)
