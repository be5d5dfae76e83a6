"""Score rows of numbers with boosted decision trees that ask the same question in every node of a level.

Such oblivious trees (Prokhorenkova et al., CatBoost, NeurIPS 2018) are grown by `evals.boosting`.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Boosted:
    """Trees over the features in `names`: a feature and a bound per level, and log odds per leaf."""

    names: tuple[str, ...]
    bias: float
    features: NDArray[np.int64]  # (trees, levels)
    bounds: Floats  # (trees, levels)
    leaves: Floats  # (trees, 2 ** levels)

    def log_odds(self, rows: Floats) -> Floats:
        """Return the log odds of every row of `rows`, shape (n, features)."""
        is_above = rows[:, self.features] > self.bounds
        leaf = is_above @ (1 << np.arange(self.features.shape[1]))
        return self.bias + np.asarray(self.leaves[np.arange(len(self.leaves)), leaf].sum(axis=1))

    def chances(self, rows: Floats) -> Floats:
        """Return the chance of 0..1 of every row of `rows`, shape (n, features)."""
        return np.asarray(1.0 / (1.0 + np.exp(-self.log_odds(rows))))


@lru_cache(maxsize=4)
def load_boosted(file: str) -> Boosted:
    """Return the trees that ship in `file`."""
    data = json.loads(files("rag").joinpath("data", file).read_text(encoding="utf-8"))
    trees = data["trees"]
    return Boosted(
        tuple(data["names"]),
        float(data["bias"]),
        np.array([tree["features"] for tree in trees], dtype=np.int64),
        np.array([tree["bounds"] for tree in trees], dtype=np.float64),
        np.array([tree["leaves"] for tree in trees], dtype=np.float64),
    )
