"""A table that follows a policy run on a terminal; silence anywhere else."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.table import Table

from lcbrb.bench.run import Watcher
from lcbrb.contract import Verdict


@dataclass
class _Progress:
    planned: int
    generated: int = 0
    graded: int = 0
    passed: int = 0
    truncated: int = 0
    infra_errors: int = 0


class LiveTable(Watcher):
    """Per benchmark: answers and verdicts so far, pass rate with its interval; tokens a second, time left.

    Use as a context manager.
    """

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._console = console
        self._shown = console.is_terminal
        self._lock = Lock()
        self._benchmarks: dict[str, _Progress] = {}
        self._started = time.monotonic()
        self._fresh = self._tokens = 0
        self._live = Live(get_renderable=self._table, console=console, refresh_per_second=2, transient=True)

    def say(self, sentence: str) -> None:
        """See ``Watcher.say``."""
        self._console.print(sentence, style="yellow", highlight=False, soft_wrap=True)

    def start(self, planned: Mapping[str, int]) -> None:
        """See ``Watcher.start``."""
        with self._lock:
            self._benchmarks = {name: _Progress(samples) for name, samples in planned.items()}
            self._started = time.monotonic()
        if self._shown:
            self._live.start()

    def generated(self, benchmark: str, tokens: int | None, fresh: bool) -> None:
        """See ``Watcher.generated``."""
        with self._lock:
            self._benchmarks[benchmark].generated += 1
            self._fresh += fresh
            self._tokens += (tokens or 0) * fresh

    def graded(self, benchmark: str, verdict: Verdict) -> None:
        """See ``Watcher.graded``."""
        with self._lock:
            entry = self._benchmarks[benchmark]
            entry.graded += 1
            entry.passed += verdict is Verdict.PASSED
            entry.truncated += verdict is Verdict.TRUNCATED
            entry.infra_errors += verdict is Verdict.INFRA_ERROR

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live.is_started:
            self._live.stop()

    def _table(self) -> Table:
        table = Table(box=None, pad_edge=False, caption=self._speed(), caption_justify="left")
        for heading in ("", "answers", "graded", "pass@1 so far", "cut off", "infra errors"):
            table.add_column(heading, justify="left" if not heading else "right", no_wrap=True)
        with self._lock:
            for name, entry in self._benchmarks.items():
                done = (f"{entry.generated:,}/{entry.planned:,}", f"{entry.graded:,}/{entry.planned:,}")
                infra = f"[red]{entry.infra_errors}[/red]" if entry.infra_errors else ""
                table.add_row(name, *done, _rate(entry), str(entry.truncated or ""), infra)
        return table

    def _speed(self) -> str:
        seconds = time.monotonic() - self._started
        if not self._fresh or seconds <= 0:
            return "waiting for the first answers"
        left = sum(entry.planned - entry.generated for entry in self._benchmarks.values())
        remaining = time.strftime("%H:%M:%S", time.gmtime(left * seconds / self._fresh))
        return f"{self._tokens / seconds:,.0f} tokens/s, {remaining} left"


def _rate(entry: _Progress) -> str:
    from lcbrb.statistics import wilson

    counted = entry.graded - entry.infra_errors
    if not counted:
        return "–"
    share = entry.passed / counted
    low, high = wilson(share, counted)
    return f"{100 * share:.1f}% ({100 * low:.0f}–{100 * high:.0f})"
