"""Plots as SVG texts to put into a page.

Colours are CSS variables of the page (``--ink``, ``--muted``, ``--grid``, ``--good``, ``--bad``), so that one plot
serves light and dark; text stays text in the page's own font. Equal reports give equal bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Stand-ins that matplotlib accepts; exchanged for the page's variables in the finished SVG.
INK, MUTED, GRID, GOOD, BAD = "#010101", "#020202", "#030303", "#040404", "#050505"
_VARIABLES = {INK: "--ink", MUTED: "--muted", GRID: "--grid", GOOD: "--good", BAD: "--bad"}
_STYLE: Mapping[Any, Any] = {
    "svg.fonttype": "none",
    "font.size": 8,
    "text.color": INK,
    "axes.edgecolor": GRID,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "xtick.color": GRID,
    "ytick.color": GRID,
    "xtick.labelcolor": MUTED,
    "ytick.labelcolor": MUTED,
    "ytick.major.size": 0,
    "text.parse_math": False,
    "figure.constrained_layout.use": True,
}
_SIZE = (4.6, 2.9)  # inches: about the width of a phone at 72 points an inch


def svg_of(name: str, draw: Callable[[Axes], None], height: float = _SIZE[1]) -> str:
    """Draw into a new figure and return its ``<svg>`` element, fit to stand among others in one page."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    out = io.StringIO()
    with rc_context({**_STYLE, "svg.hashsalt": name}):
        figure = Figure(figsize=(_SIZE[0], height))
        axes = figure.add_subplot()
        axes.grid(axis="y", color=GRID, linewidth=0.6)
        draw(axes)
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    svg = out.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{name}-", svg)  # ids must not meet those of other plots
    for stand_in, variable in _VARIABLES.items():
        svg = svg.replace(stand_in, f"var({variable})")
    return svg
