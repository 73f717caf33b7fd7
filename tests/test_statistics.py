from itertools import combinations
from math import isclose

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from lcbrb import statistics

OUTCOMES = st.lists(st.tuples(st.sampled_from([0.0, 0.5, 1.0]), st.integers(0, 8)), min_size=1, max_size=60)


def proportion(values, clusters=None):
    found = statistics.clustered_proportion(
        np.array(values, dtype=float), np.arange(len(values)) if clusters is None else np.array(clusters)
    )
    assert found is not None
    return found


@pytest.mark.parametrize(("right", "n"), [(0, 1), (1, 1), (0, 20), (20, 20), (7, 20), (219, 219), (137, 219)])
def test_one_pair_a_problem_gives_wilson_of_scipy(right, n):
    found = proportion([1.0] * right + [0.0] * (n - right))
    expected = binomtest(right, n).proportion_ci(method="wilson")
    assert isclose(found.interval.low, expected.low, abs_tol=1e-12)
    assert isclose(found.interval.high, expected.high, abs_tol=1e-12)


def test_effective_size_of_two_pairs_a_problem_by_hand():
    # Two problems right twice, two wrong twice: p = 1/2, V = 4/3 * 4 * 1 / 64 = 1/12, deff = (1/12) / (1/28) = 7/3,
    # t quantiles 2.3646 (7 degrees of freedom) and 3.1824 (3): n* = 8 / (7/3) * (2.3646 / 3.1824)**2 = 1.893.
    found = proportion([1, 1, 1, 1, 0, 0, 0, 0], [0, 0, 1, 1, 2, 2, 3, 3])
    assert found.effective_n == pytest.approx(1.893, abs=1e-3)
    assert found.clusters == 4


def test_all_right_counts_problems_not_pairs():
    assert proportion([1.0] * 30, [0, 1, 2] * 10).interval == proportion([1.0] * 3).interval


def test_single_problem_counts_as_one_observation():
    assert proportion([1, 0, 1, 1], [0, 0, 0, 0]).interval == statistics.wilson(0.75, 1)


def test_no_values_have_no_interval():
    assert statistics.clustered_proportion(np.array([]), np.array([])) is None
    assert statistics.paired_bootstrap(np.array([]), np.array([])) is None
    assert statistics.calibration(np.array([])) is None


@given(OUTCOMES)
def test_interval_holds_the_estimate_and_stays_within_0_and_1(rows):
    found = proportion(*zip(*rows, strict=True))
    assert 0 <= found.interval.low <= found.estimate <= found.interval.high <= 1
    assert found.interval.high - found.interval.low > 0
    assert 1 <= found.effective_n <= found.n


@given(OUTCOMES)
def test_swapping_right_and_wrong_mirrors_the_interval(rows):
    values, clusters = zip(*rows, strict=True)
    found, mirrored = proportion(values, clusters), proportion([1 - value for value in values], clusters)
    assert isclose(found.interval.low, 1 - mirrored.interval.high, abs_tol=1e-9)
    assert isclose(found.interval.high, 1 - mirrored.interval.low, abs_tol=1e-9)


@given(st.lists(st.sampled_from([0.0, 1.0]), min_size=2, max_size=40))
def test_copies_of_a_pair_in_its_problem_add_no_certainty(values):
    once = proportion(values)
    twice = proportion(values * 2, [*range(len(values))] * 2)
    assert twice.effective_n <= once.effective_n + 1e-9


@pytest.mark.parametrize(("problems", "pairs", "rho", "p"), [(12, 3, 0.4, 0.7), (40, 10, 0.3, 0.6), (166, 6, 0.3, 0.8)])
def test_interval_covers_95_percent_of_clustered_samples(problems, pairs, rho, p):
    generator = np.random.default_rng(3)
    covered = naive = 0
    for _ in range(1000):
        sizes = generator.integers(1, pairs + 1, problems)
        rates = generator.beta(p * (1 - rho) / rho, (1 - p) * (1 - rho) / rho, problems)
        clusters = np.repeat(np.arange(problems), sizes)
        found = proportion(generator.random(len(clusters)) < rates[clusters], clusters)
        covered += found.interval.low <= p <= found.interval.high
        low, high = statistics.wilson(found.estimate, found.n)
        naive += low <= p <= high
    assert 0.93 <= covered / 1000 <= 0.985
    assert naive < covered  # what ignoring problems would have claimed


