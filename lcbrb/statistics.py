"""Intervals, paired tests and calibration. Pure functions of numpy arrays: no files, no printing, no global state.

Notation: ``n`` pairs in ``G`` clusters. A cluster is a problem: pairs of one problem share its statement and often
its solutions, so they are not independent, and an interval that ignores this is too narrow (Miller 2024, "Adding
Error Bars to Evals", arXiv 2411.00640, section 2.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, comb, sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_Z95 = 1.959963984540054  # standard normal quantile at 0.975
_BLOCK_CELLS = 1 << 20  # bootstrap cells held at once: 8 MiB


class Interval(NamedTuple):
    """A closed 95% interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Proportion:
    """A mean of values in [0, 1] with its 95% interval clustered by problem."""

    estimate: float
    interval: Interval
    n: int
    clusters: int
    effective_n: float


def wilson(estimate: float, n: float) -> Interval:
    """Wilson score interval (Wilson 1927) of a proportion; ``n`` may be an effective, fractional sample size.

    At 0 and at 1 it keeps a width, as it should: 20 successes of 20 give [0.839, 1].
    """
    shrink = 1 + _Z95**2 / n
    centre = (estimate + _Z95**2 / (2 * n)) / shrink
    half = _Z95 / shrink * sqrt(estimate * (1 - estimate) / n + _Z95**2 / (4 * n**2))
    # Rounding must not push an end past the estimate or out of [0, 1].
    return Interval(min(max(0.0, centre - half), estimate), max(min(1.0, centre + half), estimate))


def clustered_proportion(values: Floats, clusters: NDArray[Any]) -> Proportion | None:
    """Mean of ``values`` (each in [0, 1]) with a 95% interval that respects clusters; None without values.

    The interval is Wilson's at the effective sample size of Korn and Graubard (1998, Survey Methodology 24:193-201),
    the construction that holds its coverage best in the comparison of Franco, Little, Louis and Slud (2019, Journal
    of Survey Statistics and Methodology 7:334-364):

    1. variance of the mean between clusters: ``V = G/(G-1) * sum_g (sum_{i in g} (x_i - p))**2 / n**2``;
    2. design effect against a simple random sample: ``deff = V / (p(1-p)/(n-1))``;
    3. effective size ``n/deff``, times ``(t_{n-1}/t_{G-1})**2`` (97.5% quantiles) because V has only G-1 degrees of
       freedom, kept within 1 and n;
    4. Wilson's interval of p at that size.

    Where every cluster deviates by nothing (p is 0 or 1, or all values equal) V says nothing; the effective size is
    then G, as if the pairs of a problem were copies of one another. With one pair a problem the result is exactly
    Wilson's interval at n.
    """
    n = len(values)
    if n == 0:
        return None
    _, codes = np.unique(clusters, return_inverse=True)
    estimate = min(1.0, float(values.mean()))
    groups = int(codes.max()) + 1
    deviations: Floats = np.bincount(codes, weights=values - estimate).astype(np.float64)
    size = _effective_size(deviations, estimate, n, groups)
    return Proportion(estimate, wilson(estimate, size), n, groups, size)


def _effective_size(deviations: Floats, estimate: float, n: int, groups: int) -> float:
    """Steps 1 to 3 of `clustered_proportion`; ``deviations`` are the clusters' summed deviations, shape (G,)."""
    spread = float(np.square(deviations).sum())
    if groups == 1 or spread < 1e-9 or not 0 < estimate < 1:
        return float(groups)
    variance = groups / (groups - 1) * spread / n**2
    design_effect = variance / (estimate * (1 - estimate) / (n - 1))
    freedom = (_t975(n - 1) / _t975(groups - 1)) ** 2
    return min(float(n), max(1.0, n / design_effect * freedom))


def _t975(freedom: int) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.975))


