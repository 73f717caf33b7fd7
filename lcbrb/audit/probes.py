"""Surface probes: scorers that know nothing of reasoning and must not beat chance on a good pair set.

A probe fails a set when its accuracy is above the threshold and the 95% interval, clustered by problem, lies above one
half; on a small set an accuracy over the threshold can be luck, and is then a warning. A rule with a direction (length,
format) is read in both, since one that is nearly always wrong gives the sides away as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lcbrb.audit.checks import Check, Status
from lcbrb.audit.layout import LayoutProbe
from lcbrb.contract import PreferencePair
from lcbrb.errors import UserError
from lcbrb.reporting.words import interval, percent
from lcbrb.rewards.base import RewardModel, TieRule
from lcbrb.rewards.baselines import baseline
from lcbrb.rewards.report import accuracy
from lcbrb.rewards.table import ScoreTable
from lcbrb.rewards.tfidf import TfidfBaseline, Wording

THRESHOLD = 0.55
"""Accuracy that no surface probe may exceed. A rule of this project, not of the paper."""

_DIRECTED = {
    "length": ("The longer side wins", "The shorter side wins"),
    "format": ("The side with more format marks wins", "The side with fewer format marks wins"),
}
_LEARNED: Mapping[str, str] = {
    "layout": "A regression on lengths, marks, punctuation and connectives",
    "words": "A regression on words and word pairs",
    "generator fingerprint": "A regression on character n-grams, the hand of a generator",
}


def probe(pairs: Sequence[PreferencePair], threshold: float = THRESHOLD) -> Iterator[Check]:
    """Run every probe; learned ones are cross-validated over problems, so that they are asked about unseen problems."""
    for name, sentences in _DIRECTED.items():
        table = _table(baseline(name), pairs)
        found = accuracy(table, TieRule.HALF)
        reversed_ = found["accuracy"] is not None and found["accuracy"] < 0.5
        if reversed_:
            table.columns["margin"] *= -1
            found = accuracy(table, TieRule.HALF)
        yield _check(name, sentences[reversed_], found, threshold)
    for name, sentence in _LEARNED.items():
        try:
            found = accuracy(_table(_learned(name), pairs), TieRule.HALF)
        except UserError as error:
            yield Check(f"probe: {name}", Status.NOT_RUN, str(error))
            continue
        yield _check(name, f"{sentence} tells the chosen side", found, threshold)


def _learned(name: str) -> RewardModel:
    if name == "layout":
        return LayoutProbe()
    return TfidfBaseline(Wording.WORDS if name == "words" else Wording.CHARACTERS)


def _table(scorer: RewardModel, pairs: Sequence[PreferencePair]) -> ScoreTable:
    return ScoreTable.of(scorer.score(pairs, bytearray(len(pairs))), "pair set")


def _check(name: str, sentence: str, found: Mapping[str, Any], threshold: float) -> Check:
    rate, ends = found["accuracy"], found["ci95"]
    says = f"{sentence}: {percent(rate)} of pairs ({interval(ends)})."
    if rate <= threshold:
        status = Status.PASSED
    elif ends[0] > 0.5:
        status = Status.FAILED
    else:
        status, says = Status.WARNING, f"{says} Over {percent(threshold)}, but on so few pairs it may be chance."
    return Check(f"probe: {name}", status, says, {**found, "threshold": threshold})
