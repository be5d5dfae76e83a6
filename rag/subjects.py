"""Find which subjects of the editors' register a question is about, and how sure that is."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.chosen import Subject
from rag.library import Library
from rag.nearness import similarities
from rag.query import Query, QuestionKind
from rag.remembered import once_per_library
from rag.retrieve import Found
from rag.text import MIN_SHARED, fold, is_among, split_compound, stem, stem_set, words

# What the words of a subject's names and of what its sides say, a name said whole, the label of a side, a pointer to
# one of its sentences and a question like one of its own count for. The first five by conditional logistic regression
# on 350 of the register's own questions, each left out when it was asked; of 350 others the subject (or one that leads
# to the same sentences) comes first in 56 % and among the first three in 76 % (43 and 63 by the words of names alone).
NAME_WORDS, SIDE_WORDS, WHOLE_NAME, LABEL, POINTED = 11.3, 7.0, 1.0, 2.5, 10.0
# Questions on one subject were made to differ, so that regression can say nothing of the last.
ALIKE = 2.0
# What a word counts for that is in no subject's name.
UNNAMED = 0.5
# Subjects whose chance is this share of the best one's add what they have; together they must be this likely.
MIN_SHARE, MIN_SURE, MAX_SUBJECTS = 0.08, 0.12, 5
DEFINES, DEFINITION = re.compile(r"\b(versta\w+|bedoel\w*|betekent|definieer\w*|omschrij\w+)\b"), stem_set("definitie")
# Words that ask, and say nothing of a subject.
ASKING = stem_set(
    "bron bronnen auteur auteurs tekst teksten boek boeken vergelijk denken vinden schrijven zegt volgens kort"
)


@dataclass(frozen=True)
class NearSubject:
    """A subject the question may be about, with the chance (0..1) that it is and the share of its words it names."""

    subject: Subject
    chance: float
    named: float


@dataclass(frozen=True)
class Profile:
    """The stems of a subject: of each name, of all names, of its sides' sentences, of their labels."""

    names: tuple[frozenset[str], ...]
    name_words: Counter[str]
    side_words: Counter[str]
    labels: frozenset[str]


@dataclass(frozen=True)
class Counts:
    """The subjects that hold a stem, and how often each does; both of shape (n,)."""

    subjects: NDArray[np.int64]
    counts: NDArray[np.float64]


@dataclass(frozen=True)
class Register:
    """The profiles of all subjects, how many of them hold each stem, and the stems of all their names.

    `name_words`, `side_words` and `labels` say by stem which subjects hold it there.
    """

    profiles: tuple[Profile, ...]
    frequency: Counter[str]
    names: frozenset[str]
    name_words: dict[str, Counts]
    side_words: dict[str, Counts]
    labels: dict[str, Counts]

    def rarity(self, word: str) -> float:
        """Return the inverse document frequency of a stem over subjects."""
        return math.log(1 + len(self.profiles) / (0.5 + self.frequency[word]))


def find_subjects(query: Query, found: Found, library: Library) -> tuple[NearSubject, ...]:
    """Return the subjects that `query` is most likely about, best first; none where that is unsure."""
    register = make_register(library)
    asked = {
        word: register.rarity(word) * (1.0 if word in register.names else UNNAMED)
        for word in asked_words(query)
        if register.frequency[word]
    }
    if not asked:
        return ()
    said = _said_names(set(asked) | _parts(query, library), register)
    scores = _scores(asked, said, register)
    scores += POINTED * _pointed(found, library) + ALIKE * _alike(found, library)
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    best = np.argsort(-chances, kind="stable")[:MAX_SUBJECTS]
    kept = [int(number) for number in best if chances[number] >= MIN_SHARE * chances[best[0]]]
    if sum(chances[number] for number in kept) < MIN_SURE:
        return ()
    total = sum(asked.values())
    return tuple(
        NearSubject(
            library.chosen.subjects[number],
            float(chances[number]),
            sum(rarity for word, rarity in asked.items() if register.profiles[number].name_words[word]) / total,
        )
        for number in kept
    )


@once_per_library
def make_register(library: Library) -> Register:
    """Return the words of every subject of `library`; made once."""
    profiles = tuple(_profile(subject, library) for subject in library.chosen.subjects)
    frequency = Counter[str]()
    for subject, profile in zip(library.chosen.subjects, profiles, strict=True):
        asked = frozenset().union(*map(stem_set, subject.questions))
        frequency.update({*profile.name_words, *profile.side_words, *asked})
    return Register(
        profiles,
        frequency,
        frozenset().union(*(profile.name_words for profile in profiles)),
        _by_word([profile.name_words for profile in profiles]),
        _by_word([profile.side_words for profile in profiles]),
        _by_word([Counter(profile.labels) for profile in profiles]),
    )