def pass_at_k(samples: int, passed: int, k: int) -> float:
    """Unbiased estimate of the chance that one of k samples passes, where ``passed`` of ``samples`` did.

    ``1 - C(n-c, k) / C(n, k)`` (Chen et al. 2021, arXiv 2107.03374, equation 1). Needs ``samples >= k``.
    """
    if samples < k:
        raise ValueError(f"pass@{k} needs {k} samples, there are {samples}")
    return 1.0 - comb(samples - passed, k) / comb(samples, k)


def mean_of_means(columns: Sequence[tuple[Floats, Sequence[Any]]]) -> tuple[float, Interval] | None:
    """The plain mean of the columns' means, with its 95% interval; None where a column has no values.

    Args:
        columns: of each, its values and, as long, the clusters they belong to. Equal clusters in several columns
            (a problem graded with two sets of tests) vary together.

    The variance is the linearised one: a cluster's influence on the result is the sum of its values' deviations from
    their column's mean, each over that column's size, and the variance is the sum of the squared influences; each
    column's deviations are taken times ``sqrt(n/(n-1))``. The interval is normal and not bounded to the columns' range.
    """
    if not columns or any(len(values) == 0 for values, _ in columns):
        return None
    influence: dict[Any, float] = {}
    for values, clusters in columns:
        n = len(values)
        scale = sqrt(n / (n - 1)) / n if n > 1 else 1.0
        for value, cluster in zip(values, clusters, strict=True):
            influence[cluster] = influence.get(cluster, 0.0) + scale * float(value - values.mean())
    estimate = sum(float(values.mean()) for values, _ in columns) / len(columns)
    half = _Z95 * sqrt(sum(part**2 for part in influence.values())) / len(columns)
    return estimate, Interval(estimate - half, estimate + half)


def mcnemar_exact(first_only: int, second_only: int) -> float:
    """Two-sided exact McNemar test: P of a split at least this uneven if each discordant pair were a coin flip.

    It treats pairs as independent; where problems have several pairs, read it beside the clustered bootstrap.
    """
    if first_only + second_only == 0:
        return 1.0
    from scipy.stats import binomtest

    return float(binomtest(first_only, first_only + second_only, 0.5).pvalue)


