"""Overlap with training sets, by problem id and by 13-grams (the length of Brown et al. 2020, appendix C).

What is kept in memory is the audited set's own 13-grams; training sets are streamed past them, whatever their size.
13-grams that stand in the prompts of three or more problems (a shared instruction) say nothing and are left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lcbrb.audit.checks import Check, Status
from lcbrb.audit.duplicates import LISTED
from lcbrb.contract import PreferencePair
from lcbrb.errors import UserError
from lcbrb.pairs.files import SUFFIXES, raw_rows
from lcbrb.reporting.words import count, percent
from lcbrb.rewards.baselines import text

LENGTH = 13
SHARE = 0.2
"""Share of the 13-grams of a prompt or an answer from which its problem counts as seen."""
ID_FIELDS = ("question_id", "task_id", "problem_id", "id", "slug", "name")

_WORD = re.compile(r"\w+")
_SHARED_BY = 3


def overlap(pairs: Sequence[PreferencePair], training: Path) -> Check:
    """Look for the set's problems in a training set: a file, or a folder of files, of jsonl or parquet rows.

    Raises:
        UserError: no such file, or a damaged one.
    """
    audited = _Audited.of(pairs)
    rows = 0
    for row in _rows(training):
        rows += 1
        audited.look_at(row)
    name = f"overlap with {training.name}"
    seen = audited.seen()
    figures: dict[str, Any] = {
        "rows": rows,
        "problems": len(audited.grams),
        "seen": len(seen),
        "examples": [{"question_id": question, "share": share} for question, share in list(seen.items())[:LISTED]],
    }
    if not seen:
        return Check(
            name, Status.PASSED, f"None of {count(len(audited.grams), 'problem')} is in its {rows:,} rows.", figures
        )
    first, share = next(iter(seen.items()))
    says = (
        f"{count(len(seen), 'problem')} of {len(audited.grams):,} stand in it, '{first}' among them "
        f"({'by id' if share is None else f'{percent(share)} of its 13-grams'})."
    )
    return Check(name, Status.FAILED, says, figures)


@dataclass
class _Audited:
    """The audited set's 13-grams and ids, and which of them a training set has shown."""

    grams: Mapping[str, Sequence[set[int]]]
    """By problem, those of its prompt and of each answer."""
    known: set[int]
    found: set[int] = field(default_factory=set)
    found_ids: set[str] = field(default_factory=set)

    @staticmethod
    def of(pairs: Iterable[PreferencePair]) -> _Audited:
        texts: dict[str, dict[str, set[int]]] = defaultdict(dict)
        for pair in pairs:
            for part in (pair.prompt, pair.chosen, pair.rejected):
                content = text(part)
                texts[pair.question_id].setdefault(content, set(runs(content)))
        problems = Counter(gram for own in texts.values() for gram in set().union(*own.values()))
        shared = {gram for gram, number in problems.items() if number >= _SHARED_BY}
        grams = {question: [own - shared for own in parts.values()] for question, parts in texts.items()}
        return _Audited(grams, problems.keys() - shared)

    def look_at(self, row: Mapping[str, Any]) -> None:
        for value in _texts(row):
            self.found.update(gram for gram in runs(value) if gram in self.known)
        ids = {str(row[name]) for name in ID_FIELDS if isinstance(row.get(name), str | int)}
        # A bare number is somebody else's running number as often as a problem's id.
        self.found_ids.update(name for name in ids if name in self.grams and not name.isdigit())

    def seen(self) -> dict[str, float | None]:
        """Problems that were seen, with the share of a text's 13-grams (None: by id), most first."""
        shares = {
            name: max((len(own & self.found) / len(own) for own in parts if own), default=0.0)
            for name, parts in self.grams.items()
        }
        by_text = sorted(((name, share) for name, share in shares.items() if share >= SHARE), key=lambda row: -row[1])
        return {**dict.fromkeys(sorted(self.found_ids)), **dict(by_text)}


def runs(content: str) -> Iterator[int]:
    """Hashes of every 13 words in a row, in lower case and without punctuation."""
    words = _WORD.findall(content.lower())
    for start in range(len(words) - LENGTH + 1):
        yield hash(tuple(words[start : start + LENGTH]))  # stays in this process, so Python's own will do


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, Sequence) and not isinstance(value, bytes):
        for inner in value:
            yield from _texts(inner)


def _rows(training: Path) -> Iterator[Mapping[str, Any]]:
    files = (
        sorted(path for path in training.rglob("*") if path.name.endswith(SUFFIXES))
        if training.is_dir()
        else [training]
    )
    if not files:
        raise UserError(f"{training}: no training rows here; its files must end in one of {', '.join(SUFFIXES)}.")
    for file in files:
        for _, row in raw_rows(file):
            yield row
