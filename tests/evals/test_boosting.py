"""Rules of growing boosted trees: they learn what a rule says, the same each time, and are written and read alike."""

import json
from pathlib import Path

import numpy as np
import pytest

from evals.boosting import Growth, grow, write
from rag.boosted import Boosted

GROWTH = Growth(trees=40, levels=3, rate=0.2)


@pytest.fixture(scope="module")
def rows() -> "np.typing.NDArray[np.float64]":
    return np.random.default_rng(5).normal(size=(2000, 4))


def truth_of(rows: "np.typing.NDArray[np.float64]") -> "np.typing.NDArray[np.bool_]":
    """Tell what holds where two columns have the same sign: no single column tells it."""
    return np.asarray(rows[:, 1] * rows[:, 3] > 0)


def grown(rows: "np.typing.NDArray[np.float64]", growth: Growth = GROWTH) -> Boosted:
    """Return trees grown on all rows, each a group of its own."""
    return grow(rows, truth_of(rows), [str(n) for n in range(len(rows))], "abcd", growth)


def test_trees_learn_a_rule_that_needs_two_columns_at_once(rows: "np.typing.NDArray[np.float64]") -> None:
    fresh = np.random.default_rng(6).normal(size=(2000, 4))
    chances = grown(rows).chances(fresh)
    assert ((chances > 0.5) == truth_of(fresh)).mean() > 0.9


def test_chances_are_as_often_true_as_they_say(rows: "np.typing.NDArray[np.float64]") -> None:
    noisy = truth_of(rows) & (np.random.default_rng(7).random(len(rows)) < 0.6)
    trees = grow(rows, noisy, [str(n) for n in range(len(rows))], "abcd", GROWTH)
    chances = trees.chances(rows)
    sure = chances > 0.5
    assert abs(chances[sure].mean() - noisy[sure].mean()) < 0.06


def test_the_same_seed_grows_the_same_trees(rows: "np.typing.NDArray[np.float64]") -> None:
    one, other = grown(rows), grown(rows)
    assert (one.leaves == other.leaves).all() and (one.bounds == other.bounds).all()
    assert not (one.leaves == grown(rows, Growth(40, 3, 0.2, seed=1)).leaves).all()


def test_a_column_that_never_differs_is_not_asked(rows: "np.typing.NDArray[np.float64]") -> None:
    flat = rows.copy()
    flat[:, 0] = 1.0
    assert 0 not in grown(flat).features


def test_trees_are_written_so_that_they_read_the_same(rows: "np.typing.NDArray[np.float64]", tmp_path: Path) -> None:
    trees = grown(rows)
    write(trees, tmp_path / "trees.json")
    read = json.loads((tmp_path / "trees.json").read_text(encoding="utf-8"))
    again = Boosted(
        tuple(read["names"]),
        read["bias"],
        np.array([tree["features"] for tree in read["trees"]]),
        np.array([tree["bounds"] for tree in read["trees"]]),
        np.array([tree["leaves"] for tree in read["trees"]]),
    )
    assert again.names == trees.names
    assert again.log_odds(rows) == pytest.approx(trees.log_odds(rows))