def paired_bootstrap(
    differences: Floats, clusters: NDArray[Any], *, seed: int = 0, resamples: int = 10_000
) -> Interval | None:
    """Percentile interval of the mean of ``differences`` when whole clusters are drawn with replacement.

    Clusters with the same sum and the same number of pairs are interchangeable, so a resample is one multinomial
    draw over the distinct kinds of cluster: the same distribution, at a cost and memory that do not grow with the
    number of pairs. None without pairs.
    """
    if len(differences) == 0:
        return None
    _, codes = np.unique(clusters, return_inverse=True)
    totals = np.stack([np.bincount(codes, weights=differences), np.bincount(codes)], axis=1)
    kinds, counts = np.unique(totals, axis=0, return_counts=True)
    groups = int(counts.sum())
    generator = np.random.default_rng(seed)
    block = max(1, _BLOCK_CELLS // len(kinds))
    means = []
    for start in range(0, resamples, block):
        drawn = generator.multinomial(groups, counts / groups, size=min(block, resamples - start)) @ kinds
        means.append(drawn[:, 0] / drawn[:, 1])
    low, high = np.quantile(np.concatenate(means), [0.025, 0.975])
    return Interval(float(low), float(high))


def design_effect(values: Floats, clusters: NDArray[Any]) -> float:
    """How much larger the variance of the mean is than if no pairs shared a cluster (Kish 1965); at least 1.

    ``deff = V / (s**2 / n)`` with V as in `clustered_proportion` and s**2 the sample variance. 1 where it is not
    defined: equal values, or one cluster.
    """
    n = len(values)
    _, codes = np.unique(clusters, return_inverse=True)
    groups = int(codes.max()) + 1 if n else 0
    if groups < 2 or (values == values[0]).all():
        return 1.0
    deviations = values - values.mean()
    between = groups / (groups - 1) * float(np.square(np.bincount(codes, weights=deviations)).sum()) / n**2
    return max(1.0, between / (float(np.square(deviations).sum()) / (n - 1) / n))


def pairs_needed(
    first_only: float, second_only: float, *, effect: float = 1.0, power: float = 0.8, alpha: float = 0.05
) -> int | None:
    """Pairs a two-sided McNemar test needs to tell two models apart at these rates of discordant pairs.

    Formula of Connor (1987, Biometrics 43:207-211): with ``s = first_only + second_only`` and
    ``d = first_only - second_only``, ``n = (z_{1-alpha/2} sqrt(s) + z_power sqrt(s - d**2))**2 / d**2``,
    times ``effect``, the design effect of the differences, for problems that keep bringing as many pairs each.
    None when the rates are equal: no number of pairs would do.
    """
    from scipy.special import ndtri

    total, difference = first_only + second_only, first_only - second_only
    if difference == 0:
        return None
    root = float(ndtri(1 - alpha / 2)) * sqrt(total) + float(ndtri(power)) * sqrt(max(0.0, total - difference**2))
    return ceil(effect * (root / difference) ** 2)


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Pairs whose confidence lies in [low, high): their mean confidence and the share of them that were right."""

    low: float
    high: float
    pairs: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far stated probabilities can be taken at their word."""

    brier: float
    ece: float
    bins: tuple[CalibrationBin, ...]


def calibration(probabilities: Floats, bins: int = 10) -> Calibration | None:
    """Brier score and expected calibration error of P(chosen wins), shape (n,), each in [0, 1].

    The chosen side is always the better one, so the Brier score is ``mean((1 - p)**2)``. The calibration error is
    over the model's confidence in the side it prefers, ``max(p, 1-p)``, which lies in [0.5, 1] and is cut into
    ``bins`` bins of equal width (1 falls into the last); a pair is right when p > 0.5 and half right at p = 0.5
    (Guo et al. 2017, arXiv 1706.04599, equation 3). None without pairs; empty bins are left out.
    """
    n = len(probabilities)
    if n == 0:
        return None
    confidence = np.maximum(probabilities, 1 - probabilities)
    right = np.where(probabilities == 0.5, 0.5, (probabilities > 0.5).astype(np.float64))
    edges = np.linspace(0.5, 1.0, bins + 1)
    codes = np.clip(np.searchsorted(edges, confidence, side="right") - 1, 0, bins - 1)
    found = []
    for code in np.unique(codes):
        inside = codes == code
        found.append(
            CalibrationBin(
                float(edges[code]),
                float(edges[code + 1]),
                int(inside.sum()),
                float(confidence[inside].mean()),
                float(right[inside].mean()),
            )
        )
    error = sum(bin_.pairs / n * abs(bin_.confidence - bin_.accuracy) for bin_ in found)
    return Calibration(float(np.square(1 - probabilities).mean()), error, tuple(found))


def cohen_kappa(first: Sequence[str], second: Sequence[str]) -> float | None:
    """Agreement of two raters on the same items beyond chance (Cohen 1960, Educ. Psychol. Meas. 20:37-46).

    None without items, and where both gave one and the same label throughout, which leaves no room beyond chance.
    """
    n = len(first)
    if n == 0:
        return None
    observed = sum(one == other for one, other in zip(first, second, strict=True)) / n
    labels = set(first) | set(second)
    expected = sum(first.count(label) * second.count(label) for label in labels) / n**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def fleiss_kappa(items: Sequence[Sequence[str]]) -> float | None:
    """Agreement of several raters beyond chance (Fleiss 1971, Psychological Bulletin 76:378-382).

    Args:
        items: of each item, the labels that its raters gave it; equally many for every item, at least two.

    None without items, and where all labels are the same.
    """
    if not items:
        return None
    raters = len(items[0])
    labels = {label for item in items for label in item}
    counts = [[item.count(label) for label in labels] for item in items]
    agreed = [(sum(count**2 for count in row) - raters) / (raters * (raters - 1)) for row in counts]
    observed = sum(agreed) / len(items)
    shares = [sum(column) / (len(items) * raters) for column in zip(*counts, strict=True)]
    expected = sum(share**2 for share in shares)
    return None if expected == 1 else (observed - expected) / (1 - expected)
