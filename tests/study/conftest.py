"""Fixtures of the study companion's tests: one workshop on the shipped library."""

import pytest

from rag.library import Library
from study.quiz import make_quiz
from study.records import Criteria, Item
from study.workshop import Workshop

SEEDS = range(20)
ITEMS_A_SEED = 50


@pytest.fixture(scope="session")
def workshop(library: Library) -> Workshop:
    """Return a workshop on the shipped library."""
    return Workshop(library)


@pytest.fixture(scope="session")
def thousand(workshop: Workshop) -> tuple[Item, ...]:
    """Return a thousand items: fifty for each of twenty seeds."""
    return tuple(item for seed in SEEDS for item in make_quiz(workshop, Criteria(), ITEMS_A_SEED, seed).items)
