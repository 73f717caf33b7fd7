"""Telltale phrases: words in a row that stand on one side far more often than on the other.

For every phrase of one to four words (``^`` and ``$`` mark an answer's beginning and end) the problems are counted
whose pairs have it on the chosen side more often than on the rejected one, and the reverse. Without a telltale the
two counts are a coin's; their exact test is corrected for the number of phrases looked at (Bonferroni). Problems count
once, however many pairs they have.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from lcbrb.audit.checks import Check, Status
from lcbrb.contract import PreferencePair
from lcbrb.hashing import hash64
from lcbrb.reporting.words import percent
from lcbrb.rewards.baselines import text
from lcbrb.statistics import mcnemar_exact

LONGEST = 4
ALPHA = 0.01
MOST_PAIRS = 5_000
"""Pairs looked at, those whose pair_id has the smallest hash."""
LISTED = 10

_WORD = re.compile(r"\w+(?:'\w+)?|[^\w\s]")
_FEWEST_PROBLEMS = 6


@dataclass(frozen=True, slots=True)
class Telltale:
    """A phrase, the problems on whose one side it stands, its corrected p, and what a rule made of it would score."""

    phrase: str
    chosen: int
    rejected: int
    p: float
    accuracy: float


def telltale_phrases(pairs: Sequence[PreferencePair], threshold: float) -> Check:
    """Look for phrases that tell the sides apart; one whose rule would beat ``threshold`` fails the set."""
    name, looked_at = "telltale phrases", heapq.nsmallest(MOST_PAIRS, pairs, key=lambda pair: hash64(pair.pair_id))
    problems = len({pair.question_id for pair in looked_at})
    chosen_only, rejected_only = _counts(looked_at)
    tested = [
        phrase
        for phrase in chosen_only.keys() | rejected_only.keys()
        if chosen_only[phrase] + rejected_only[phrase] >= _FEWEST_PROBLEMS
    ]
    found = []
    for phrase in tested:
        more, fewer = chosen_only[phrase], rejected_only[phrase]
        p = min(1.0, mcnemar_exact(more, fewer) * len(tested))
        if p < ALPHA:
            found.append(Telltale(phrase, more, fewer, p, 0.5 + abs(more - fewer) / (2 * problems)))
    found.sort(key=lambda telltale: (-telltale.accuracy, telltale.p, -len(telltale.phrase), telltale.phrase))
    figures: dict[str, Any] = {
        "tested": len(tested),
        "problems": problems,
        "phrases": [asdict(telltale) for telltale in found[:LISTED]],
    }
    if not found:
        return Check(name, Status.PASSED, f"None of {len(tested):,} phrases belongs to one side.", figures)
    first = found[0]
    says = (
        f"'{first.phrase}' stands on the chosen side of {first.chosen} problems and on the rejected side of "
        f"{first.rejected}: alone it tells {percent(first.accuracy)} of pairs."
    )
    failed = first.accuracy > threshold
    return Check(name, Status.FAILED if failed else Status.WARNING, says, figures)


def phrases(answer: str) -> set[str]:
    """The phrases of an answer, in lower case."""
    words = ["^", *_WORD.findall(answer.lower()), "$"]
    return {
        " ".join(run)
        for length in range(1, LONGEST + 1)
        for run in zip(*(islice(words, start, None) for start in range(length)), strict=False)
    } - {"^", "$"}


def _counts(pairs: Sequence[PreferencePair]) -> tuple[Counter[str], Counter[str]]:
    """Problems where a phrase is more often on the chosen side alone, and on the rejected side alone."""
    chosen_only: Counter[str] = Counter()
    rejected_only: Counter[str] = Counter()
    for group in _by_problem(pairs):
        net: Counter[str] = Counter()
        for pair in group:
            chosen, rejected = phrases(text(pair.chosen)), phrases(text(pair.rejected))
            net.update(chosen - rejected)
            net.subtract(rejected - chosen)
        chosen_only.update(phrase for phrase, count in net.items() if count > 0)
        rejected_only.update(phrase for phrase, count in net.items() if count < 0)
    return chosen_only, rejected_only


def _by_problem(pairs: Sequence[PreferencePair]) -> Iterator[list[PreferencePair]]:
    groups: dict[str, list[PreferencePair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.question_id].append(pair)
    yield from groups.values()
