"""Opens a set of preference pairs by name: a known set, a file or folder, or a data set on the hub."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lcbrb.contract import PreferencePair
from lcbrb.errors import UserError
from lcbrb.pairs import judgebench, rewardbench, rmbench
from lcbrb.pairs.files import SUFFIXES, RawRow, packaged_rows, pair_files, raw_rows
from lcbrb.pairs.hub import open_dataset
from lcbrb.pairs.origin import LocatedPair, Origin
from lcbrb.pairs.rows import pairs_of_row
from lcbrb.pairs.store import PairStore
from lcbrb.pairs.triples import MINI_TRAIN

LCB_RB_HUB_ID: str | None = None
"""The hub data set of LCB-RB; None until it is published."""

NAMES: Mapping[str, str] = {
    "mini": "packaged with this program, no network needed",
    MINI_TRAIN: "packaged too: the pairs of its triples (base, optimized, degraded), for training",
    "lcb-rb": "LCB-RB, from the hub",
    "rewardbench-code": "the six hep-* subsets of RewardBench, 984 pairs",
    "rewardbench-math": "the math-prm subset of RewardBench, 447 pairs",
    judgebench.NAME: "JudgeBench's LiveCodeBench pairs, 73 pairs",
    rmbench.NAME: "RM-Bench's code problems, 228 problems, 2052 pairs",
}
"""The named pair sets, with a line on each for help texts and error messages."""

_HUB_NAME = re.compile(r"(?P<id>[\w.-]+/[\w.-]+)(:(?P<file>.+))?")


@dataclass(frozen=True, slots=True)
class PairSet:
    """An opened set of preference pairs.

    Attributes:
        name: the name, path or hub id it was asked for by.
        store: the pairs, after date window and limit, on disk.
        origin: one line on where they come from (package, files, hub id and commit, what they were rebuilt from).
        revision: SHA-256 over the content of exactly the pairs in ``store``.
        notes: sentences a report must show (pairs left out and why, how the set differs from the published one).
    """

    name: str
    store: PairStore
    origin: str
    revision: str
    notes: tuple[str, ...] = ()


def open_pairs(
    name_or_path: str,
    cache: Path,
    *,
    after: date | None = None,
    before: date | None = None,
    limit: int | None = None,
) -> PairSet:
    """Read and check a set of pairs, every row, and put it on disk under ``cache``.

    Args:
        name_or_path: one of ``NAMES``, a file (.jsonl, .json, .parquet; .jsonl and .json also .gz or .zst), a
            folder that holds such files, or a hub data set ``org/name`` or one of its files ``org/name:path``.
        cache: folder for the store's file.
        after: keep pairs with ``contest_date >= after`` only.
        before: keep pairs with ``contest_date < before`` only.
        limit: keep the first ``limit`` pairs of those; later rows are not read.

    Raises:
        UserError: nothing there, no network, a row that does not fit (named by file, line and field), no pair left.
    """
    if limit is not None and limit < 1:
        raise UserError(f"A limit of {limit} leaves no pairs; give 1 or more.")
    if after is not None and before is not None and after >= before:
        raise UserError(f"The date window from {after} to before {before} is empty; swap the dates.")
    origin = _origin(name_or_path)
    selection = _Selection(name_or_path, after, before, limit)
    store = PairStore.build(cache, _shown(name_or_path, selection.of(origin.pairs)))
    notes = (*origin.notes, *selection.notes())
    return PairSet(name_or_path, store, origin.description, store.revision, notes)


@dataclass(slots=True)
class _Selection:
    """The date window and the limit, with a count of what they left out."""

    name: str
    after: date | None
    before: date | None
    limit: int | None
    kept: int = 0
    undated: int = 0
    outside: int = 0
    dates: list[date] = field(default_factory=list)  # the earliest and the latest seen

    def of(self, pairs: Iterator[LocatedPair]) -> Iterator[LocatedPair]:
        for where, pair in pairs:
            if not self._admits(pair):
                continue
            self.kept += 1
            yield where, pair
            if self.kept == self.limit:
                return
        if self.kept == 0:
            raise UserError(self._why_none())

    def _admits(self, pair: PreferencePair) -> bool:
        if self.after is None and self.before is None:
            return True
        day = pair.contest_date
        if day is None:
            self.undated += 1
            return False
        self.dates = [min([day, *self.dates]), max([day, *self.dates])]
        inside = (self.after is None or day >= self.after) and (self.before is None or day < self.before)
        self.outside += not inside
        return inside

    def _why_none(self) -> str:
        if self.dates:
            first, last = self.dates
            return f"No pair of '{self.name}' is in the date window; its contest dates run from {first} to {last}."
        if self.undated:
            return f"No pair of '{self.name}' has a contest_date, so a date window cannot be applied; drop it."
        return f"'{self.name}' holds no rows."

    def notes(self) -> Iterator[str]:
        if self.outside:
            yield f"{self.outside} pairs outside the date window were left out."
        if self.undated:
            yield f"{self.undated} pairs without a contest_date were left out by the date window."
        if self.kept == self.limit:
            yield f"Limited to the first {self.limit} pairs."


def _origin(name: str) -> Origin:
    named: dict[str, Callable[[], Origin]] = {
        "mini": lambda: Origin("packaged pair set mini", _pairs(packaged_rows("mini"))),
        MINI_TRAIN: lambda: Origin(f"packaged triples {MINI_TRAIN}", _pairs(packaged_rows(MINI_TRAIN))),
        "lcb-rb": _lcb_rb,
        "rewardbench-code": rewardbench.code_pairs,
        "rewardbench-math": rewardbench.math_pairs,
        judgebench.NAME: judgebench.pairs,
        rmbench.NAME: rmbench.pairs,
    }
    if name in named:
        return named[name]()
    path = Path(name).expanduser()
    if path.is_dir():
        return _folder(path)
    if path.is_file():
        return Origin(f"file {path.name}", _pairs(raw_rows(path)))
    if (name.endswith(SUFFIXES) and ":" not in name) or name.startswith((".", "/", "~")):
        raise UserError(f"{name}: no such file.")
    if _HUB_NAME.fullmatch(name):
        return _hub(name)
    raise UserError(
        f"Unknown pair set '{name}': give one of {', '.join(NAMES)}, a file, a folder, or a hub data set org/name."
    )


def _lcb_rb() -> Origin:
    if LCB_RB_HUB_ID is None:
        raise UserError(
            "LCB-RB is not published on the hub yet; use the packaged set 'mini', "
            "or give the path of a file or folder of pairs."
        )
    return _hub(LCB_RB_HUB_ID)


def _folder(folder: Path) -> Origin:
    paths = [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()]
    files, note = pair_files(paths, f"Folder {folder}", f"{folder}/FILE")
    rows = (row for file in files for row in raw_rows(folder / file))
    return Origin(f"folder {folder.name}: {', '.join(files)}", _pairs(rows), [note] if note else [])


def _hub(name: str) -> Origin:
    named = _HUB_NAME.fullmatch(name)
    assert named is not None
    dataset = open_dataset(named["id"], "check the network, or give a file or a folder")
    file = named["file"]
    if file and file not in dataset.files:
        raise UserError(f"The {dataset.origin} has no file '{file}'.")
    files, note = ([file], None) if file else pair_files(dataset.files, f"Hub data set '{name}'", f"{name}:FILE")
    return Origin(f"{dataset.origin}: {', '.join(files)}", _pairs(dataset.rows(files)), [note] if note else [])


def _pairs(rows: Iterator[RawRow]) -> Iterator[LocatedPair]:
    for number, (where, row) in enumerate(rows, start=1):
        for pair in pairs_of_row(row, where, default_id=f"row-{number}"):
            yield where, pair


def _shown(name: str, pairs: Iterator[LocatedPair]) -> Iterator[LocatedPair]:
    """Pass ``pairs`` through, with a count on the terminal while it lasts; silent where there is none."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield from pairs
        return
    with console.status(f"Reading {name}") as status:
        for number, located in enumerate(pairs, start=1):
            if number % 500 == 0:
                status.update(f"Reading {name}: {number:,} pairs")
            yield located
