"""The plots of a reward model's report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lcbrb.reporting.svg import BAD, GOOD, INK, MUTED, svg_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def margin_figure(margins: Mapping[str, Any]) -> str:
    """Histogram of score(chosen) - score(rejected): right of zero the model is right."""
    edges, counts = margins["edges"], margins["counts"]

    def draw(axes: Axes) -> None:
        widths = [high - low for low, high in pairwise(edges)]
        colours = [GOOD if low + high > 0 else BAD for low, high in pairwise(edges)]
        axes.bar(edges[:-1], counts, width=widths, align="edge", color=colours, linewidth=0)
        axes.axvline(0, color=INK, linewidth=0.8)
        axes.axvline(margins["median"], color=MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
        axes.set_xlabel("score of chosen − score of rejected")
        axes.set_ylabel("pairs")

    return svg_of("margins", draw)


def length_figure(bins: Sequence[Mapping[str, Any]]) -> str:
    """Accuracy by relative length difference: a model that follows length rises from left to right, or falls."""
    filled = [bin_ for bin_ in bins if bin_["accuracy"] is not None]

    def draw(axes: Axes) -> None:
        _accuracy_axis(axes)
        for bin_ in filled:
            low, high, accuracy = 100 * bin_["low"], 100 * bin_["high"], 100 * bin_["accuracy"]
            middle = (low + high) / 2
            axes.bar(low + 0.5, accuracy, width=high - low - 1, align="edge", color=GOOD, alpha=0.45, linewidth=0)
            ends = [100 * end for end in bin_["ci95"]]
            axes.plot([middle, middle], ends, color=INK, linewidth=1.1)
            axes.plot([middle], [accuracy], marker="o", markersize=3.2, color=INK)
            axes.annotate(
                f"{bin_['pairs']:,}", (middle, 0), (0, 3), textcoords="offset points", ha="center", fontsize=6.5
            )
        axes.set_xticks([-100, -50, -25, 0, 25, 50, 100], ["−100%", "−50", "−25", "0", "+25", "+50", "+100%"])
        axes.set_xlim(-101, 101)
        axes.set_xlabel("chosen shorter  ←  length difference, share of the longer  →  chosen longer")
        axes.set_ylabel("accuracy")

    return svg_of("length", draw)


def calibration_figure(calibration: Mapping[str, Any]) -> str:
    """Share right by the model's confidence; on the diagonal its probabilities can be taken at their word."""
    bins = calibration["bins"]
    most = max(bin_["pairs"] for bin_ in bins)

    def draw(axes: Axes) -> None:
        _accuracy_axis(axes)
        axes.plot([50, 100], [50, 100], color=MUTED, linewidth=0.9, linestyle=(0, (4, 3)))
        for bin_ in bins:
            confidence, accuracy = 100 * bin_["confidence"], 100 * bin_["accuracy"]
            axes.plot([confidence, confidence], [confidence, accuracy], color=BAD, linewidth=1.1)
            size = 3 + 9 * (bin_["pairs"] / most) ** 0.5
            axes.plot([confidence], [accuracy], marker="o", markersize=size, color=GOOD, markeredgewidth=0)
        axes.set_xlim(49, 101.5)
        axes.set_xticks(range(50, 101, 10), [f"{tick}%" for tick in range(50, 101, 10)])
        axes.set_xlabel("the model's confidence in the side it prefers")
        axes.set_ylabel("share right")

    return svg_of("calibration", draw)


def _accuracy_axis(axes: Axes) -> None:
    axes.set_ylim(0, 102)
    axes.set_yticks(range(0, 101, 25), [f"{tick}%" for tick in range(0, 101, 25)])
    axes.axhline(50, color=MUTED, linewidth=0.8)
