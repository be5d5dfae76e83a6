"""Weigh all signals of a claim at once: a small forest of decision trees, stored as plain numbers.

The trees are extremely randomised trees (Geurts et al., Machine Learning 2006) grown by `evals.checker_fit`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

FILE = "check_forest.json"
LEAF = -1


@dataclass(frozen=True)
class Tree:
    """Nodes by number, the root first: go to `left` when the feature is at most the bound; LEAF as feature ends it."""

    feature: tuple[int, ...]
    bound: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    value: tuple[float, ...]

    def score(self, values: Sequence[float]) -> float:
        """Return the value of the leaf that `values` lead to."""
        node = 0
        while self.feature[node] != LEAF:
            is_left = values[self.feature[node]] <= self.bound[node]
            node = self.left[node] if is_left else self.right[node]
        return self.value[node]


@dataclass(frozen=True)
class Forest:
    """Trees over the features named in `names`."""

    names: tuple[str, ...]
    trees: tuple[Tree, ...]

    def score(self, values: Mapping[str, float]) -> float:
        """Return the chance of 0..1 that a claim with these signals is carried."""
        row = [values[name] for name in self.names]
        return sum(tree.score(row) for tree in self.trees) / len(self.trees)


@lru_cache(maxsize=1)
def load_forest() -> Forest:
    """Return the forest that ships."""
    data = json.loads(files("rag").joinpath("data", FILE).read_text(encoding="utf-8"))
    trees = tuple(Tree(*(tuple(column) for column in zip(*tree, strict=True))) for tree in data["trees"])
    return Forest(tuple(data["names"]), trees)
