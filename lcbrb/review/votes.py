"""Votes of people: one file a reviewer, appended as they are cast; the last vote on a pair counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from lcbrb.build.records import REVIEW, BuiltPair
from lcbrb.contract import parse
from lcbrb.errors import UserError
from lcbrb.hashing import hash64
from lcbrb.runs import Rows, read_rows

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,40}")
_PREFIX = "votes-"


class Named(StrEnum):
    """Which side a reviewer finds better, as they saw it."""

    FIRST = "first"
    SECOND = "second"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class ReviewVote:
    """One vote. ``first`` is the side that was shown first; ``content`` is a digest of what was shown."""

    pair_id: str
    vote: Named
    first: str
    content: str

    @property
    def side(self) -> str:
        """Which side that was: "chosen", "rejected" or "neither"."""
        if self.vote is Named.NEITHER:
            return self.vote.value
        other = "rejected" if self.first == "chosen" else "chosen"
        return self.first if self.vote is Named.FIRST else other


def first_side(pair: BuiltPair, reviewer: str) -> str:
    """The side that a reviewer is shown first: chance, but the same whenever they come back."""
    return "chosen" if hash64(f"{reviewer}\0{pair.pair_id}\0side") % 2 else "rejected"


def order(pairs: list[BuiltPair], reviewer: str) -> list[BuiltPair]:
    """The order in which a reviewer is shown the pairs: chance, but the same whenever they come back."""
    return sorted(pairs, key=lambda pair: hash64(f"{reviewer}\0{pair.pair_id}\0order"))


def content(pair: BuiltPair) -> str:
    """A digest of the two texts, so that votes on a pair that was built anew do not count for it."""
    return f"{hash64(pair.chosen[-1]['content'] + chr(0) + pair.rejected[-1]['content']):016x}"


def votes_file(folder: Path, reviewer: str) -> Path:
    """Where a reviewer's votes go.

    Raises:
        UserError: the name cannot be that of a file.
    """
    if not _NAME.fullmatch(reviewer):
        raise UserError(f"--reviewer {reviewer!r}: use up to 41 letters, digits, dots, dashes and underscores.")
    return folder / REVIEW / f"{_PREFIX}{reviewer}.jsonl"


def open_votes(folder: Path, reviewer: str) -> Rows:
    """A reviewer's file, to read and append to.

    Raises:
        UserError: it cannot be made.
    """
    path = votes_file(folder, reviewer)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Cannot write votes to {path.parent}: {error.strerror}.") from None
    return Rows(path)


def last_votes(rows: Path, pairs: Mapping[str, BuiltPair]) -> dict[str, ReviewVote]:
    """A file's last vote on each of ``pairs`` as they are now."""
    found: dict[str, ReviewVote] = {}
    for number, row in enumerate(read_rows(rows), start=1):
        vote = _vote(row, f"{rows}, line {number}")
        pair = pairs.get(vote.pair_id)
        if pair is not None and vote.content == content(pair):
            found[vote.pair_id] = vote
    return found


def all_votes(folder: Path, pairs: Mapping[str, BuiltPair]) -> dict[str, dict[str, ReviewVote]]:
    """Every reviewer's last votes, by reviewer."""
    files = sorted((folder / REVIEW).glob(f"{_PREFIX}*.jsonl"))
    return {path.stem.removeprefix(_PREFIX): last_votes(path, pairs) for path in files}


def _vote(row: dict[str, Any], where: str) -> ReviewVote:
    return parse(ReviewVote, row, where)
