"""Scorers that know nothing of reasoning. A pair set, and a reward model, are read beside them.

Where one of them scores well, the pairs can be told apart by what it looks at, and a reward model's accuracy on
those pairs is no evidence that it judges reasoning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lcbrb.contract import Message, PairScore, PreferencePair, Verdict
from lcbrb.errors import UserError
from lcbrb.hashing import hash64
from lcbrb.rewards.base import ModelCard, RewardModel, ScoreScale, TieRule

SAYS: Mapping[str, str] = {
    "random": "Scores drawn by chance for each pair: how far from 50% luck alone gets on this many pairs.",
    "length": "The longer answer wins: whether length gives the pairs away.",
    "shorter": "The shorter answer wins: the other reading of the same lengths.",
    "format": "The answer with more format marks wins (code fences, headings, bullets, numbered steps, bold, LaTeX, "
    "tags): whether the layout gives the pairs away.",
    "tfidf": "A logistic regression on words and word pairs, trained on (at most 5,000) pairs of other problems of "
    "this set: whether surface wording gives the pairs away.",
    "outcome": "The answer whose code passed its tests wins: what running the code would say, without any reasoning.",
}
"""What the accuracy of each baseline tells, in a sentence a report can print."""

FORMAT_MARKS: Mapping[str, re.Pattern[str]] = {
    "code fence": re.compile(r"^\s*(?:```|~~~)", re.MULTILINE),
    "heading": re.compile(r"^\s{0,3}#{1,6}\s", re.MULTILINE),
    "bullet": re.compile(r"^\s*[-*+•]\s", re.MULTILINE),
    "numbered step": re.compile(r"^\s*(?:step\s+)?\d+[.):]\s", re.MULTILINE | re.IGNORECASE),
    "bold": re.compile(r"\*\*[^*\n]+\*\*"),
    "LaTeX": re.compile(r"\\\(|\\\[|\\(?:frac|text|boxed|cdot|times|sum|le|ge)\b|\$\$|\$[^$\s][^$\n]*\$"),
    "tag": re.compile(r"</?[a-zA-Z][\w-]*>"),
}
"""What the format baseline counts, each match once."""

PairRule = Callable[[PreferencePair], tuple[float, float]]
"""Scores of the chosen and the rejected side of a pair."""


@dataclass(frozen=True, slots=True)
class RuleBaseline:
    """A reward model that scores each pair by itself, by a rule of a few lines."""

    card: ModelCard
    rule: PairRule

    def score(self, pairs: Sequence[PreferencePair], done: bytearray) -> Iterator[PairScore]:
        """See `RewardModel.score`; the rows come in the order of ``pairs``."""
        for index, pair in enumerate(pairs):
            if not done[index]:
                yield PairScore.of(pair, *self.rule(pair))


@dataclass(frozen=True, slots=True)
class OutcomeBaseline:
    """1 for an answer whose code passed, 0 for one whose code failed; a tie where a verdict is not known."""

    card: ModelCard

    def score(self, pairs: Sequence[PreferencePair], done: bytearray) -> Iterator[PairScore]:
        """See `RewardModel.score`; the rows come in the order of ``pairs``.

        Raises:
            UserError: no pair of the set carries both verdicts.
        """
        if all(_verdicts(pair) is None for pair in pairs):
            raise UserError(
                "baseline:outcome needs execution verdicts (chosen_verdict and rejected_verdict), "
                "and no pair of this set has both."
            )
        return RuleBaseline(self.card, lambda pair: _verdicts(pair) or (0.5, 0.5)).score(pairs, done)


def baseline(name: str, seed: int = 0) -> RewardModel:
    """The baseline called ``name``: random, length, format, tfidf or outcome. ``seed`` matters to random alone.

    Raises:
        UserError: there is no such baseline.
    """
    if name == "random":
        return RuleBaseline(_card(name, {"seed": seed}), lambda pair: _random_scores(pair.pair_id, seed))
    if name == "length":
        return RuleBaseline(_card(name), lambda pair: (float(len(text(pair.chosen))), float(len(text(pair.rejected)))))
    if name == "format":
        return RuleBaseline(_card(name), lambda pair: (_marks(text(pair.chosen)), _marks(text(pair.rejected))))
    if name == "outcome":
        return OutcomeBaseline(_card(name))
    if name == "tfidf":
        from lcbrb.rewards.tfidf import TfidfBaseline

        return TfidfBaseline()
    raise UserError(f"There is no baseline '{name}'; choose random, length, format, tfidf or outcome.")


def null_baselines(
    pairs: Sequence[PreferencePair],
    *,
    seed: int = 0,
    ties: TieRule = TieRule.HALF,
    scored: Container[str] | None = None,
) -> dict[str, dict[str, Any]]:
    """Every baseline's figures on ``pairs``, as `lcbrb.rewards.report.build_report` takes them.

    ``scored`` holds the pair_ids that count, those the model beside them has a score for; None counts all.

    Returns:
        For every name in `SAYS`: pairs, accuracy, ci95, ties and says; or unavailable (the reason) and says.
    """
    from lcbrb.rewards.report import accuracy
    from lcbrb.rewards.table import ScoreTable

    figures: dict[str, dict[str, Any]] = {}
    for name, says in SAYS.items():
        try:
            scorer = baseline("length" if name == "shorter" else name, seed)
            rows = scorer.score(pairs, bytearray(len(pairs)))
            table = ScoreTable.of((row for row in rows if scored is None or row.pair_id in scored), "pair set")
        except UserError as error:
            figures[name] = {"unavailable": str(error), "says": says}
            continue
        if name == "shorter":
            table.columns["margin"] *= -1
        figures[name] = {**accuracy(table, ties), "ties": int(table.tied().sum()), "says": says}
    return figures


def text(messages: Sequence[Message]) -> str:
    """What an answer says, its messages joined."""
    return "".join(message["content"] for message in messages)


def _card(name: str, identity: Mapping[str, Any] | None = None) -> ModelCard:
    identity = {"baseline": name, **(identity or {})}
    return ModelCard(f"baseline:{name}", "baseline", ScoreScale.RANK, identity, {"says": SAYS[name]})


def _random_scores(pair_id: str, seed: int) -> tuple[float, float]:
    chosen, rejected = (hash64(f"{seed} {side} {pair_id}") / 2**64 for side in ("chosen", "rejected"))
    return chosen, rejected


def _marks(answer: str) -> float:
    return float(sum(len(pattern.findall(answer)) for pattern in FORMAT_MARKS.values()))


def _verdicts(pair: PreferencePair) -> tuple[float, float] | None:
    unknown = (None, Verdict.INFRA_ERROR)
    if pair.chosen_verdict in unknown or pair.rejected_verdict in unknown:
        return None
    return float(pair.chosen_verdict is Verdict.PASSED), float(pair.rejected_verdict is Verdict.PASSED)
