import math

import pytest

from evals.statistics import cluster_bootstrap, estimate, holm, mcnemar, paired_randomisation, quantile, wilson


def test_wilson_gives_the_published_interval() -> None:
    """90 of 100 gives 82.6 to 94.5; nothing wrong in 60 still allows some 5% failures."""
    low, high = wilson(90, 100)
    assert (round(low, 3), round(high, 3)) == (0.826, 0.945)
    assert round(1 - wilson(60, 60)[0], 2) == 0.06
    assert wilson(0, 10)[0] == 0.0
    assert wilson(10, 10)[1] == 1.0


def test_mcnemar_is_the_exact_binomial_test() -> None:
    """Nine gains and one loss: p = 22 / 1024; equal runs: 1."""
    first, second = [0.0] * 9 + [1.0] + [1.0] * 20, [1.0] * 9 + [0.0] + [1.0] * 20
    assert mcnemar(first, second) == pytest.approx(22 / 1024)
    assert mcnemar(first, first) == 1.0


def test_clusters_widen_the_interval() -> None:
    """Ten cases that stand or fall together are one piece of evidence, not ten."""
    values = [1.0] * 50 + [0.0] * 50
    alone = cluster_bootstrap(values, list(range(100)))
    together = cluster_bootstrap(values, [i // 10 for i in range(100)])
    assert together[1] - together[0] > 2 * (alone[1] - alone[0])


def test_an_estimate_of_all_right_keeps_room_for_doubt() -> None:
    """The bootstrap alone would say 100 to 100."""
    found = estimate([1.0] * 20, list(range(20)), binary=True)
    assert found is not None
    assert found.high == 1.0
    assert found.low < 0.9
    assert estimate([], [], binary=True) is None


def test_paired_randomisation_sees_a_steady_difference_and_no_difference() -> None:
    """Twenty small gains are shown; gains that cancel out are not."""
    zeros = [0.0] * 20
    assert paired_randomisation(zeros, [0.1] * 20, list(range(20))) < 0.001
    assert paired_randomisation(zeros, [0.1, -0.1] * 10, list(range(20))) > 0.5
    assert paired_randomisation(zeros, zeros, list(range(20))) == 1.0


def test_holm_corrects_in_order_and_never_beyond_one() -> None:
    """The smallest p is multiplied by the number of tests."""
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.9, 0.8]) == [1.0, 1.0]


def test_nothing_is_ever_not_a_number() -> None:
    """Empty input gives a number or nothing."""
    assert quantile([], 0.5) == 0.0
    assert not any(math.isnan(end) for end in (*wilson(0, 0), *cluster_bootstrap([0.0], ["a"])))
