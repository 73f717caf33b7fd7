"""The plots of a policy run's report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lcbrb.bench.published import COLUMNS
from lcbrb.contract import Verdict
from lcbrb.reporting.svg import BAD, GOOD, GRID, INK, MUTED, svg_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def row_figure(report: Mapping[str, Any]) -> str:
    """Our columns with their intervals; every published row of the paper as a small mark behind them."""
    columns = [column for column in COLUMNS if column in report["row"]]

    def draw(axes: Axes) -> None:
        for place, column in enumerate(columns):
            published = [figures[column] for figures in report["published"]["rows"].values()]
            axes.plot([place + 0.18] * len(published), published, "_", color=MUTED, markersize=7)
            figures = report["row"][column]
            if figures["pass@1"] is None:
                continue
            axes.plot([place, place], [100 * end for end in figures["ci95"]], color=GOOD, linewidth=2, alpha=0.55)
            axes.plot([place], [100 * figures["pass@1"]], "o", color=GOOD, markersize=4.5)
        axes.set_ylim(-2, 102)
        axes.set_yticks(range(0, 101, 25), [f"{tick}%" for tick in range(0, 101, 25)])
        axes.set_xticks(range(len(columns)), columns)
        axes.set_xlim(-0.5, len(columns) - 0.5)
        axes.tick_params(axis="x", labelsize=6.5)
        axes.set_ylabel("pass@1")

    return svg_of("row", draw)


def verdict_figure(report: Mapping[str, Any]) -> str:
    """Shares of the verdicts of every benchmark, as stacked bars."""
    shown = {name: figures["verdicts"] for name, figures in report["benchmarks"].items() if figures["verdicts"]}
    colours = {Verdict.PASSED: (GOOD, 0.9), Verdict.WRONG_ANSWER: (BAD, 0.9), Verdict.TRUNCATED: (INK, 0.75)}

    def draw(axes: Axes) -> None:
        for place, verdicts in enumerate(shown.values()):
            left, total = 0.0, sum(verdicts.values())
            for verdict in Verdict:
                share = 100 * verdicts.get(verdict.value, 0) / total
                colour, alpha = colours.get(verdict, (MUTED, 0.35))
                axes.barh(place, share, left=left, height=0.6, color=colour, alpha=alpha, edgecolor=GRID, linewidth=0.4)
                left += share
        axes.set_yticks(range(len(shown)), list(shown))
        axes.invert_yaxis()
        axes.set_xlim(0, 100)
        axes.set_xticks(range(0, 101, 25), [f"{tick}%" for tick in range(0, 101, 25)])
        axes.grid(visible=False, axis="y")

    return svg_of("verdicts", draw, height=0.8 + 0.35 * max(1, len(shown)))
