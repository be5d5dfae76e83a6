"""Find out whether the library says something anywhere, so that a wrong option is nowhere right.

A claim is two texts: what it is about (the topic: a discipline, a term, a source) and what is said of it. It counts as
said when one sentence or row holds most of the words of the second and stands where the first is spoken of. Kindred
words and the checker's synonyms count as the same word. It errs to one side: an option that might be right is dropped.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rag.check_lexicon import Lexicon, make_lexicon
from rag.library import Library
from rag.records import Passage
from rag.text import sentences, stem_set

# Share of a claim's words (by rarity) that one sentence must hold to be taken to say it, and of its topic's words that
# must stand there or above it. Measured on the shipped tables: lower drops good options, higher lets paraphrases in.
MIN_SAID = 0.6
MIN_TOPIC = 0.6
# Two options say the same when either holds this share of the other's words.
MIN_ALIKE = 0.55
# Words rarer than this tell options apart; commoner ones (alliantie, samenwerken) are everywhere.
TELLING_RARITY = 1.6
# Long words that begin or end alike are kin: bestuurskunde, bestuurskundig.
KIN = 6

Shares = NDArray[np.float32]


@dataclass(frozen=True)
class Place:
    """One sentence, item or row of the library; `above` are the stems of the headings and, in prose, of the passage."""

    passage: Passage
    text: str
    stems: frozenset[str]
    above: frozenset[str]
    row: int | None = None


@dataclass(eq=False)
class Truth:
    """What the library says, ready to be asked. `holding` remembers in which places a stem was found."""

    library: Library
    lexicon: Lexicon
    places: tuple[Place, ...]
    beginning: dict[str, tuple[str, ...]]
    ending: dict[str, tuple[str, ...]]
    own: dict[str, NDArray[np.int32]]
    above: dict[str, NDArray[np.int32]]
    groups: dict[int, frozenset[str]]
    holding: dict[tuple[str, bool], NDArray[np.bool_]] = field(default_factory=dict)
    kin_of: dict[str, frozenset[str]] = field(default_factory=dict)

    def shares(self, text: str, above: bool = False) -> Shares:
        """Return for each place which share of the words of `text` it holds, by rarity; shape (places,)."""
        stems = sorted(stem_set(text))
        if not stems:
            return np.zeros(len(self.places), dtype=np.float32)
        weights = [self.library.rarity(stem) for stem in stems]
        total = sum(
            (self._holds(stem, above).astype(np.float32) * weight for stem, weight in zip(stems, weights, strict=True)),
            np.zeros(len(self.places), dtype=np.float32),
        )
        return np.asarray(total / sum(weights), dtype=np.float32)

    def says(self, topic: str, claim: str, known: Callable[[Place], bool]) -> list[Place]:
        """Return the places that may say `claim` of `topic`, but for those `known` not to."""
        said = self.shares(claim) >= MIN_SAID
        if topic and said.any():
            said &= np.maximum(self.shares(topic), self.shares(topic, above=True)) >= MIN_TOPIC
        return [self.places[number] for number in np.flatnonzero(said) if not known(self.places[number])]

    def alike(self, first: str, second: str) -> bool:
        """Tell whether two options may say the same thing."""
        one, other = stem_set(first), stem_set(second)
        if not one or not other or one == other:
            return True
        return max(self._covered(one, other), self._covered(other, one)) >= MIN_ALIKE

    def shares_word(self, first: str, second: str) -> bool:
        """Tell whether two texts share a word, or a kindred one, that not half the library uses."""
        given = stem_set(second)
        return any(self.library.rarity(s) >= TELLING_RARITY and self._kin(s) & given for s in stem_set(first))

    def _covered(self, wanted: frozenset[str], given: frozenset[str]) -> float:
        weights = {stem: self.library.rarity(stem) for stem in wanted}
        found = sum(weight for stem, weight in weights.items() if self._kin(stem) & given)
        return found / sum(weights.values())

    def _holds(self, stem: str, above: bool) -> NDArray[np.bool_]:
        key = (stem, above)
        if key not in self.holding:
            found = np.zeros(len(self.places), dtype=np.bool_)
            index = self.above if above else self.own
            for other in self._kin(stem):
                if other in index:
                    found[index[other]] = True
            self.holding[key] = found
        return self.holding[key]

    def _kin(self, stem: str) -> frozenset[str]:
        """Return the stems that count as `stem`: itself, its synonyms, and words that begin or end alike."""
        if stem not in self.kin_of:
            found = {stem}
            for group in self.lexicon.concepts.get(stem, ()):
                found |= self.groups[group]
            if len(stem) >= KIN:
                near = (*self.beginning.get(stem[:KIN], ()), *self.ending.get(stem[-KIN:], ()))
                found.update(word for word in near if are_kin(stem, word))
            self.kin_of[stem] = frozenset(found)
        return self.kin_of[stem]


def are_kin(first: str, second: str) -> bool:
    """Tell whether one of two stems begins or ends with the other, or both begin alike and differ little in length."""
    short, long = (first, second) if len(first) <= len(second) else (second, first)
    if len(short) < KIN:
        return False
    return long.startswith(short) or long.endswith(short) or (long[:KIN] == short[:KIN] and len(long) - len(short) <= 3)


def make_truth(library: Library) -> Truth:
    """Return the library cut into places, with the words of each."""
    places = tuple(place for passage in library.passages for place in _places_of(passage))
    own, above = _index([p.stems for p in places]), _index([p.above for p in places])
    lexicon = make_lexicon(library.sources, library.passages)
    groups: dict[int, set[str]] = {}
    for stem, numbers in lexicon.concepts.items():
        for number in numbers:
            groups.setdefault(number, set()).add(stem)
    return Truth(
        library=library,
        lexicon=lexicon,
        places=places,
        beginning=_buckets(own.keys() | above.keys(), lambda word: word[:KIN]),
        ending=_buckets(own.keys() | above.keys(), lambda word: word[-KIN:]),
        own=own,
        above=above,
        groups={number: frozenset(stems) for number, stems in groups.items()},
    )


def _buckets(vocabulary: Iterable[str], cut: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    """Return the words long enough to have kin, by how they begin or end."""
    found: dict[str, list[str]] = {}
    for word in sorted(vocabulary):
        if len(word) >= KIN:
            found.setdefault(cut(word), []).append(word)
    return {key: tuple(words) for key, words in found.items()}


def _places_of(passage: Passage) -> list[Place]:
    heading = " ".join(passage.section)
    lines = passage.text.split("\n")
    if passage.table is None:
        whole = stem_set(f"{heading} {passage.text}")
        texts = [text for line in lines for text in sentences(line)]
        return [Place(passage, text, stem_set(text), whole) for text in texts]
    above = stem_set(" ".join((heading, passage.table.caption, *passage.table.columns)))
    return [Place(passage, line, stem_set(line), above | stem_set(line), row) for row, line in enumerate(lines[1:])]


def _index(stems: Sequence[frozenset[str]]) -> dict[str, NDArray[np.int32]]:
    found: dict[str, list[int]] = {}
    for number, own in enumerate(stems):
        for stem in own:
            found.setdefault(stem, []).append(number)
    return {stem: np.array(numbers, dtype=np.int32) for stem, numbers in found.items()}
