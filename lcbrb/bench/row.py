"""The paper's row of a run, as Markdown for a README or a pull request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lcbrb.bench.published import COLUMNS


def markdown_row(report: Mapping[str, Any]) -> str:
    """A table of one row: pass@1 in percent with the 95% interval below; a dash where a column was not run."""
    cells = [_cell(report["row"].get(column)) for column in COLUMNS] + [_cell(report["average"])]
    heads = ["Policy", *COLUMNS, "Avg"]
    name = str(report["policy"]).replace("|", "\\|")
    lines = [heads, ["---", *["---:"] * (len(COLUMNS) + 1)], [name, *cells]]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(figures: Mapping[str, Any] | None) -> str:
    if figures is None or figures["pass@1"] is None:
        return "–"
    low, high = (100 * end for end in figures["ci95"])
    return f"{100 * figures['pass@1']:.1f}<br>{low:.1f}–{high:.1f}"
