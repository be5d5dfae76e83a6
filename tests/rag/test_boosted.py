"""Rules of boosted trees: every leaf counts where all its questions are met."""

import numpy as np
import pytest

from rag.boosted import Boosted, load_boosted
from rag.pointer_signals import SIGNALS
from rag.pointers import TREES


def test_a_row_gets_the_leaf_that_all_its_questions_lead_to() -> None:
    trees = Boosted(
        ("a", "b"), -1.0, np.array([[0, 1]]), np.array([[0.5, 2.0]]), np.array([[0.1, 0.2, 0.4, 0.8]])
    )  # fmt: skip
    rows = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 3.0], [1.0, 3.0], [0.5, 2.0]])
    assert trees.log_odds(rows) == pytest.approx([-0.9, -0.8, -0.6, -0.2, -0.9])
    assert trees.chances(rows[:1]) == pytest.approx(1 / (1 + np.exp(0.9)))


def test_no_rows_give_no_chances() -> None:
    assert load_boosted(TREES).chances(np.zeros((0, len(SIGNALS)))).shape == (0,)


def test_the_trees_that_ship_are_grown_on_the_signals_that_are_measured() -> None:
    assert load_boosted(TREES).names == SIGNALS
