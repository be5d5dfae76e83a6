"""Measure how like a situation each case of the casebook is: how it is told, its words, what near questions lead to."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.embedding import Vectors
from rag.library import Library
from rag.nearness import similarities
from rag.remembered import once_per_library
from rag.text import stem_set
from rag.word_shares import Floats, WordShares, share_words

# What is measured: the mean nearness of the tellings nearest to the situation, the nearness of the title, the share of
# the situation's words, by rarity, that the tellings and title hold, and the votes for what the case says: mean, most.
SIGNALS = ("told", "title", "words", "votes", "most_votes")
# Tellings nearest to the situation that count: of 595 situations the case that says all is then the nearest in 45 %,
# with 1 in 32, with 8 in 46.
TELLINGS = 5
# The nearness of a case as a whole: this share is its title's, which is all that a short question resembles.
TITLE_SHARE = 0.2


@dataclass(frozen=True, eq=False)
class Situation:
    """What cases are held against: the vector by the tuned model, shape (dimension,), the stems of what is told.

    `votes` are those of the questions near it for every entry, shape (n,), as a share of the most of all.
    """

    tuned: Vectors
    stems: frozenset[str]
    votes: NDArray[np.float32]


def measure_cases(situation: Situation, library: Library) -> Floats:
    """Return the signals of every case, shape (cases, len(SIGNALS)); nearness in standard deviations."""
    votes, most = _votes(situation.votes, library)
    told, titles = _nearness(situation.tuned, library)
    return np.column_stack((told, titles, _words(library).of(situation.stems), votes, most))


def told_nearness(tuned: Vectors, library: Library) -> Floats:
    """Return how near every case is, its tellings and title together, in standard deviations, shape (cases,)."""
    told, titles = _nearness(tuned, library)
    return (1 - TITLE_SHARE) * told + TITLE_SHARE * titles


def _nearness(tuned: Vectors, library: Library) -> tuple[Floats, Floats]:
    """Return how near the tellings of every case are, of so many the mean, and its title, in standard deviations."""
    mean, deviation = library.asked_scale
    told = (similarities(library.asked.cases.vectors, tuned) - mean) / deviation
    titles = (similarities(library.asked.titles, tuned) - mean) / deviation
    owners = library.asked.cases.owners
    starts = np.searchsorted(owners, np.arange(len(titles)))
    ranks = np.arange(len(owners)) - starts[owners]
    nearest = told[np.lexsort((-told, owners))]
    counted = ranks < TELLINGS
    total = np.bincount(owners[counted], nearest[counted], len(titles))
    return total / np.bincount(owners[counted], minlength=len(titles)), titles.astype(np.float64)


@once_per_library
def _words(library: Library) -> WordShares:
    """Return which tellings and titles hold a word, case by case; made once."""
    return share_words([stem_set(" ".join((case.title, *case.tellings))) for case in library.chosen.cases])


def _votes(votes: NDArray[np.float32], library: Library) -> tuple[Floats, Floats]:
    """Return for every case the mean and the most votes for what it says, shape (cases,) each."""
    entries, starts = _entries(library)
    own = votes[entries].astype(np.float64)
    counts = np.diff(np.append(starts, len(entries)))
    return np.add.reduceat(own, starts) / counts, np.maximum.reduceat(own, starts)


@once_per_library
def _entries(library: Library) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the entries that the cases chose, case by case, and where each case begins; made once."""
    chosen = [list(library.entries_at(case.places)) for case in library.chosen.cases]
    counts = [len(entries) for entries in chosen]
    return np.concatenate([np.array(entries) for entries in chosen]), np.concatenate(([0], np.cumsum(counts)[:-1]))
