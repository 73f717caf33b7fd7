"""The tf-idf baseline: can the wording of the answers alone tell chosen from rejected?"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import accumulate, islice
from typing import Any

from lcbrb.contract import PairScore, PreferencePair
from lcbrb.errors import UserError
from lcbrb.hashing import hash64
from lcbrb.rewards.base import ModelCard, ScoreScale

FITTED_PAIRS = 5_000
FITTED_CHARACTERS = 20_000_000
FOLDS = 5

_FEATURES = 2**18
_BATCH_PAIRS = 64
_TOKENS = r"\w+|[^\w\s]"  # words, numbers and single signs, which matter in code


class Wording(StrEnum):
    """What the regression counts."""

    WORDS = "words"
    """Words and single signs, one and two in a row."""
    CHARACTERS = "characters"
    """Three to five characters in a row within words: habits of spelling and layout, a generator's hand."""


class TfidfBaseline:
    """Logistic regression on the difference of both answers' tf-idf vectors, cross-validated by problem.

    Problems (question_id) are dealt into five folds (fewer where there are fewer problems); a pair is scored by the
    model that saw no pair of its fold, so that all it learned comes from other problems. At most 5,000 pairs, and
    20 million characters, are fitted, those whose pair_id has the smallest hash; the others are scored all the same.
    Every pair is shown in both directions and there is no intercept, so that a side's place says nothing. An answer's
    score is the sum of its weights, and the sigmoid of the difference the regression's probability. Fitting has no
    random part.
    """

    def __init__(self, wording: Wording = Wording.WORDS) -> None:
        from lcbrb.rewards.baselines import SAYS

        self._wording = wording
        identity = {
            "baseline": "tfidf",
            "features": _FEATURES,
            "wording": wording.value,
            "folds": FOLDS,
            "fitted_pairs": FITTED_PAIRS,
            "fitted_characters": FITTED_CHARACTERS,
        }
        self.card = ModelCard("baseline:tfidf", "baseline", ScoreScale.LOGIT, identity, {"says": SAYS["tfidf"]})

    def score(self, pairs: Sequence[PreferencePair], done: bytearray) -> Iterator[PairScore]:
        """See `RewardModel.score`; the rows come in the order of ``pairs``. Fits on all pairs, done or not.

        Raises:
            UserError: the set has pairs of one problem only, so that nothing can be held out.
        """
        fitted = _choose_fitted(pairs)
        folds = deal_folds(pairs[index].question_id for index in fitted)
        if len(set(folds.values())) < 2:
            raise UserError("baseline:tfidf learns from other problems, and this set has pairs of fewer than two.")
        models = _fit_folds(pairs, fitted, folds, self._wording)
        missing = (pair for index, pair in enumerate(pairs) if not done[index])
        while batch := list(islice(missing, _BATCH_PAIRS)):
            # A problem of no fitted pair was seen by no model: any of them will do.
            held_out = [folds.get(pair.question_id, hash64(pair.question_id) % len(models)) for pair in batch]
            scores = _scores(batch, held_out, models, self._wording)
            for place, pair in enumerate(batch):
                yield PairScore.of(pair, scores[2 * place], scores[2 * place + 1])


def _choose_fitted(pairs: Sequence[PreferencePair]) -> list[int]:
    """Indices of the pairs to fit, in an order that does not depend on that of ``pairs``."""
    sizes = ((hash64(pair.pair_id), index, sum(len(text) for text in _texts(pair))) for index, pair in enumerate(pairs))
    chosen = heapq.nsmallest(FITTED_PAIRS, sizes)
    so_far = accumulate(size for _, _, size in chosen)
    return [index for (_, index, _), total in zip(chosen, so_far, strict=True) if total <= FITTED_CHARACTERS]


def deal_folds(question_ids: Iterable[str]) -> dict[str, int]:
    """A fold for every problem, the same whatever the order of the pairs."""
    dealt = sorted(set(question_ids), key=lambda question_id: (hash64(question_id), question_id))
    return {question_id: place % FOLDS for place, question_id in enumerate(dealt)}


def _fit_folds(
    pairs: Sequence[PreferencePair], fitted: Sequence[int], folds: dict[str, int], wording: Wording
) -> list[tuple[Any, Any]]:
    """For each fold the tf-idf weighting and the regression weights learned from the other folds' pairs."""
    import numpy as np
    from scipy.sparse import vstack
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import LogisticRegression

    counts = _vectorizer(wording).transform(text for index in fitted for text in _texts(pairs[index]))
    fold_of = np.array([folds[pairs[index].question_id] for index in fitted])
    models = []
    for fold in range(int(fold_of.max()) + 1):
        others = np.flatnonzero(fold_of != fold)
        tfidf = TfidfTransformer(sublinear_tf=True).fit(counts[np.concatenate([2 * others, 2 * others + 1])])
        difference = tfidf.transform(counts[2 * others]) - tfidf.transform(counts[2 * others + 1])
        labels = np.repeat([1, 0], len(others))
        # liblinear runs in one thread, so that the weights do not depend on the number of cores.
        regression = LogisticRegression(solver="liblinear", fit_intercept=False, random_state=0)
        regression.fit(vstack([difference, -difference]), labels)
        models.append((tfidf, regression.coef_[0]))
    return models


def _scores(
    batch: Sequence[PreferencePair], held_out: Sequence[int], models: Sequence[tuple[Any, Any]], wording: Wording
) -> list[float]:
    """Scores of both answers of every pair, by the model of its fold: chosen, rejected, in order."""
    import numpy as np

    counts = _vectorizer(wording).transform(text for pair in batch for text in _texts(pair))
    fold_of = np.repeat(held_out, 2)
    scores = np.empty(len(fold_of))
    for fold in np.unique(fold_of):
        tfidf, weights = models[fold]
        scores[fold_of == fold] = tfidf.transform(counts[fold_of == fold]) @ weights
    return [round(float(score), 9) for score in scores]


def _vectorizer(wording: Wording) -> Any:
    """Counts of n-grams, hashed, so that no vocabulary has to be held."""
    from sklearn.feature_extraction.text import HashingVectorizer

    by_wording = {
        Wording.WORDS: {"ngram_range": (1, 2), "token_pattern": _TOKENS},
        Wording.CHARACTERS: {"ngram_range": (3, 5), "analyzer": "char_wb"},
    }
    return HashingVectorizer(
        n_features=_FEATURES, lowercase=False, alternate_sign=False, norm=None, **by_wording[wording]
    )


def _texts(pair: PreferencePair) -> tuple[str, str]:
    from lcbrb.rewards.baselines import text

    return text(pair.chosen), text(pair.rejected)