def test_mcnemar_by_hand():
    assert statistics.mcnemar_exact(1, 5) == pytest.approx(2 * (1 + 6) / 64)
    assert statistics.mcnemar_exact(5, 1) == statistics.mcnemar_exact(1, 5)
    assert statistics.mcnemar_exact(0, 0) == 1.0
    assert statistics.mcnemar_exact(4, 4) == 1.0


def test_pairs_needed_by_hand():
    # s = 0.3, d = 0.1: ((1.95996 * 0.54772 + 0.84162 * 0.53852) / 0.1)**2 = 233.09
    assert statistics.pairs_needed(0.2, 0.1) == 234
    assert statistics.pairs_needed(0.1, 0.2) == 234
    assert statistics.pairs_needed(0.2, 0.2) is None
    assert statistics.pairs_needed(0.0, 0.0) is None


def test_pairs_needed_grows_with_the_design_effect():
    assert statistics.pairs_needed(0.2, 0.1, effect=3) == 700  # 3 * 233.09, rounded up


def test_design_effect_of_copies_by_hand():
    # Each of 4 values twice: V = 4/3 * 4 * 2**2 / 8**2 = 1/3, s**2 / n = (8/7) / 8 = 1/7.
    values = np.array([1.0, 1.0, -1.0, -1.0] * 2)
    assert statistics.design_effect(values, np.array([0, 1, 2, 3] * 2)) == pytest.approx(7 / 3)
    assert statistics.design_effect(values, np.arange(8)) == pytest.approx(1)
    assert statistics.design_effect(np.zeros(8), np.arange(8)) == 1
    assert statistics.design_effect(values, np.zeros(8)) == 1


def test_pairs_needed_gives_the_power_it_promises():
    generator = np.random.default_rng(0)
    n = statistics.pairs_needed(0.2, 0.1)
    draws = generator.multinomial(n, [0.2, 0.1, 0.7], size=1500)
    significant = np.mean([statistics.mcnemar_exact(int(b), int(c)) < 0.05 for b, c, _ in draws])
    assert 0.74 <= significant <= 0.84  # the exact test is a little conservative


def test_bootstrap_equals_drawing_whole_clusters_one_by_one():
    generator = np.random.default_rng(1)
    clusters = np.repeat(np.arange(30), generator.integers(1, 5, 30))
    differences = generator.choice([-1.0, -0.5, 0.0, 0.5, 1.0], len(clusters))
    sums, sizes = np.bincount(clusters, weights=differences), np.bincount(clusters)
    drawn = generator.integers(0, 30, (20_000, 30))
    low, high = np.quantile(sums[drawn].sum(1) / sizes[drawn].sum(1), [0.025, 0.975])
    found = statistics.paired_bootstrap(differences, clusters, seed=5, resamples=20_000)
    assert found == pytest.approx((low, high), abs=0.012)
    assert found == statistics.paired_bootstrap(differences, clusters, seed=5, resamples=20_000)
    assert found != statistics.paired_bootstrap(differences, clusters, seed=6, resamples=20_000)


def test_bootstrap_of_a_million_pairs_takes_little_memory():
    import tracemalloc

    clusters = np.arange(1_000_000)
    differences = np.where(clusters % 10 == 0, 1.0, 0.0)
    tracemalloc.start()
    found = statistics.paired_bootstrap(differences, clusters)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == pytest.approx((0.0994, 0.1006), abs=1e-4)
    assert peak < 200 * 2**20


