"""An audit as one self-contained page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lcbrb.audit.checks import Status
from lcbrb.reporting.page import render
from lcbrb.reporting.svg import BAD, GOOD, INK, MUTED, svg_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def render_html(report: Mapping[str, Any]) -> str:
    """The page of a report made by `lcbrb.audit.audit.audit`. All text in it is escaped."""
    probes = [
        check for check in report["checks"] if check["name"].startswith("probe: ") and "accuracy" in check["figures"]
    ]
    dates = next(check for check in report["checks"] if check["name"] == "contamination dates")
    months = dates["figures"]["months"]
    plots = {
        "probes": _probe_figure(probes, report["threshold"]) if probes else None,
        "lengths": _length_figure(report["lengths"]),
        "months": _month_figure(months) if len(months) > 1 else None,
    }
    return render("lcbrb.audit", "audit.html.j2", plots, report=report)


def _probe_figure(probes: Sequence[Mapping[str, Any]], threshold: float) -> str:
    def draw(axes: Axes) -> None:
        for place, check in enumerate(probes):
            colour = BAD if check["status"] == Status.FAILED else GOOD
            axes.plot(
                [100 * end for end in check["figures"]["ci95"]], [place, place], color=colour, linewidth=2, alpha=0.55
            )
            axes.plot([100 * check["figures"]["accuracy"]], [place], "o", color=colour, markersize=4.5)
        axes.axvline(50, color=INK, linewidth=0.8)
        axes.axvline(100 * threshold, color=MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
        axes.set_yticks(range(len(probes)), [check["name"].removeprefix("probe: ") for check in probes])
        axes.invert_yaxis()
        axes.set_xlim(0, 100)
        axes.set_xticks(range(0, 101, 25), [f"{tick}%" for tick in range(0, 101, 25)])
        axes.grid(visible=False, axis="y")

    return svg_of("probes", draw)


def _length_figure(lengths: Mapping[str, Any]) -> str:
    edges, counts = [100 * edge for edge in lengths["edges"]], lengths["counts"]

    def draw(axes: Axes) -> None:
        widths = [high - low for low, high in pairwise(edges)]
        axes.bar(edges[:-1], counts, width=widths, align="edge", color=GOOD, linewidth=0)
        axes.axvline(0, color=INK, linewidth=0.8)
        axes.set_xticks([-100, -50, 0, 50, 100], ["−100%", "−50", "0", "+50", "+100%"])
        axes.set_xlabel("rejected longer  ←  length difference  →  chosen longer")
        axes.set_ylabel("pairs")

    return svg_of("lengths", draw)


def _month_figure(months: Mapping[str, int]) -> str:
    names = list(months)

    def draw(axes: Axes) -> None:
        axes.bar(range(len(names)), list(months.values()), color=GOOD, linewidth=0)
        step = max(1, len(names) // 6)
        axes.set_xticks(range(0, len(names), step), names[::step])
        axes.set_ylabel("pairs")

    return svg_of("months", draw)
