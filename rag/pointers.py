"""Compare a question with those that point to exact sentences: which come near it, and which sentences they lead to."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from rag.embedding import Vectors
from rag.library import Library
from rag.query import Query
from rag.records import Bearing, Pointer
from rag.text import fold, stem_set

# So many of the nearest by meaning are compared by their words as well.
NEAREST = 80
ALIKE = 10
# e5 similarities of two questions on the same matter lie in this band; it is stretched to 0..1.
FLOOR, BAND = 0.84, 0.14
# Log odds that the first 95 words a pointer leads to hold all that is asked, by logistic regression on development
# questions: bias, weights of similarity, words shared with the pointer, words named where it leads, words named in
# either, how many places it leads to, and the same question word. Of the pointers that come first by it 61 % hold the
# whole answer (248 questions, those of a fold held out); of those with a chance above 0.3, half of them, 71 %.
BIAS, MEANING_WEIGHT, WORDING_WEIGHT, TARGET_WEIGHT, EITHER_WEIGHT = -5.0, 1.7, 0.5, 1.6, 2.4
COUNT_WEIGHT, WORD_WEIGHT = 1.0, 0.4
MANY = 8
QUESTION_WORD = re.compile(r"\b(waarom|waardoor|hoe komt|hoeveel|wie|wanneer|waar|welke?|hoe|wat)\b")


@dataclass(frozen=True)
class Near:
    """A pointer near the question: its similarity, and the chance (0..1) that what it leads to is what is asked."""

    pointer: Pointer
    fit: float
    similarity: float


@dataclass(frozen=True)
class Pointed:
    """The pointers near a question, best first, and by number of the entry they lead to how well the best one fits."""

    near: tuple[Near, ...] = ()
    fits: Mapping[int, float] = field(default_factory=dict)

    def best(self, bearing: Bearing) -> float:
        """Return the best fit of a pointer with this bearing, 0 where there is none."""
        return max((near.fit for near in self.near if near.pointer.bearing is bearing), default=0.0)

    def gap_share(self) -> float:
        """Return which share of the pointers nearest in meaning the library leaves unanswered."""
        alike = self.alike[:ALIKE]
        return sum(near.pointer.bearing is Bearing.GAP for near in alike) / max(len(alike), 1)

    @property
    def alike(self) -> tuple[Near, ...]:
        """Return the pointers near the question, nearest in meaning first."""
        return tuple(sorted(self.near, key=lambda near: -near.similarity))


def find_pointed(query: Query, vector: Vectors, library: Library, source_ids: Sequence[str] = ()) -> Pointed:
    """Return the pointers near `query`, with its vector of shape (dimension,), among those of the sources named."""
    if not library.pointers:
        return Pointed()
    similarity = np.asarray(library.pointer_vectors) @ vector
    if source_ids:
        similarity = np.where(np.isin(library.pointer_sources, list(source_ids)), similarity, 0.0)
    count = min(NEAREST, len(similarity))
    nearest = np.argpartition(-similarity, count - 1)[:count]
    asked = {term: library.rarity(term) for term, weight in query.terms.items() if weight == 1.0}
    word = _question_word(query.focus)
    near = [
        _near(number, float(similarity[number]), asked, word, library)
        for number in map(int, nearest)
        if similarity[number] > 0
    ]
    near.sort(key=lambda item: (-item.fit, -item.similarity, item.pointer.text))
    return Pointed(tuple(near), _fits(near, library))


def _near(number: int, similarity: float, asked: Mapping[str, float], word: str, library: Library) -> Near:
    pointer, targets = library.pointers[number], library.pointer_targets[number]
    total, own = sum(asked.values()) or 1.0, stem_set(pointer.text)
    # The rarity-weighted words in common, as a share of those of both (Dice, 1945).
    common = 2 * sum(weight for term, weight in asked.items() if term in own)
    odds = (
        BIAS
        + MEANING_WEIGHT * (similarity - FLOOR) / BAND
        + WORDING_WEIGHT * common / (total + float(library.pointer_weights[number]))
        + TARGET_WEIGHT * sum(weight for term, weight in asked.items() if term in targets) / total
        + EITHER_WEIGHT * sum(weight for term, weight in asked.items() if term in targets or term in own) / total
        + COUNT_WEIGHT * min(len(pointer.targets), MANY) / MANY
        + WORD_WEIGHT * (_question_word(pointer.text) == word)
    )
    return Near(pointer, 1.0 / (1.0 + math.exp(-odds)), similarity)


@lru_cache(maxsize=32768)
def _question_word(text: str) -> str:
    found = QUESTION_WORD.search(fold(text))
    return found.group(1) if found else ""


def _fits(near: Iterable[Near], library: Library) -> dict[int, float]:
    fits: dict[int, float] = {}
    for item in near:
        if item.pointer.bearing is not Bearing.GAP:
            for number in library.entries_at(item.pointer.targets):
                fits[number] = max(fits.get(number, 0.0), item.fit)
    return fits