@given(st.lists(st.tuples(st.sampled_from([-1.0, -0.5, 0.0, 0.5, 1.0]), st.integers(0, 5)), min_size=1, max_size=30))
def test_bootstrap_stays_within_the_differences(rows):
    differences, clusters = map(np.array, zip(*rows, strict=True))
    low, high = statistics.paired_bootstrap(differences, clusters, resamples=200)
    assert differences.min() - 1e-9 <= low <= high <= differences.max() + 1e-9


def test_calibration_by_hand():
    found = statistics.calibration(np.array([1.0, 0.9, 0.5, 0.2]))
    assert found.brier == pytest.approx((0 + 0.01 + 0.25 + 0.64) / 4)
    # Confidences 1, 0.9, 0.5, 0.8; right 1, 1, 1/2, 0; the first two share the last bin [0.95, 1] only for 1.
    assert [(bin_.pairs, bin_.accuracy) for bin_ in found.bins] == [(1, 0.5), (1, 0.0), (1, 1.0), (1, 1.0)]
    assert found.ece == pytest.approx((0 + 0.8 + 0.1 + 0) / 4)


def test_probabilities_drawn_from_themselves_are_calibrated():
    generator = np.random.default_rng(2)
    first = generator.random(200_000)
    chosen_first = generator.random(200_000) < first
    found = statistics.calibration(np.where(chosen_first, first, 1 - first))
    assert found.ece < 0.01
    assert found.brier == pytest.approx(1 / 6, abs=0.005)


@pytest.mark.parametrize("samples", [1, 4, 7])
def test_pass_at_k_is_the_share_of_subsets_with_a_pass(samples):
    for passed in range(samples + 1):
        for k in range(1, samples + 1):
            subsets = list(combinations([True] * passed + [False] * (samples - passed), k))
            assert statistics.pass_at_k(samples, passed, k) == pytest.approx(sum(map(any, subsets)) / len(subsets))


def test_pass_at_k_needs_k_samples():
    with pytest.raises(ValueError, match="needs 3 samples"):
        statistics.pass_at_k(2, 1, 3)


def test_the_interval_of_a_mean_of_means_holds_its_coverage():
    generator = np.random.default_rng(0)
    truth, held = (0.7 + 0.5 + 0.2) / 3, 0
    for _ in range(400):
        easy = generator.random(150)
        columns = [
            ((easy < 0.7).astype(float), [("a", task) for task in range(150)]),
            ((easy < 0.5).astype(float), [("a", task) for task in range(150)]),  # the same problems, more tests
            ((generator.random(80) < 0.2).astype(float), [("b", task) for task in range(80)]),
        ]
        found = statistics.mean_of_means(columns)
        assert found is not None
        held += found[1].low <= truth <= found[1].high
    assert 0.92 < held / 400 < 0.98


def test_a_mean_of_means_needs_every_column():
    assert statistics.mean_of_means([]) is None
    assert statistics.mean_of_means([(np.ones(2), [0, 1]), (np.array([]), [])]) is None


def test_cohen_kappa_is_that_of_scikit_learn():
    from sklearn.metrics import cohen_kappa_score

    first, second = list("aabbcabca"), list("abbbcabaa")
    assert statistics.cohen_kappa(first, second) == pytest.approx(cohen_kappa_score(first, second))
    assert statistics.cohen_kappa(first, first) == 1
    assert statistics.cohen_kappa(["a"], ["a"]) is None and statistics.cohen_kappa([], []) is None


def test_fleiss_kappa_of_a_worked_example():
    """Four items, three raters; 7 of the 12 labels are a. Agreeing pairs of raters: 3, 1, 1 and 1 of 3."""
    items = ["aaa", "aab", "abb", "bba"]
    observed = (1 + 1 / 3 + 1 / 3 + 1 / 3) / 4
    expected = (7 / 12) ** 2 + (5 / 12) ** 2
    found = statistics.fleiss_kappa([list(item) for item in items])
    assert found == pytest.approx((observed - expected) / (1 - expected))
    assert statistics.fleiss_kappa([list("aaa"), list("bbb")]) == 1
    assert statistics.fleiss_kappa([list("aaa")]) is None
