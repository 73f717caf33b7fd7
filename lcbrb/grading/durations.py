"""How long programs for each problem took the last time, so that a run can start with the slowest.

Else a slow problem near the end of a benchmark keeps one worker busy while the others have nothing left to do. A hint
alone: no verdict and no limit depends on it.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from lcbrb.cache import cache_folder


class Durations:
    """CPU seconds by problem, kept in a file of the user's cache."""

    def __init__(self, benchmark: str, folder: Path | None = None) -> None:
        """Read what is known of ``benchmark``; nothing where the file is missing or damaged."""
        self.path = (folder or cache_folder() / "durations") / f"{benchmark}.json"
        self._last: dict[str, float] = {}
        self._now: dict[str, float] = {}
        with contextlib.suppress(OSError, ValueError, AttributeError, TypeError):
            found = json.loads(self.path.read_text(encoding="utf-8"))
            self._last = {str(name): float(seconds) for name, seconds in found.items()}

    def slowest_first(self, question_ids: Iterable[str]) -> list[str]:
        """The problems in the order to start them in: those of which nothing is known stay in theirs, at the end."""
        return sorted(question_ids, key=lambda name: -self._now.get(name, self._last.get(name, 0.0)))

    def note(self, question_id: str, seconds: float) -> None:
        """Take down what a program took; of several for a problem the slowest counts, and none that did not run."""
        if seconds:
            self._now[question_id] = max(self._now.get(question_id, 0.0), round(seconds, 3))

    def keep(self) -> None:
        """Write the file, in one step; no matter if it cannot be written."""
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            temporary = self.path.with_suffix(f".{os.getpid()}")
            temporary.write_text(json.dumps({**self._last, **self._now}), encoding="utf-8")
            temporary.replace(self.path)
