"""Find the composed answer that a question asks for, and how likely it is what is asked."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rag.attribution import attributed_to
from rag.chosen import Outline
from rag.library import Library
from rag.nearness import similarities
from rag.pointer_signals import said_nearness
from rag.query import Query
from rag.remembered import once_per_library
from rag.retrieve import Found
from rag.text import stem_set

# So many of the nearest by meaning are weighed.
NEAREST = 12
# Log odds that an outline holds all that is asked, by logistic regression on 678 development questions (AUROC 0.88 on
# those of a fold held out): bias, and weights of the signals below.
BIAS = -4.76
AHEAD_WEIGHT, NAMED_WEIGHT, FOUND_WEIGHT, SAID_WEIGHT = 0.26, 1.99, 1.63, 0.53
# An outline whose nearest question is so near, and so far before the nearest pointer (standard deviations), is what is
# asked for in other words: of 94 questions about the text that are so near one, it holds all that is asked of 84, where
# 74 were answered whole.
SURE_NEAR, SURE_AHEAD = 5.0, 0.6


@dataclass(frozen=True)
class NearOutline:
    """An outline and the chance (0..1) that it holds all that is asked."""

    outline: Outline
    chance: float


def find_outline(query: Query, found: Found, library: Library) -> NearOutline | None:
    """Return the outline that most likely holds all that `query` asks, from the sources it may be answered from."""
    near = near_outlines(query, found, library)
    return max(near, key=lambda item: item.chance, default=None)


def find_nearest(query: Query, found: Found, library: Library) -> Outline | None:
    """Return the outline or digest that is asked for in so many words: nearest, and before all pointers by far."""
    told = library.asked.outlines
    if not len(told.owners):
        return None
    mean, deviation = library.asked_scale
    similarity = similarities(told.vectors, found.tuned)
    pointed = max((near.similarity for near in found.pointed.answered), default=mean)
    least = max(mean + SURE_NEAR * deviation, pointed + SURE_AHEAD * deviation)
    rows = np.flatnonzero(similarity >= least)
    fitting = (int(row) for row in rows[np.argsort(-similarity[rows], kind="stable")])
    near = (number for number in map(int, told.owners[list(fitting)]) if is_of(number, query, library))
    return next((library.chosen.outlines[n] for n in near if not library.chosen.outlines[n].is_verdict), None)


def near_outlines(query: Query, found: Found, library: Library) -> list[NearOutline]:
    """Return the outlines nearest in meaning, nearest first.

    What tells whether one holds what is asked: how far its nearest question is before the nearest pointer (in
    standard deviations), the share of the words asked it names, how well its places were found, how near the best is.
    """
    asked = {term: library.rarity(term) for term, weight in query.terms.items() if weight == 1.0}
    parts = _found_parts(found)
    return [
        NearOutline(library.chosen.outlines[number], _chance(number, ahead, asked, parts, found, library))
        for number, ahead in _nearest(query, found, library).items()
    ]


def _nearest(query: Query, found: Found, library: Library) -> dict[int, float]:
    """Return by number of an outline how far it is before the nearest pointer, of those nearest in meaning."""
    told = library.asked.outlines
    if not len(told.owners):
        return {}
    similarity = similarities(told.vectors, found.tuned)
    pointed = [near.similarity for near in found.pointed.answered]
    mean, deviation = library.asked_scale
    nearest: dict[int, float] = {}
    for row in np.argsort(-similarity, kind="stable"):
        number = int(told.owners[row])
        if number in nearest or not _is_plain(library.chosen.outlines[number]):
            continue
        if is_of(number, query, library):
            nearest[number] = (float(similarity[row]) - max(pointed, default=mean)) / deviation
            if len(nearest) == NEAREST:
                break
    return nearest


def _is_plain(outline: Outline) -> bool:
    """Tell whether an outline is neither digest nor verdict: rag/digests.py and rag/verdicts.py tell those."""
    return not (outline.is_digest or outline.is_verdict)


def _chance(
    number: int, ahead: float, asked: Mapping[str, float], parts: Mapping[int, float], found: Found, library: Library
) -> float:
    """Return the chance (0..1) that an outline holds all that is asked."""
    places = library.chosen.outlines[number].places
    named = named_share(asked, number, library)
    well = sum(parts.get(library.passage_by_id[name].part, 0.0) for name, _ in places) / len(places)
    said = max(said_nearness(library.entries_at(places), found.tuned, library))
    odds = BIAS + AHEAD_WEIGHT * ahead + NAMED_WEIGHT * named + FOUND_WEIGHT * well + SAID_WEIGHT * said
    return 1.0 / (1.0 + math.exp(-odds))


def named_share(asked: Mapping[str, float], number: int, library: Library) -> float:
    """Return which share of the words asked, by rarity, an outline or its questions name."""
    known = _words(library)[number]
    return sum(weight for term, weight in asked.items() if term in known) / (sum(asked.values()) or 1.0)


def _found_parts(found: Found) -> dict[int, float]:
    """Return how well each part was found, as a share of the best."""
    best = found.hits[0].score if found.hits else 1.0
    return {hit.passage.part: hit.score / best for hit in reversed(found.hits)}


def is_of(number: int, query: Query, library: Library) -> bool:
    """Tell whether an outline speaks of the sources allowed only, and of each when the question names several."""
    places = library.chosen.outlines[number].places
    own = {library.passage_by_id[name].source_id for name, _ in places}
    if query.people and not attributed_to(query.people, library)[list(library.entries_at(places))].any():
        return False
    if len(query.named_sources) > 1 and not own >= {*query.named_sources}:
        return False
    allowed = query.source_filter or query.named_sources
    return not allowed or own <= {*allowed}


@once_per_library
def _words(library: Library) -> tuple[frozenset[str], ...]:
    """Return by outline the stems of its title, its questions and all it says; made once."""
    return tuple(
        stem_set(" ".join([outline.title, *(part.heading for part in outline.parts), *outline.questions])).union(
            *(
                stem_set(f"{library.entries[n].context} {library.entries[n].text}")
                for n in library.entries_at(outline.places)
            )
        )
        for outline in library.chosen.outlines
    )
