"""Find which subjects of the editors' register a question is about, and how sure that is."""

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rag.chosen import Subject
from rag.library import Library
from rag.query import Query, QuestionKind
from rag.retrieve import Found
from rag.text import MIN_SHARED, fold, same_word, split_compound, stem, stem_set, words

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
class Register:
    """The profiles of all subjects, how many of them hold each stem, and the stems of all their names."""

    profiles: tuple[Profile, ...]
    frequency: Counter[str]
    names: frozenset[str]

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
    scores = np.array([_score(profile, asked, said, register) for profile in register.profiles])
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


@lru_cache(maxsize=8)
def make_register(library: Library) -> Register:
    """Return the words of every subject of `library`; made once."""
    profiles = tuple(_profile(subject, library) for subject in library.chosen.subjects)
    frequency = Counter[str]()
    for subject, profile in zip(library.chosen.subjects, profiles, strict=True):
        asked = frozenset().union(*map(stem_set, subject.questions))
        frequency.update({*profile.name_words, *profile.side_words, *asked})
    return Register(profiles, frequency, frozenset().union(*(profile.name_words for profile in profiles)))


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
    return {word for word in near if any(same_word(word, other) for other in spoken)}


def _score(profile: Profile, asked: dict[str, float], said: set[str], register: Register) -> float:
    total = sum(asked.values())
    whole = (sum(map(register.rarity, name)) for name in profile.names if name <= said)
    return (
        NAME_WORDS * _share(asked, profile.name_words) / total
        + SIDE_WORDS * _share(asked, profile.side_words) / total
        + WHOLE_NAME * max(whole, default=0.0) / total
        + LABEL * sum(rarity for word, rarity in asked.items() if word in profile.labels) / total
    )


def _share(asked: dict[str, float], counts: Counter[str]) -> float:
    """Return the rarity of the words asked that are counted, more for those that come back."""
    return sum(rarity * counts[word] / (counts[word] + 1) for word, rarity in asked.items())


def _pointed(found: Found, library: Library) -> NDArray[np.float64]:
    """Return for every subject the best fit of a pointer that leads to one of its sentences, shape (subjects,)."""
    return np.array(
        [
            max((found.pointed.fits.get(number, 0.0) for number in numbers), default=0.0)
            for numbers in subject_entries(library)
        ]
    )


@lru_cache(maxsize=8)
def subject_entries(library: Library) -> tuple[tuple[int, ...], ...]:
    """Return for every subject the numbers of the entries its sides lead to."""
    return tuple(
        tuple({number for side in subject.sides for number in library.entries_at(side.places)})
        for subject in library.chosen.subjects
    )


def _alike(found: Found, library: Library) -> NDArray[np.float64]:
    """Return for every subject how alike the nearest of its questions is, 0..1, shape (subjects,)."""
    alike = np.zeros(len(library.chosen.subjects))
    mean, deviation = library.asked_scale
    near = (np.asarray(library.asked.subjects.vectors) @ found.tuned - mean) / deviation
    np.maximum.at(alike, library.asked.subjects.owners, near)
    return alike
