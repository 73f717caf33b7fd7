"""From a finished folder to the files of other tools: one module a format, each a pure function of the folder.

No format has a word for a sample that could not be graded, so a folder with such samples is not exported.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from lcbrb.bench.export import bigcodebench, evalplus, every_eval_ever, hub, livecodebench, lm_eval
from lcbrb.bench.export.graded import Graded, read_graded
from lcbrb.errors import UserError
from lcbrb.runs import write_text

__all__ = ["Format", "Graded", "export", "read_graded"]


class Format(StrEnum):
    """Whose files are written."""

    EVALPLUS = "evalplus"
    BIGCODEBENCH = "bigcodebench"
    LIVECODEBENCH = "livecodebench"
    LM_EVAL = "lm-eval"
    EVERY_EVAL_EVER = "every-eval-ever"
    HF_EVAL_RESULTS = "hf-eval-results"


def export(graded: Graded, form: Format, output: Path, evaluator: str | None = None) -> list[Path]:
    """Write a folder's answers and verdicts in a peer's form.

    Args:
        graded: from ``read_graded``.
        form: the peer.
        output: folder to write into; files that are there are not replaced.
        evaluator: every-eval-ever: who ran it.

    Returns:
        The files.

    Raises:
        UserError: the peer does not know the benchmarks, a file is there already or cannot be written.
    """
    files = {output / name: text for name, text in _render(graded, form, evaluator).items()}
    there = next((path for path in files if path.exists()), None)
    if there is not None:
        raise UserError(f"{there} is there already; choose another --output, or move it away.")
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"Cannot make {path.parent}: {error.strerror}.") from None
        write_text(path, text)
    return list(files)


def _render(graded: Graded, form: Format, evaluator: str | None) -> dict[str, str]:
    match form:
        case Format.EVALPLUS:
            return evalplus.render(graded)
        case Format.BIGCODEBENCH:
            return bigcodebench.render(graded)
        case Format.LIVECODEBENCH:
            return livecodebench.render(graded)
        case Format.LM_EVAL:
            return lm_eval.render(graded)
        case Format.EVERY_EVAL_EVER:
            return every_eval_ever.render(graded, evaluator)
        case Format.HF_EVAL_RESULTS:
            return hub.render(graded)
