"""Fit the library to a situation told in everyday words: which parts bear on it, and which of their sentences and rows.

A situation shares few words with the sources, so the dossiers' question lists, which tell such situations, weigh most.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rag.case_signals import Situation
from rag.casebook import NearCase, case_votes, chosen_to_advise, near_cases
from rag.embedding import Vectors
from rag.library import Library
from rag.nearness import highest, similarities
from rag.query import Query
from rag.records import EntryRole
from rag.retrieve import Found
from rag.text import stem_set

# Some entries lie close to every question; this share of their closeness to the average question is taken off.
CROWDING = 0.75
# What a unit's questions, its text as a whole and the words of its questions count for. For 20 of the 24 development
# situations a right section is among the first five (15 by the fused ranking); half or double the last two: 18 to 20.
QUESTION_WEIGHT, BODY_WEIGHT, WORDS_WEIGHT = 1.0, 0.5, 0.5
QUESTIONS_PER_UNIT = 2
# The situation is told again by the questions nearest to it: so many, each counting this much beside its own words.
RETOLD_BY, RETOLD_WEIGHT = 6, 0.25
# Parts about what helps or goes wrong serve a situation better; introductions and research questions serve it less.
PRACTICE, PRACTICE_BONUS = frozenset(("aanpak", "risico", "gespreksvraag")), 0.8
STUDY, STUDY_PENALTY = frozenset(("inleiding", "onderzoek")), 0.6
# Each of the pointers nearest to a situation (their closeness to the average one taken off by half) votes for what it
# leads to, less the further it is behind the nearest; the best unit of a part adds to all that stands there. Together
# they bring 71 % of the points of the 48 development situations into the answer; the sentences of the best units 56.
VOTERS, VOTE_SCALE, POINTER_CROWDING, UNIT_SHARE = 160, 0.03, 0.5, 0.8
# What the cases it is like chose counts for beside those votes.
CASE_SHARE = 1.2
# How near the nearest pointer commonly is to a situation, in standard deviations.
COMMON_LIKENESS = 4.0
# Deviations from the mean for a unit whose text is not searched as a whole.
ABSENT = -2.0

# How near the nearest voter is, in standard deviations, to what none leads to.
NO_VOTER = -9.0

UnitKey = tuple[int, int]
WHOLE = -1
# More rows than any table has: (part, row) as one number.
ROW_LIMIT = 10_000


@dataclass(frozen=True, eq=False)
class Votes:
    """For every entry, shape (n,): what the pointers near that lead to it weigh, as a share of the most of all.

    `voters` is how many they are, and `nearest` how near the nearest of them is, in standard deviations.
    """

    share: NDArray[np.float32]
    voters: NDArray[np.float32]
    nearest: NDArray[np.float32]


@dataclass(frozen=True)
class Fit:
    """How well everything fits a situation, in standard deviations above the mean.

    `likeness` is how near the nearest pointer is, in standard deviations above the mean of any two.
    `said` scores every sentence and row by how well it serves whoever is in the situation, 0 for what does not: the
    sum of the `votes` of the pointers near, `shares` of its part's score, and `cased`, what near cases chose.
    `units` scores parts (part, WHOLE) and groups of table rows with questions of their own (part, first row), best
    first; `entries` scores every search entry by meaning alone. `cases` are the cases it is like; `advises` tells of
    what they chose whether it says what helps. `nearest` is the cosine with the nearest question and that with the
    nearest sentence, averaged: it tells whether the situation is about working together at all.
    """

    units: dict[UnitKey, float]
    entries: NDArray[np.float32]
    nearest: float
    said: NDArray[np.float32]
    likeness: float
    votes: Votes
    shares: NDArray[np.float32]
    cased: NDArray[np.float32]
    cases: tuple[NearCase, ...] = ()
    advises: Mapping[int, bool] = field(default_factory=dict)


def fit_situation(query: Query, found: Found, library: Library) -> Fit:
    """Return how well the units and entries of the allowed sources fit the situation of `query`."""
    allowed = query.source_filter or query.named_sources
    vectors, crowding = np.asarray(library.vectors), CROWDING * library.crowding
    questions = _of_sources(library.entries_by_role[EntryRole.QUESTION], library, allowed)
    bodies = _of_sources(library.entries_by_role[EntryRole.BODY], library, allowed)
    if not len(questions):
        nothing = np.zeros(len(vectors), dtype=np.float32)
        return Fit({}, nothing, 0.0, nothing, COMMON_LIKENESS, Votes(nothing, nothing, nothing), nothing, nothing)
    near = similarities(vectors, found.vector)
    own = near - crowding
    meaning = _standard(_best(questions, own, library, QUESTIONS_PER_UNIT))
    wording = _standard(_best(questions, found.lexical, library, 1))
    body = _standard(_best(bodies, own, library, 1))
    units = {
        key: QUESTION_WEIGHT * value
        + BODY_WEIGHT * body.get((key[0], WHOLE), ABSENT)
        + WORDS_WEIGHT * wording[key]
        + _kind_bonus(key, library)
        for key, value in meaning.items()
    }
    # Rocchio (1971): move the situation towards the questions that tell it most alike.
    nearest = questions[np.argsort(-own[questions], kind="stable")[:RETOLD_BY]]
    retold = found.vector + RETOLD_WEIGHT * vectors[nearest].sum(axis=0)
    again = similarities(vectors, retold / np.linalg.norm(retold)) - crowding
    entries = (again - again[bodies].mean()) / max(float(again[bodies].std()), 1e-6)
    ordered = dict(sorted(units.items(), key=lambda item: (-item[1], item[0])))
    sentences = _of_sources(library.entries_by_role[EntryRole.SENTENCE], library, allowed)
    nearest_two = (near[questions].max(), near[sentences].max() if len(sentences) else 0.0)
    votes = _votes(found.tuned, library, allowed)
    cases = near_cases(as_told(query, found, votes), library, allowed)
    shares, cased = _unit_shares(ordered, library), case_votes(cases, library)
    return Fit(
        ordered,
        entries.astype(np.float32),
        float(sum(nearest_two) / 2),
        votes.share + UNIT_SHARE * shares + CASE_SHARE * cased,
        _likeness(found.tuned, library),
        votes,
        shares,
        cased,
        cases,
        chosen_to_advise(cases, library),
    )


def as_told(query: Query, found: Found, votes: Votes) -> Situation:
    """Return what the cases of the casebook are held against."""
    return Situation(found.tuned, stem_set(query.focus), votes.share)


def _likeness(tuned: Vectors, library: Library) -> float:
    """Return how near the nearest answered pointer is, in standard deviations; what is common when there are none."""
    answered = ~library.pointer_is_gap
    if not answered.any():
        return COMMON_LIKENESS
    mean, deviation = library.asked_scale
    return float((similarities(library.pointer_vectors, tuned)[answered].max() - mean) / deviation)


def _nearness(vector: Vectors, library: Library, allowed: tuple[str, ...]) -> NDArray[np.float32]:
    """Return how near every pointer is, half its crowding taken off; -1 for those without an answer, shape (m,)."""
    if not library.pointers:
        return np.zeros(0, dtype=np.float32)
    near = similarities(library.pointer_vectors, vector) - POINTER_CROWDING * library.pointer_crowding
    outside = ~np.isin(library.pointer_sources, list(allowed)) if allowed else np.zeros(len(near), dtype=np.bool_)
    near[library.pointer_is_gap | outside] = -1.0
    return near


def _votes(vector: Vectors, library: Library, allowed: tuple[str, ...]) -> Votes:
    """Return the votes of the pointers nearest to the situation for the entries they lead to."""
    near = _nearness(vector, library, allowed)
    mean, deviation = library.asked_scale
    share, voters = (np.zeros(len(library.entries), dtype=np.float32) for _ in range(2))
    nearest = np.full(len(library.entries), NO_VOTER, dtype=np.float32)
    order = highest(near, VOTERS)
    for number in map(int, order[near[order] > -1.0]):
        entries = list(library.entries_at(library.pointers[number].targets))
        share[entries] += float(np.exp((near[number] - near[order[0]]) / VOTE_SCALE))
        voters[entries] += 1
        likeness = (float(library.pointer_vectors[number] @ vector) - mean) / deviation
        nearest[entries] = np.maximum(nearest[entries], likeness)
    return Votes(share / max(float(share.max()), 1e-6), voters, nearest)


def _unit_shares(units: dict[UnitKey, float], library: Library) -> NDArray[np.float32]:
    """Return for every entry the score of the best unit of its part, as a share of the best of all; never below 0."""
    shares = np.zeros(int(library.entry_parts.max()) + 1, dtype=np.float32)
    best = max(units.values(), default=1.0)
    for (part, _), score in units.items():
        shares[part] = max(shares[part], score / best)
    return np.asarray(shares[library.entry_parts], dtype=np.float32)


def _kind_bonus(key: UnitKey, library: Library) -> float:
    kinds = library.passages_by_part[key[0]][0].kinds
    return PRACTICE_BONUS * (not PRACTICE.isdisjoint(kinds)) - STUDY_PENALTY * (not STUDY.isdisjoint(kinds))


def _of_sources(numbers: NDArray[np.int64], library: Library, allowed: tuple[str, ...]) -> NDArray[np.int64]:
    if not allowed:
        return numbers
    return np.array([number for number in numbers if library.entries[number].source_id in allowed], dtype=np.int64)


def _best(
    numbers: NDArray[np.int64], values: NDArray[np.float32], library: Library, count: int
) -> dict[UnitKey, float]:
    """Return for every unit the mean of the `count` highest values of its entries among `numbers`."""
    codes = library.entry_parts[numbers].astype(np.int64) * ROW_LIMIT + library.entry_rows[numbers] + 1
    order = np.lexsort((values[numbers], codes))
    codes, ranked = codes[order], values[numbers][order].astype(np.float64)
    units, starts = np.unique(codes, return_index=True)
    last = np.append(starts[1:], len(codes)) - 1
    total, held = np.zeros(len(units)), np.zeros(len(units))
    for step in range(count):
        place = last - step
        inside = place >= starts
        total += np.where(inside, ranked[np.maximum(place, 0)], 0.0)
        held += inside
    means = (total / held).tolist()
    return {(code // ROW_LIMIT, code % ROW_LIMIT - 1): mean for code, mean in zip(units.tolist(), means, strict=True)}


def _standard(values: dict[UnitKey, float]) -> dict[UnitKey, float]:
    """Return the values as deviations from their mean in standard deviations."""
    numbers = np.fromiter(values.values(), dtype=np.float64)
    mean, spread = float(numbers.mean()), max(float(numbers.std()), 1e-6)
    return {key: (value - mean) / spread for key, value in values.items()}
