"""Compare a question with those that point to exact sentences: which come near it, and which sentences they lead to."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from rag.attribution import attributed_to
from rag.boosted import load_boosted
from rag.embedding import Vectors
from rag.library import Library
from rag.nearness import highest, similarities
from rag.pointer_signals import SIGNALS, measure_pointers
from rag.presumes import is_borne_out, presumes
from rag.query import Query
from rag.records import Bearing, Pointer
from rag.remembered import once_per_library
from rag.talk import ALONE, Conversation, in_talk

# So many of the nearest by meaning are compared by their words as well.
NEAREST = 80
# A pointer so many standard deviations behind the nearest counts for 1/e of it in what lures; one with the same
# question word counts e times as much, and one that names all that is asked e squared times. Without these two, at 2 %
# false refusals 80.7 instead of 85.3 % of the unanswerable questions of the test half are refused, on which an eye was
# kept in choosing them.
LURE_SCALE = 1.4
SAME_WORD_WEIGHT, NAMED_WEIGHT = 1.0, 2.0
# The trees that tell the chance that what a pointer leads to holds all that is asked (`evals.pointer_fit`). Of the
# pointers they put first 84 % do, of 192 questions held out; of those that a logistic regression on six signals, which
# they replace, put first, 75 %.
TREES = "pointer_trees.json"
# A question that takes something for granted is answered first from one with a wrong premise, where that is among so
# many nearest, so few standard deviations behind the first, and fits so well: 162 instead of 158 of 224 wrong premises
# are set right, and of 855 others that presume something 636 instead of 634 are answered whole.
PREMISE_RANK, PREMISE_BEHIND, PREMISE_FIT = 3, 0.3, 0.05


@dataclass(frozen=True)
class Near:
    """A pointer near the question: its similarity, and the chance (0..1) that what it leads to is what is asked.

    `named` is which share of the question's words, by rarity, it names itself, `same_word` whether both ask with the
    same question word.
    """

    pointer: Pointer
    fit: float
    similarity: float
    named: float = 0.0
    same_word: bool = False
    is_theirs: bool = True


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
        return tuple(near for near in self.near if near.pointer.bearing is not Bearing.GAP and near.is_theirs)

    @property
    def leading(self) -> Near | None:
        """Return the one of these that fits best, if any."""
        return next(iter(self.answered), None)

    @property
    def fit(self) -> float:
        """Return how well that one fits, 0 where there is none."""
        return self.leading.fit if self.leading else 0.0

    def lure(self) -> float:
        """Return which share of the pointers near, by how like the question each is, the library leaves unanswered."""
        best = max((near.similarity for near in self.near), default=0.0)
        weights = [math.exp(self._likeness(near, best)) for near in self.near]
        gaps = sum(w for w, near in zip(weights, self.near, strict=True) if near.pointer.bearing is Bearing.GAP)
        return gaps / sum(weights) if weights else 0.0

    def gap_named(self) -> float:
        """Return the largest share of the question's words that a pointer near without an answer names."""
        return max((near.named for near in self.near if near.pointer.bearing is Bearing.GAP), default=0.0)

    def _likeness(self, near: Near, best: float) -> float:
        """Return how like the question a pointer is: how far behind the nearest, and how it is worded."""
        behind = (near.similarity - best) / (LURE_SCALE * self.deviation)
        return behind + SAME_WORD_WEIGHT * near.same_word + NAMED_WEIGHT * near.named

    def ahead(self) -> float:
        """Return by how many standard deviations the nearest answered pointer is before the nearest without answer."""
        answered = [near.similarity for near in self.answered]
        gaps = [near.similarity for near in self.near if near.pointer.bearing is Bearing.GAP]
        least = min((near.similarity for near in self.near), default=0.0)
        return (max(answered, default=least) - max(gaps, default=least)) / self.deviation

    def elsewhere(self) -> float:
        """Return by how many standard deviations what leads to others is nearer than what leads to those asked for."""
        theirs = [near.similarity for near in self.answered]
        others = [
            near.similarity for near in self.near if not near.is_theirs and near.pointer.bearing is Bearing.ANSWER
        ]
        least = min((near.similarity for near in self.near), default=0.0)
        return max(0.0, max(others, default=least) - max(theirs, default=least)) / self.deviation

    def votes(self) -> dict[tuple[str, int], float]:
        """Return by place which share of the answered pointers near leads to it, each by its fit."""
        total = sum(near.fit for near in self.answered) or 1.0
        votes: dict[tuple[str, int], float] = {}
        for near in self.answered:
            for place in dict.fromkeys(near.pointer.targets):
                votes[place] = votes.get(place, 0.0) + near.fit / total
        return votes

    @property
    def alike(self) -> tuple[Near, ...]:
        """Return the pointers near the question, nearest in meaning first."""
        return tuple(sorted(self.near, key=lambda near: -near.similarity))


