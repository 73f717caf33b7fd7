"""The paper's own table of policies (arXiv 2508.05170 version 3), for reference beside ours.

None of it is measured here.

Pass@1 in percent, one sample a problem. The base rows' BigCodeBench figures stand at the level of the Instruct split,
those of the trained rows at the level of Complete; the paper does not say which split it used.
"""

from __future__ import annotations

from collections.abc import Mapping

COLUMNS = ("HE", "HE+", "MBPP", "MBPP+", "LCB-E", "LCB-M", "LCB-H", "BCB-Full", "BCB-Hard")

SOURCE = "published in the paper (arXiv 2508.05170v3), not measured here"

_ROWS: Mapping[str, tuple[float, ...]] = {
    "GPT-4-Turbo": (90.2, 86.0, 85.7, 73.3, 68.5, 24.2, 4.6, 58.2, 35.1, 58.4),
    "Qwen2.5-Coder-14B-Instruct": (89.6, 87.2, 86.2, 72.8, 61.0, 11.3, 2.8, 48.4, 22.2, 53.5),
    "Qwen2.5-Coder-7B-Instruct": (88.4, 84.1, 83.5, 71.7, 56.1, 3.8, 6.9, 41.0, 18.2, 50.4),
    "Qwen2.5-Coder-7B-Instruct + SFT": (66.2, 57.3, 73.3, 63.5, 34.1, 3.8, 0.0, 39.9, 13.5, 39.1),
    "Qwen2.5-Coder-7B-Instruct + GRPO": (85.9, 81.1, 86.7, 75.1, 58.5, 15.1, 9.7, 52.0, 29.7, 54.9),
    "Qwen2.5-Coder-7B-Instruct + ReCode": (90.9, 86.0, 87.0, 76.2, 68.3, 20.8, 9.7, 54.0, 33.8, 58.5),
}

PUBLISHED: Mapping[str, Mapping[str, float]] = {
    model: dict(zip((*COLUMNS, "Avg"), figures, strict=True)) for model, figures in _ROWS.items()
}
"""By model, then by column."""
