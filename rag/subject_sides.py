"""What the subjects of a question hold for each side compared."""

import re
from collections.abc import Sequence

import numpy as np

from rag.chosen import Place, SubjectSide
from rag.library import Library
from rag.select import Candidate
from rag.sides import Side, source_side
from rag.subjects import NearSubject
from rag.text import same_word, stem_set

# A pair of concepts: so many labelled sides whose label the question names make the sides.
MIN_LABELLED = 2
# The name of an author or case, other than a concept, holds a capital.
NAMED = re.compile(r"[A-Z]")
# What an author's sentence counts for beside the source's own, and a place beside the one before it.
AUTHOR_SHARE, RANK_SHARE = 0.6, 0.9


def side_places(side: Side, sides: Sequence[Side], near: Sequence[NearSubject]) -> dict[Place, float]:
    """Return the places of a side with what each counts for (0..1), of the likeliest subject first.

    A source's own sentences go before those of the authors in it. What a subject on one of `sides` alone says is of it.
    """
    found: dict[Place, float] = {}
    for item in near:
        alone = _is_on(item, side) and not any(_is_on(item, other) for other in sides if other is not side)
        own = [given for given in item.subject.sides if _is_of(given, side) or (alone and not given.label)]
        for given in sorted(own, key=lambda given: bool(given.label) and not side.stems):
            weight = item.chance / near[0].chance * (AUTHOR_SHARE if given.label and not side.stems else 1.0)
            for rank, place in enumerate(given.places):
                found.setdefault(place, weight * RANK_SHARE**rank)
    return found


def _is_on(item: NearSubject, side: Side) -> bool:
    """Tell whether a name of the subject holds all words of a concept."""
    return bool(side.stems) and any(side.stems <= stem_set(name) for name in item.subject.names)


def _is_of(given: SubjectSide, side: Side) -> bool:
    """Tell whether a subject's side is what `side` names: the source, or the author or concept by its words."""
    if not side.stems:
        return given.source_id == side.source_id
    label = stem_set(given.label)
    shared = {word for word in side.stems if any(same_word(word, other) for other in label)}
    return bool(label) and (shared == side.stems or len(shared) == len(label))


def place_candidates(places: Sequence[Place], library: Library) -> list[Candidate]:
    """Return the sentences and rows at `places` as candidates that need no ranking."""
    return [
        Candidate(library.passage_by_id[name], library.entries[number].text, row, 1.0, 1.0, 1.0, ())
        for (name, row), number in zip(places, library.entries_at(places), strict=True)
    ]


def subject_sides(near: Sequence[NearSubject], allowed: Sequence[str], library: Library) -> tuple[Side, ...]:
    """Return the sources, of those `allowed` (all when empty), that the likeliest subject has sentences of."""
    ids = {given.source_id for item in near[:1] for given in item.subject.sides}
    ids &= set(allowed) or ids
    return tuple(source_side(source, library) for source in library.sources if source.id in ids)


def labelled_sides(asked: frozenset[str], near: Sequence[NearSubject], library: Library) -> tuple[Side, ...]:
    """Return the authors, cases and concepts among the subjects' sides of which all words are asked."""
    named: dict[frozenset[str], SubjectSide] = {}
    for given in (given for item in near for given in item.subject.sides):
        own = stem_set(given.label)
        if own and own <= asked:
            named.setdefault(own, given)
    kept = [given for own, given in named.items() if not any(own < other for other in named)]
    return tuple(_labelled_side(given, near, library) for given in kept) if len(kept) >= MIN_LABELLED else ()


def author_places(asked: frozenset[str], near: Sequence[NearSubject]) -> tuple[Place, ...]:
    """Return the places of the author the question names, of the likeliest subject that it names besides."""
    for item in near:
        names = frozenset().union(*map(stem_set, item.subject.names))
        for given in item.subject.sides:
            own = stem_set(given.label)
            if own and own <= asked and NAMED.search(given.label) and names & asked - own:
                return given.places
    return ()


def _labelled_side(given: SubjectSide, near: Sequence[NearSubject], library: Library) -> Side:
    entries = np.zeros(len(library.entries), dtype=np.bool_)
    for other in (other for item in near for other in item.subject.sides if other.label == given.label):
        entries[list(library.entries_at(other.places))] = True
    name = given.label[0].upper() + given.label[1:]
    return Side(name, entries, stem_set(given.label), label=given.label)
