"""The stages of ``lcbrb build`` as a person sees them: progress, funnel, how they end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from lcbrb.bench.policy import PolicyOptions, load_policy
from lcbrb.build.candidates import PairSettings
from lcbrb.build.judging import JudgeSettings, Watcher
from lcbrb.build.records import SAMPLES
from lcbrb.build.selection import SelectSettings
from lcbrb.cli.app import EXIT_INFRA
from lcbrb.errors import UserError

if TYPE_CHECKING:
    from lcbrb.bench.run import PolicyRun, RunSettings
    from lcbrb.models.base import Generator


@dataclass
class Models:
    """Loads a model once; the one before it is let go."""

    options: PolicyOptions
    loaded: dict[str, Generator] = field(default_factory=dict)

    def loader(self, spec: str) -> Callable[[], Generator]:
        """What loads the model of ``spec``."""

        def load() -> Generator:
            if spec not in self.loaded:
                self.loaded.clear()
                self.loaded[spec] = load_policy(spec, self.options)
            return self.loaded[spec]

        return load


@dataclass
class Building:
    """The stages as the command shows them. ``failed``: something was not had for outside reasons."""

    folder: Path
    models: Models
    pair: PairSettings
    judge: JudgeSettings
    select: SelectSettings
    failed: bool = False

    def sample(self, settings: RunSettings, spec: str) -> None:
        """Sample, and grade alongside."""
        from lcbrb.bench.run import run
        from lcbrb.cli.live import LiveTable

        with LiveTable() as watcher:
            self._ended(run(settings, self.models.loader(spec), self.folder / SAMPLES, watcher))

    def execute(self, workers: int | None, allow_unsafe_execution: bool) -> None:
        """Grade what has no verdict yet."""
        from lcbrb.bench.run import grade_rest
        from lcbrb.cli.live import LiveTable

        with LiveTable() as watcher:
            self._ended(grade_rest(self.folder / SAMPLES, workers, allow_unsafe_execution, watcher))

    def make_pairs(self, more: bool) -> None:
        """Make candidates; the funnel is printed where no ``more`` stages follow."""
        from lcbrb.build import stages

        left = stages.pair(self.folder, self.pair)
        if left.shortfall or not more:
            self._left(left)

    def ask_judge(self, spec: str) -> None:
        """Have the judge vote."""
        from lcbrb.build import stages

        with Bar("votes") as bar:
            stopped = stages.ask_judge(self.folder, self.models.loader(spec), self.judge, bar)
        self.failed |= bar.failed > 0
        self._stop(stopped)

    def make_selection(self) -> None:
        """Choose the pairs."""
        from lcbrb.build import stages

        self._left(stages.select(self.folder, self.select))

    def _ended(self, ended: PolicyRun) -> None:
        self.failed |= not ended.report["complete"]
        self._stop(ended.stopped)

    def _stop(self, why: str | None) -> None:
        if why:
            print(f"error: {why} Everything so far is kept; repeat the command for the rest.", file=sys.stderr)
            raise typer.Exit(EXIT_INFRA)

    def _left(self, left: Any) -> None:
        print_funnel(left.steps)
        if left.shortfall:
            raise UserError(left.shortfall)


def print_funnel(steps: Sequence[Mapping[str, Any]]) -> None:
    """Print the funnel as a table."""
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table

    from lcbrb.build.reasons import say

    table = Table("stage", "left", "", "dropped on the way", box=SIMPLE)
    table.columns[1].justify = "right"
    for step in steps:
        dropped = [f"{count:,} {say(reason)}" for reason, count in step["dropped"].items()]
        table.add_row(step["stage"], f"{step['count']:,}", step["what"], "\n".join(dropped))
    Console(highlight=False).print(table)


class Bar(Watcher):
    """A progress bar on a terminal; silence anywhere else."""

    def __init__(self, what: str) -> None:
        from rich.console import Console
        from rich.progress import MofNCompleteColumn, Progress

        console = Console(stderr=True)
        self._bar = Progress(
            *Progress.get_default_columns(), MofNCompleteColumn(), console=console, disable=not console.is_terminal
        )
        self._task = self._bar.add_task(what, total=None)
        self.failed = 0

    def start(self, done: int, total: int) -> None:
        """See ``Watcher.start``."""
        self._bar.reset(self._task, total=total, completed=done)

    def advance(self, failed: bool) -> None:
        """See ``Watcher.advance``."""
        self.failed += failed
        self._bar.advance(self._task)

    def __enter__(self) -> Bar:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()
