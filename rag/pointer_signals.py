"""Measure how near a question is to those that lead to exact sentences, in what way, and among which others."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.library import Library
from rag.nearness import similarities
from rag.query import Query
from rag.remembered import once_per_library
from rag.text import NUMBER, fold, stem_set, words

Floats = NDArray[np.float64]

# What each column of the signals is; behind these come the same columns less their mean over all pointers near.
OWN_SIGNALS = (
    "similarity", "behind", "said", "said_by_pointer", "places", "texts", "words", "part", "nearest_said", "mean_said",
    "first_said", "share", "mean_share", "part_share", "kin", "next_kin", "same_question_word", "both_question_words",
    "names_missed", "names_added", "numbers_missed",
)  # fmt: skip
SIGNALS = (*OWN_SIGNALS, *(f"{name}_centred" for name in OWN_SIGNALS))
# A pointer so many standard deviations behind the nearest counts for 1/e of it in what share of them leads to a place.
SHARE_SCALE = 0.7
MANY = 8
# Words of what a pointer leads to that fit in a short answer.
ROOM = 95
# Where no other pointer leads to the same place: a nearness, in standard deviations, below that of any.
NO_KIN = -3.0
QUESTION_WORDS = frozenset("waarom hoeveel wanneer waar wie welke hoe wat klopt".split())
CAPITAL = re.compile(r"(?<!^)\b[A-Z][\w’-]+")


@dataclass(frozen=True)
class Wording:
    """What a question is put in: its stems, question word, names and numbers."""

    stems: frozenset[str]
    question_word: str
    names: frozenset[str]
    numbers: frozenset[str]


@dataclass(frozen=True, eq=False)
class Led:
    """The places that a pointer leads to, and how much they say: texts and words, as far as they fit a short answer."""

    entries: tuple[int, ...]
    texts: int
    words: int


def measure_pointers(
    nearest: Mapping[int, float], query: Query, parts: Mapping[int, float], tuned: NDArray[np.float32], library: Library
) -> Floats:
    """Return the signals of the pointers in `nearest`, a row each, shape (n, len(SIGNALS)).

    `nearest` is their similarity by number, `parts` how well each part of the library was found, the best 1, and
    `tuned` the question's vector by the tuned model.
    """
    mean, deviation = library.asked_scale
    best = max(nearest.values(), default=0.0)
    asked = {term: library.rarity(term) for term, weight in query.terms.items() if weight == 1.0}
    wording = read_wording(query.focus, query.standalone)
    led = {number: led_places(number, library) for number in nearest}
    said = _said(led, tuned, library)
    votes = _Votes(nearest, led, (best, deviation), library)
    rows = []
    for number, similarity in nearest.items():
        own, places = pointer_wording(number, library), led[number].entries
        near = [said[place] for place in places]
        kin = votes.kin(places[0])
        rows.append((
            (similarity - mean) / deviation,
            (best - similarity) / deviation,
            _named(asked, own.stems | library.pointer_targets[number]),
            _named(asked, own.stems),
            min(len(places), MANY),
            led[number].texts,
            led[number].words,
            parts.get(int(library.entry_parts[places[0]]), 0.0),
            max(near),
            sum(near) / len(near),
            near[0],
            votes.share(places[0]),
            sum(votes.share(place) for place in places) / len(places),
            votes.part_share(places[0]),
            len(kin),
            (kin[1] - mean) / deviation if len(kin) > 1 else NO_KIN,
            own.question_word == wording.question_word,
            bool(own.question_word and wording.question_word),
            len(wording.names - own.names),
            len(own.names - wording.names),
            len(wording.numbers - own.numbers),
        ))  # fmt: skip
    signals = np.array(rows, dtype=np.float64).reshape(len(rows), len(OWN_SIGNALS))
    return np.hstack([signals, signals - signals.mean(axis=0)]) if rows else np.zeros((0, len(SIGNALS)))


def read_wording(text: str, named_in: str = "") -> Wording:
    """Return how a question is worded; its names are read in `named_in` where that is given."""
    folded = words(fold(text))
    question_word = next((word for word in folded if word in QUESTION_WORDS or word.startswith(("waar", "welk"))), "")
    question_word = "welke" if question_word == "welk" else question_word
    return Wording(
        stem_set(text),
        question_word if question_word in QUESTION_WORDS or not question_word else "waar",
        frozenset(fold(name) for name in CAPITAL.findall(named_in or text)),
        frozenset(NUMBER.findall(text)),
    )


@once_per_library
def pointer_wording(number: int, library: Library) -> Wording:
    """Return how the pointer with this number is worded."""
    return read_wording(library.pointers[number].text)


@once_per_library
def led_places(number: int, library: Library) -> Led:
    """Return where the pointer with this number leads, and how much is said there."""
    entries = library.entries_at(library.pointers[number].targets)
    texts = length = 0
    for entry in entries:
        length += len(library.entries[entry].text.split())
        if length > ROOM and texts:
            break
        texts += 1
    return Led(tuple(entries), texts, length)


class _Votes:
    """Count, of the pointers near a question and each by its nearness, which share leads to a place."""

    def __init__(
        self, nearest: Mapping[int, float], led: Mapping[int, Led], scale: tuple[float, float], library: Library
    ) -> None:
        best, deviation = scale
        self._entry_parts = library.entry_parts
        self._entries: dict[int, float] = {}
        self._parts: dict[int, float] = {}
        self._kin: dict[int, list[float]] = {}
        self._total = 0.0
        for number, similarity in nearest.items():
            weight = math.exp((similarity - best) / deviation / SHARE_SCALE)
            self._total += weight
            if not library.pointer_is_gap[number]:
                for entry in set(led[number].entries):
                    self._entries[entry] = self._entries.get(entry, 0.0) + weight
                    self._kin.setdefault(entry, []).append(similarity)
                for part in {int(library.entry_parts[entry]) for entry in led[number].entries}:
                    self._parts[part] = self._parts.get(part, 0.0) + weight

    def share(self, entry: int) -> float:
        """Return the share that leads to an entry."""
        return self._entries.get(entry, 0.0) / self._total

    def part_share(self, entry: int) -> float:
        """Return the share that leads to the part of an entry."""
        return self._parts.get(int(self._entry_parts[entry]), 0.0) / self._total

    def kin(self, entry: int) -> list[float]:
        """Return the similarities of the pointers that lead to an entry, nearest first."""
        return sorted(self._kin.get(entry, ()), reverse=True)


def said_nearness(numbers: Sequence[int], tuned: NDArray[np.float32], library: Library) -> list[float]:
    """Return how near the sentences or rows with these numbers are to a question, in standard deviations."""
    mean, deviation = library.said_scale
    similarity = similarities(np.asarray(library.said_vectors)[library.said_rows[list(numbers)]], tuned)
    return ((similarity - mean) / deviation).tolist()  # type: ignore[no-any-return]


def _said(led: Mapping[int, Led], tuned: NDArray[np.float32], library: Library) -> dict[int, float]:
    places = list(dict.fromkeys(entry for where in led.values() for entry in where.entries))
    return dict(zip(places, said_nearness(places, tuned, library), strict=True))


def _named(asked: Mapping[str, float], stems: frozenset[str]) -> float:
    """Return which share of the words asked, by rarity, is among `stems`."""
    return sum(weight for term, weight in asked.items() if term in stems) / (sum(asked.values()) or 1.0)