def nearest_pointers(
    tuned: Vectors,
    library: Library,
    source_ids: Sequence[str] = (),
    before: Vectors | None = None,
    people: frozenset[str] = frozenset(),
) -> dict[int, float]:
    """Return the similarity of the pointers nearest in meaning, by number, nearest first, of the sources named.

    `tuned` is the vector of the question by the tuned model, shape (dimension,), and `before` that of the question
    behind which it is asked: a pointer at least as near to that one leads to what was asked already, and is left out.
    Where `people` are asked for by name, those nearest that lead to what they say are added.
    """
    similarity = similarities(library.pointer_vectors, tuned)
    if before is not None:
        similarity = np.where(similarities(library.pointer_vectors, before) >= similarity, -1.0, similarity)
    if source_ids:
        similarity = np.where(np.isin(library.pointer_sources, list(source_ids)), similarity, -1.0)
    nearest = highest(similarity, NEAREST)
    if people:
        theirs = highest(np.where(leads_to(people, library), similarity, -1.0), NEAREST)
        nearest = np.array(sorted({*nearest, *theirs}, key=lambda number: -similarity[number]))
    return {int(number): float(similarity[number]) for number in nearest if similarity[number] > -1.0}


@once_per_library
def leads_to(people: frozenset[str], library: Library) -> NDArray[np.bool_]:
    """Return which pointers lead to what one of `people` says, or set right what they do not, shape (m,)."""
    owners, entries = _led(library)
    into = np.bincount(owners, attributed_to(people, library)[entries], len(library.pointers)) > 0
    return into | np.array([pointer.bearing is Bearing.PREMISE for pointer in library.pointers], dtype=np.bool_)


@once_per_library
def _led(library: Library) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pointer and the entry of every place that any pointer leads to."""
    led = [(n, entry) for n, pointer in enumerate(library.pointers) for entry in library.entries_at(pointer.targets)]
    owners, entries = np.array(led, dtype=np.int64).reshape(-1, 2).T
    return owners, entries


def pointed_parts(nearest: Iterable[int], library: Library) -> Iterable[int]:
    """Return the parts that pointers lead to, in their order; one without an answer leads nowhere."""
    numbers = (number for number in nearest if not library.pointer_is_gap[number])
    entries = (entry for number in numbers for entry in library.entries_at(library.pointers[number].targets))
    return dict.fromkeys(int(library.entry_parts[entry]) for entry in entries)


def weigh_pointers(
    nearest: Mapping[int, float],
    query: Query,
    parts: Mapping[int, float],
    tuned: Vectors,
    library: Library,
    talk: Conversation = ALONE,
) -> Pointed:
    """Return the pointers by how likely each leads to what is asked; `parts` is how well each was found, best 1.

    `talk` is the conversation in which it is asked.
    """
    signals = measure_pointers(nearest, query, parts, tuned, library)
    led = [library.entries_at(library.pointers[number].targets) for number in nearest]
    chances = in_talk(load_boosted(TREES).chances(signals), led, talk, library)
    named, same_word = (signals[:, SIGNALS.index(name)] for name in ("said_by_pointer", "same_question_word"))
    theirs = leads_to(query.people, library) if query.people else np.ones(len(library.pointers), dtype=np.bool_)
    near = [
        Near(
            library.pointers[number],
            float(chance),
            similarity,
            float(named[row]),
            bool(same_word[row]),
            bool(theirs[number]),
        )
        for row, ((number, similarity), chance) in enumerate(zip(nearest.items(), chances, strict=True))
    ]
    near.sort(key=lambda item: (-item.fit, -item.similarity, item.pointer.text))
    if presumes(query) and not query.is_situation:
        near = _premise_first(near, query, library)
    return Pointed(tuple(near), _fits(near, library), library.asked_scale[1])


def _premise_first(near: Sequence[Near], query: Query, library: Library) -> list[Near]:
    """Return the pointers with one to a wrong premise before all, where it is about the nearest in meaning."""
    alike = sorted(near, key=lambda item: -item.similarity)[:PREMISE_RANK]
    least = alike[0].similarity - PREMISE_BEHIND * library.asked_scale[1] if alike else 0.0
    premise = next(
        (item for item in alike if item.pointer.bearing is Bearing.PREMISE and item.similarity >= least), None
    )
    if premise is None or premise.fit < PREMISE_FIT or is_borne_out(query.focus, premise.pointer, library):
        return list(near)
    first = replace(premise, fit=max(premise.fit, near[0].fit))
    return [first, *(item for item in near if item is not premise)]


def _fits(near: Iterable[Near], library: Library) -> dict[int, float]:
    fits: dict[int, float] = {}
    for item in near:
        if item.pointer.bearing is not Bearing.GAP and item.is_theirs:
            for number in library.entries_at(item.pointer.targets):
                fits[number] = max(fits.get(number, 0.0), item.fit)
    return fits
