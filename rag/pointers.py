"""Compare a question with those that point to exact sentences: which come near it, and which sentences they lead to."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rag.embedding import Vectors
from rag.library import Library
from rag.nearness import highest, similarities
from rag.query import Query
from rag.records import Bearing, Pointer
from rag.text import stem_set

# So many of the nearest by meaning are compared by their words as well.
NEAREST = 80
# A pointer so many standard deviations behind the nearest counts for 1/e of it in what lures.
LURE_SCALE = 1.0
# Log odds that the first 95 words a pointer leads to hold all that is asked, by logistic regression on development
# questions: bias, weights of how far it is behind the nearest (in standard deviations), of the words named in the
# pointer or where it leads, of how many places it leads to, of how well their part was found, of how near (in standard
# deviations) the nearest sentence it leads to is, and of the share of all near pointers that lead to its first place.
# Of the pointers that come first by it 68 % hold the whole answer (248 questions, those of a fold held out), and
# 81 % of 74 others; of those with a chance above 0.5, 78 and 88 %.
BIAS, BEHIND_WEIGHT, EITHER_WEIGHT, COUNT_WEIGHT = -6.39, -0.24, 0.63, 1.66
FOUND_WEIGHT, SAID_WEIGHT, SHARE_WEIGHT = 3.41, 0.27, 3.13
# A pointer so many standard deviations behind the nearest counts for 1/e of it in that share.
SHARE_SCALE = 0.7
MANY = 8


@dataclass(frozen=True)
class Near:
    """A pointer near the question: its similarity, and the chance (0..1) that what it leads to is what is asked."""

    pointer: Pointer
    fit: float
    similarity: float


@dataclass(frozen=True)
class Pointed:
    """The pointers near a question, best first, and by number of the entry they lead to how well the best one fits.

    `deviation` is the standard deviation of the similarity of any two pointers.
    """

    near: tuple[Near, ...] = ()
    fits: Mapping[int, float] = field(default_factory=dict)
    deviation: float = 1.0

    @property
    def answered(self) -> tuple[Near, ...]:
        """Return the pointers that the library answers or sets right, best first."""
        return tuple(near for near in self.near if near.pointer.bearing is not Bearing.GAP)

    @property
    def leading(self) -> Near | None:
        """Return the one of these that fits best, if any."""
        return next(iter(self.answered), None)

    @property
    def fit(self) -> float:
        """Return how well that one fits, 0 where there is none."""
        return self.leading.fit if self.leading else 0.0

    def lure(self) -> float:
        """Return which share of the pointers near, each by its nearness, the library leaves unanswered."""
        best = max((near.similarity for near in self.near), default=0.0)
        weights = [math.exp((near.similarity - best) / (LURE_SCALE * self.deviation)) for near in self.near]
        gaps = [w for w, near in zip(weights, self.near, strict=True) if near.pointer.bearing is Bearing.GAP]
        return sum(gaps) / sum(weights) if weights else 0.0

    def ahead(self) -> float:
        """Return by how many standard deviations the nearest answered pointer is before the nearest without answer."""
        answered = [near.similarity for near in self.answered]
        gaps = [near.similarity for near in self.near if near.pointer.bearing is Bearing.GAP]
        least = min((near.similarity for near in self.near), default=0.0)
        return (max(answered, default=least) - max(gaps, default=least)) / self.deviation

    @property
    def alike(self) -> tuple[Near, ...]:
        """Return the pointers near the question, nearest in meaning first."""
        return tuple(sorted(self.near, key=lambda near: -near.similarity))


def nearest_pointers(
    tuned: Vectors, library: Library, source_ids: Sequence[str] = (), before: Vectors | None = None
) -> dict[int, float]:
    """Return the similarity of the pointers nearest in meaning, by number, nearest first, of the sources named.

    `tuned` is the vector of the question by the tuned model, shape (dimension,), and `before` that of the question
    behind which it is asked: a pointer at least as near to that one leads to what was asked already, and is left out.
    """
    similarity = similarities(library.pointer_vectors, tuned)
    if before is not None:
        similarity = np.where(similarities(library.pointer_vectors, before) >= similarity, -1.0, similarity)
    if source_ids:
        similarity = np.where(np.isin(library.pointer_sources, list(source_ids)), similarity, -1.0)
    nearest = highest(similarity, NEAREST)
    return {int(number): float(similarity[number]) for number in nearest if similarity[number] > -1.0}


def pointed_parts(nearest: Iterable[int], library: Library) -> Iterable[int]:
    """Return the parts that pointers lead to, in their order; one without an answer leads nowhere."""
    numbers = (number for number in nearest if not library.pointer_is_gap[number])
    entries = (entry for number in numbers for entry in library.entries_at(library.pointers[number].targets))
    return dict.fromkeys(int(library.entry_parts[entry]) for entry in entries)


def weigh_pointers(
    nearest: Mapping[int, float], query: Query, parts: Mapping[int, float], tuned: Vectors, library: Library
) -> Pointed:
    """Return the pointers by how likely each leads to what is asked; `parts` is how well each was found, best 1."""
    asked = {term: library.rarity(term) for term, weight in query.terms.items() if weight == 1.0}
    best, deviation = max(nearest.values(), default=0.0), library.asked_scale[1]
    behind = {number: (best - similarity) / deviation for number, similarity in nearest.items()}
    shares = _place_shares(behind, library)
    led = list({entry for number in nearest for entry in library.entries_at(library.pointers[number].targets)})
    said = dict(zip(led, said_nearness(led, tuned, library), strict=True))
    near = []
    for number, similarity in nearest.items():
        pointer = library.pointers[number]
        places = library.entries_at(pointer.targets)
        odds = (
            BIAS
            + BEHIND_WEIGHT * behind[number]
            + EITHER_WEIGHT * _said_share(number, asked, library)
            + COUNT_WEIGHT * min(len(pointer.targets), MANY) / MANY
            + FOUND_WEIGHT * parts.get(library.passage_by_id[pointer.targets[0][0]].part, 0.0)
            + SAID_WEIGHT * max(said[entry] for entry in places)
            + SHARE_WEIGHT * shares.get(places[0], 0.0)
        )
        near.append(Near(pointer, 1.0 / (1.0 + math.exp(-odds)), similarity))
    near.sort(key=lambda item: (-item.fit, -item.similarity, item.pointer.text))
    return Pointed(tuple(near), _fits(near, library), deviation)


def said_nearness(numbers: Sequence[int], tuned: Vectors, library: Library) -> list[float]:
    """Return how near the sentences or rows with these numbers are to a question, in standard deviations."""
    mean, deviation = library.said_scale
    similarity = similarities(np.asarray(library.said_vectors)[library.said_rows[list(numbers)]], tuned)
    return ((similarity - mean) / deviation).tolist()  # type: ignore[no-any-return]


def _place_shares(behind: Mapping[int, float], library: Library) -> dict[int, float]:
    """Return for every entry which share of the near pointers, each by its nearness, leads to it."""
    weights = {number: math.exp(-far / SHARE_SCALE) for number, far in behind.items()}
    shares: dict[int, float] = {}
    for number, weight in weights.items():
        if not library.pointer_is_gap[number]:
            for entry in set(library.entries_at(library.pointers[number].targets)):
                shares[entry] = shares.get(entry, 0.0) + weight
    total = sum(weights.values()) or 1.0
    return {entry: weight / total for entry, weight in shares.items()}


def _said_share(number: int, asked: Mapping[str, float], library: Library) -> float:
    """Return which share of the words asked, by rarity, a pointer or the places it leads to name."""
    led, own = library.pointer_targets[number], stem_set(library.pointers[number].text)
    return sum(weight for term, weight in asked.items() if term in led or term in own) / (sum(asked.values()) or 1.0)


def _fits(near: Iterable[Near], library: Library) -> dict[int, float]:
    fits: dict[int, float] = {}
    for item in near:
        if item.pointer.bearing is not Bearing.GAP:
            for number in library.entries_at(item.pointer.targets):
                fits[number] = max(fits.get(number, 0.0), item.fit)
    return fits
