"""Grow boosted oblivious trees for a yes or no.

Each takes a Newton step on the logistic loss (Friedman, Greedy function approximation, Annals of Statistics 2001).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.boosted import Boosted, Floats

# Bounds tried per feature: quantiles of its values.
BINS = 48
DIGITS = 4


@dataclass(frozen=True)
class Growth:
    """How trees are grown: `rate` of what a tree says counts, each on a `share` of the groups, drawn at random."""

    trees: int = 300
    levels: int = 4
    rate: float = 0.06
    share: float = 0.7
    ridge: float = 8.0
    seed: int = 20071121


def grow(
    rows: Floats, truth: NDArray[np.bool_], groups: Sequence[str], names: Sequence[str], growth: Growth
) -> Boosted:
    """Return trees that tell the chance of `truth` (n,) from `rows` (n, features); a group is drawn as a whole."""
    random = np.random.default_rng(growth.seed)
    cuts = [np.unique(np.round(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1]), DIGITS)) for column in rows.T]
    binned = np.stack([np.searchsorted(cut, column) for cut, column in zip(cuts, rows.T, strict=True)], axis=1)
    of_group = np.unique(np.asarray(groups), return_inverse=True)[1]
    bias = float(np.log(truth.mean() / (1 - truth.mean())))
    odds = np.full(len(rows), bias)
    grown = []
    for _ in range(growth.trees):
        chance = 1 / (1 + np.exp(-odds))
        drawn = (random.random(of_group.max() + 1) < growth.share)[of_group]
        tree = _grow_tree(binned[drawn], (truth - chance)[drawn], (chance * (1 - chance))[drawn], cuts, growth)
        grown.append(tree)
        odds += tree[2][_leaf_of(rows, tree)]
    features, bounds, leaves = (np.array(part) for part in zip(*grown, strict=True))
    return Boosted(tuple(names), round(bias, DIGITS), features, bounds, leaves)


def _leaf_of(rows: Floats, tree: tuple[list[int], list[float], Floats]) -> NDArray[np.int64]:
    features, bounds, _ = tree
    return np.asarray((rows[:, features] > np.array(bounds)) @ (1 << np.arange(len(features))))


def _grow_tree(
    binned: NDArray[np.int64], slope: Floats, curve: Floats, cuts: Sequence[Floats], growth: Growth
) -> tuple[list[int], list[float], Floats]:
    """Return the feature and bound of every level, chosen one after the other, and what the leaves say."""
    leaf = np.zeros(len(binned), dtype=np.int64)
    features: list[int] = []
    bounds: list[float] = []
    for level in range(growth.levels):
        gains = []
        for number, cut in enumerate(cuts):
            shape = (1 << level, len(cut) + 1)
            cell = leaf * shape[1] + binned[:, number]
            gains.append(_best_cut(_sums(cell, slope, shape), _sums(cell, curve, shape), growth.ridge))
        best = int(np.argmax([gain for gain, _ in gains]))
        place = gains[best][1]
        features.append(best)
        bounds.append(float(cuts[best][place]))
        leaf += (binned[:, best] > place).astype(np.int64) << level
    size = 1 << growth.levels
    step = np.bincount(leaf, slope, size) / (np.bincount(leaf, curve, size) + growth.ridge)
    return features, bounds, np.round(growth.rate * step, DIGITS)


def _sums(cell: NDArray[np.int64], of: Floats, shape: tuple[int, int]) -> Floats:
    """Return the sum of `of` in every cell, by leaf and bin."""
    return np.asarray(np.bincount(cell, of, shape[0] * shape[1]), dtype=np.float64).reshape(shape)


def _best_cut(slopes: Floats, curves: Floats, ridge: float) -> tuple[float, int]:
    """Return the gain of the best bound for all leaves at once, and its number, given the sums by leaf and bin."""
    if slopes.shape[1] < 2:
        return -np.inf, 0
    below, below_curve = slopes.cumsum(axis=1), curves.cumsum(axis=1)
    above, above_curve = below[:, -1:] - below[:, :-1], below_curve[:, -1:] - below_curve[:, :-1]
    gain = below[:, :-1] ** 2 / (below_curve[:, :-1] + ridge) + above**2 / (above_curve + ridge)
    place = int(np.argmax(gain.sum(axis=0)))
    return float(gain[:, place].sum()), place


def write(boosted: Boosted, target: Path) -> None:
    """Write trees as `rag.boosted.load_boosted` reads them, a line each."""
    columns = zip(boosted.features.tolist(), boosted.bounds.tolist(), boosted.leaves.tolist(), strict=True)
    lines = [json.dumps({"features": f, "bounds": b, "leaves": v}, separators=(",", ":")) for f, b, v in columns]
    head = f'{{"names": {json.dumps(list(boosted.names))},\n"bias": {boosted.bias},\n"trees": [\n'
    target.write_text(head + ",\n".join(lines) + "\n]}\n", encoding="utf-8")
