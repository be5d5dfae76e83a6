"""Intervals and tests. Every random draw is seeded, so a second run gives the same numbers."""

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SEED = 20071121
# 2,000 resamples put the ends of a 95% interval within some 0.3 points of their limit at the sizes used here.
BOOTSTRAP_SAMPLES = 2000
PERMUTATIONS = 10_000
Z95 = 1.959964
ALPHA = 0.05


@dataclass(frozen=True)
class Estimate:
    """A mean over `n` cases with its 95% interval; `unscored` cases did not ask for it."""

    mean: float
    low: float
    high: float
    n: int
    unscored: int = 0


def wilson(successes: int, n: int) -> tuple[float, float]:
    """Return the 95% interval of a rate (Wilson, JASA 1927); (0, 1) of nothing."""
    if n == 0:
        return 0.0, 1.0
    rate, z2 = successes / n, Z95**2
    centre = (rate + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 / (1 + z2 / n) * math.sqrt(rate * (1 - rate) / n + z2 / (4 * n * n))
    # at 0 and n of n an end is exactly 0 or 1, which floating point misses by a hair
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == n else min(1.0, centre + half)
    return low, high


def cluster_bootstrap(values: Sequence[float], clusters: Sequence[Hashable]) -> tuple[float, float]:
    """Return the 95% percentile interval of the mean, resampling whole clusters (Miller, arXiv 2411.00640).

    Questions on one section stand or fall together; resampling them one by one gives too narrow an interval.
    """
    sums, counts = _cluster_sums(values, clusters)
    rng = np.random.default_rng(SEED)
    drawn = rng.multinomial(len(sums), np.full(len(sums), 1 / len(sums)), size=BOOTSTRAP_SAMPLES)
    means = (drawn @ sums) / (drawn @ counts)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


def estimate(values: Sequence[float], clusters: Sequence[Hashable], binary: bool, unscored: int = 0) -> Estimate | None:
    """Return the mean with its interval; of 0/1 values the wider ends of Wilson and bootstrap; None of nothing."""
    if not values:
        return None
    low, high = cluster_bootstrap(values, clusters)
    if binary:
        wilson_low, wilson_high = wilson(round(sum(values)), len(values))
        low, high = min(low, wilson_low), max(high, wilson_high)
    return Estimate(sum(values) / len(values), low, high, len(values), unscored)


def mcnemar(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the exact two-sided p of McNemar's test on paired 0/1 values (McNemar, Psychometrika 1947)."""
    gains = sum(b > a for a, b in zip(first, second, strict=True))
    losses = sum(b < a for a, b in zip(first, second, strict=True))
    n = gains + losses
    tail = sum(math.comb(n, k) for k in range(min(gains, losses) + 1)) / 2**n
    return float(min(1.0, 2 * tail))


def paired_randomisation(first: Sequence[float], second: Sequence[float], clusters: Sequence[Hashable]) -> float:
    """Return the two-sided p of paired randomisation, signs flipped per cluster (Smucker et al., CIKM 2007)."""
    differences = [b - a for a, b in zip(first, second, strict=True)]
    if not any(differences):
        return 1.0
    sums, _ = _cluster_sums(differences, clusters)
    rng = np.random.default_rng(SEED)
    signs = rng.choice(np.array([-1.0, 1.0]), size=(PERMUTATIONS, len(sums)))
    # the sums are compared with a hair's breadth of room: they add the same numbers in another order
    extreme = np.abs(signs @ sums) >= abs(float(sums.sum())) - 1e-9
    return float((extreme.sum() + 1) / (PERMUTATIONS + 1))


def holm(p_values: Sequence[float]) -> list[float]:
    """Return p-values corrected for their number (Holm, 1979), in the same order."""
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    corrected, highest = [0.0] * len(p_values), 0.0
    for rank, i in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[i]))
        corrected[i] = highest
    return corrected


def quantile(values: Sequence[float], share: float) -> float:
    """Return a quantile by linear interpolation; 0 of nothing."""
    return float(np.quantile(np.array(values, dtype=np.float64), share)) if values else 0.0


def _cluster_sums(
    values: Sequence[float], clusters: Sequence[Hashable]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    totals: dict[Hashable, list[float]] = {}
    for value, cluster in zip(values, clusters, strict=True):
        total = totals.setdefault(cluster, [0.0, 0.0])
        total[0] += value
        total[1] += 1
    table = np.array(list(totals.values()), dtype=np.float64)
    return table[:, 0], table[:, 1]