def _by_word(counted: Sequence[Counter[str]]) -> dict[str, Counts]:
    """Return by stem which of `counted` hold it."""
    held: dict[str, list[tuple[int, int]]] = {}
    for number, counts in enumerate(counted):
        for word, count in counts.items():
            held.setdefault(word, []).append((number, count))
    return {
        word: Counts(np.array([number for number, _ in found]), np.array([float(count) for _, count in found]))
        for word, found in held.items()
    }


def _profile(subject: Subject, library: Library) -> Profile:
    names = tuple(filter(None, map(stem_set, subject.names)))
    places = [place for side in subject.sides for place in side.places]
    return Profile(
        names=names,
        name_words=Counter(word for name in names for word in name),
        side_words=Counter(word for n in library.entries_at(places) for word in stem_set(library.entries[n].text)),
        labels=frozenset().union(*(stem_set(side.label) for side in subject.sides)),
    )


def asked_words(query: Query) -> frozenset[str]:
    """Return the stems of the question without those that only ask; "what is meant by" asks a definition."""
    own = stem_set(query.focus)
    if query.kind is QuestionKind.DEFINITION and DEFINES.search(fold(query.focus)):
        own |= DEFINITION
    return own - ASKING or own


def _parts(query: Query, library: Library) -> set[str]:
    known = library.lexical.vocabulary
    return {stem(part) for word in words(query.focus) for part in split_compound(word, known)}


def _said_names(spoken: set[str], register: Register) -> set[str]:
    """Return the words of all names that are among `spoken`, in some form; forms of one word begin alike."""
    beginnings = {word[:MIN_SHARED] for word in spoken}
    near = [word for word in register.names if word[:MIN_SHARED] in beginnings]
    others = frozenset(spoken)
    return {word for word in near if is_among(word, others)}


def _scores(asked: dict[str, float], said: set[str], register: Register) -> NDArray[np.float64]:
    """Return how well the words asked fit every subject, shape (subjects,)."""
    total = sum(asked.values())
    whole, labels = np.zeros(len(register.profiles)), np.zeros(len(register.profiles))
    for number, profile in enumerate(register.profiles):
        named = (sum(map(register.rarity, name)) for name in profile.names if name <= said)
        whole[number] = max(named, default=0.0)
    for word, rarity in asked.items():
        if word in register.labels:
            labels[register.labels[word].subjects] += rarity
    return (
        NAME_WORDS * _shares(asked, register.name_words, len(register.profiles)) / total
        + SIDE_WORDS * _shares(asked, register.side_words, len(register.profiles)) / total
        + WHOLE_NAME * whole / total
        + LABEL * labels / total
    )


def _shares(asked: dict[str, float], held: dict[str, Counts], subjects: int) -> NDArray[np.float64]:
    """Return for every subject the rarity of the words asked that are counted, more for those that come back."""
    shares = np.zeros(subjects)
    for word, rarity in asked.items():
        if word in held:
            counts = held[word].counts
            shares[held[word].subjects] += rarity * counts / (counts + 1)
    return shares


def _pointed(found: Found, library: Library) -> NDArray[np.float64]:
    """Return for every subject the best fit of a pointer that leads to one of its sentences, shape (subjects,)."""
    best = np.zeros(len(library.chosen.subjects))
    leading = _subjects_by_entry(library)
    for entry, fit in found.pointed.fits.items():
        for number in leading.get(entry, ()):
            best[number] = max(best[number], fit)
    return best


@once_per_library
def _subjects_by_entry(library: Library) -> dict[int, tuple[int, ...]]:
    """Return by number of an entry the subjects with a side that leads to it; made once."""
    led: dict[int, list[int]] = {}
    for number, subject in enumerate(library.chosen.subjects):
        for entry in {entry for side in subject.sides for entry in library.entries_at(side.places)}:
            led.setdefault(entry, []).append(number)
    return {entry: tuple(numbers) for entry, numbers in led.items()}


def _alike(found: Found, library: Library) -> NDArray[np.float64]:
    """Return for every subject how alike the nearest of its questions is, 0..1, shape (subjects,)."""
    alike = np.zeros(len(library.chosen.subjects))
    mean, deviation = library.asked_scale
    near = (similarities(library.asked.subjects.vectors, found.tuned) - mean) / deviation
    np.maximum.at(alike, library.asked.subjects.owners, near)
    return alike
