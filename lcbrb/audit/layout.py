"""The layout probe: a regression on what the eye sees of an answer before it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from lcbrb.contract import PairScore, PreferencePair
from lcbrb.errors import UserError
from lcbrb.rewards.base import ModelCard, ScoreScale
from lcbrb.rewards.baselines import FORMAT_MARKS, text
from lcbrb.rewards.tfidf import deal_folds
from lcbrb.statistics import Floats

COUNTED: dict[str, re.Pattern[str]] = {
    **FORMAT_MARKS,
    "paragraph": re.compile(r"\n\s*\n"),
    "sentence end": re.compile(r"[.!?](?:\s|$)"),
    "question": re.compile(r"\?"),
    "exclamation": re.compile(r"!"),
    "comma": re.compile(r","),
    "colon": re.compile(r"[:;]"),
    "bracket": re.compile(r"[()\[\]{}]"),
    "code span": re.compile(r"`[^`\n]+`"),
    "digit": re.compile(r"\d"),
    "capital": re.compile(r"[A-Z]"),
    "first person": re.compile(r"\b(?:I|we|let's|my|our)\b", re.IGNORECASE),
    "hedge": re.compile(r"\b(?:maybe|perhaps|probably|might|seems?|should|likely|guess|think|hopefully)\b", re.I),
    "second thought": re.compile(r"\b(?:wait|actually|hmm|however|but|instead|alternatively)\b", re.IGNORECASE),
    "conclusion": re.compile(r"\b(?:so|therefore|thus|hence|because|since)\b", re.IGNORECASE),
    "certainty": re.compile(r"\b(?:clearly|obviously|always|never|must|only|every|exactly|correct)\b", re.IGNORECASE),
}
"""What is counted in an answer, beside its characters and lines."""


class LayoutProbe:
    """Logistic regression on the difference of both answers' counts (log1p), cross-validated by problem.

    Every pair is shown in both directions and there is no intercept, so that a side's place says nothing.
    """

    def __init__(self) -> None:
        identity = {"probe": "layout", "counted": sorted(COUNTED)}
        self.card = ModelCard("probe:layout", "baseline", ScoreScale.LOGIT, identity, {})

    def score(self, pairs: Sequence[PreferencePair], done: bytearray) -> Iterator[PairScore]:
        """See `RewardModel.score`; the rows come in the order of ``pairs``.

        Raises:
            UserError: the set has pairs of one problem only, so that nothing can be held out.
        """
        questions = [pair.question_id for pair in pairs]
        folds = deal_folds(questions)
        if len(set(folds.values())) < 2:
            raise UserError("The layout probe learns from other problems, and this set has pairs of fewer than two.")
        differences = np.array([counts(text(pair.chosen)) - counts(text(pair.rejected)) for pair in pairs])
        margins = _held_out_margins(differences, np.array([folds[question] for question in questions]))
        for index, pair in enumerate(pairs):
            if not done[index]:
                yield PairScore.of(pair, float(margins[index]), 0.0)


def counts(answer: str) -> Floats:
    """Log counts of an answer: characters, lines, then ``COUNTED`` in order; shape (2 + len(COUNTED),)."""
    found = [len(answer), answer.count("\n"), *(len(pattern.findall(answer)) for pattern in COUNTED.values())]
    return np.log1p(np.array(found, dtype=np.float64))


def _held_out_margins(differences: Floats, folds: np.ndarray) -> Floats:
    """The margin of every pair by the regression that saw no pair of its fold; shape (pairs,)."""
    from sklearn.linear_model import LogisticRegression

    margins = np.zeros(len(differences))
    for fold in np.unique(folds):
        seen, held = differences[folds != fold], folds == fold
        scale = np.sqrt(np.square(seen).mean(axis=0)) + 1e-9
        regression = LogisticRegression(solver="liblinear", fit_intercept=False, random_state=0)
        regression.fit(np.concatenate([seen, -seen]) / scale, np.repeat([1, 0], len(seen)))
        margins[held] = np.round((differences[held] / scale) @ regression.coef_[0], 9)
    return margins
