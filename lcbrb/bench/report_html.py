"""The report of a policy run as one self-contained page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lcbrb.bench.figures import row_figure, verdict_figure
from lcbrb.bench.findings import findings
from lcbrb.bench.published import COLUMNS
from lcbrb.reporting.page import render


def render_html(report: Mapping[str, Any]) -> str:
    """The page of a report made by `lcbrb.bench.report.build_report`. All text in it is escaped."""
    graded = any(figures["verdicts"] for figures in report["benchmarks"].values())
    plots = {
        "row": row_figure(report) if report["row"] else None,
        "verdicts": verdict_figure(report) if graded else None,
    }
    return render(
        "lcbrb.bench", "policy.html.j2", plots, report=report, findings=findings(report), columns=(*COLUMNS, "Avg")
    )
