"""A report as one self-contained page: no script, no request, the same bytes for the same report."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lcbrb.reporting.page import render
from lcbrb.rewards.figures import calibration_figure, length_figure, margin_figure
from lcbrb.rewards.findings import findings
from lcbrb.rewards.table import SLICES
from lcbrb.runs import write_text


def write_html(report: Mapping[str, Any], path: Path) -> None:
    """Write the page of a report to ``path`` in one step.

    Raises:
        UserError: the file cannot be written.
    """
    write_text(path, render_html(report))


def render_html(report: Mapping[str, Any]) -> str:
    """The page of a report made by `lcbrb.rewards.report.build_report`. All text in it is escaped."""
    has_lengths = any(bin_["accuracy"] is not None for bin_ in report["by_length_difference"])
    plots = {
        "margins": margin_figure(report["margins"]) if report["margins"] else None,
        "length": length_figure(report["by_length_difference"]) if has_lengths else None,
        "calibration": calibration_figure(report["calibration"]) if report["calibration"] else None,
    }
    return render(
        "lcbrb.rewards",
        "report.html.j2",
        plots,
        report=report,
        findings=findings(report),
        slices=[(name, report["slices"][name]) for name in SLICES if len(report["slices"][name]) > 1],
    )
