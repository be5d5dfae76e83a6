"""Find the cases of the casebook that a situation is like, and what they say."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.chosen import Case, Place
from rag.embedding import Vectors
from rag.library import Library
from rag.nearness import similarities
from rag.remembered import once_per_library

# A case is as near as its tellings nearest to the situation, so many of them, and for this share as its title, which is
# all that a short question resembles.
TELLINGS, TITLE_SHARE = 5, 0.2
# Each case further counts less by how far it is behind the nearest, in standard deviations. Of 208 development
# situations 158 are answered whole with these; with 6 cases that count for half as much 136.
BEHIND = 1.2
CASES, LEAST_WEIGHT = 16, 0.05


@dataclass(frozen=True)
class NearCase:
    """A case, how near it is in standard deviations, and what it counts for beside the nearest (1)."""

    case: Case
    nearness: float
    weight: float


def near_cases(tuned: Vectors, library: Library, allowed: tuple[str, ...] = ()) -> tuple[NearCase, ...]:
    """Return the cases nearest to a situation, nearest first, with what they say from the sources `allowed` (all).

    `tuned` is the vector of the situation by the tuned model, shape (dimension,).
    """
    tellings = library.asked.cases
    if not len(tellings.owners):
        return ()
    mean, deviation = library.asked_scale
    told = (similarities(tellings.vectors, tuned) - mean) / deviation
    titles = (similarities(library.asked.titles, tuned) - mean) / deviation
    nearness = {
        case: (1 - TITLE_SHARE) * float(np.sort(told[tellings.owners == case])[-TELLINGS:].mean())
        + TITLE_SHARE * float(titles[case])
        for case in range(len(titles))
    }
    best = max(nearness.values())
    found = []
    for number, value in sorted(nearness.items(), key=lambda item: (-item[1], item[0]))[:CASES]:
        case, weight = library.chosen.cases[number], float(np.exp((value - best) / BEHIND))
        if allowed:
            case = case.moved(lambda places: tuple(p for p in places if _source(p, library) in allowed))
        if weight >= LEAST_WEIGHT:
            found.append(NearCase(case, value, weight))
    return tuple(found)


def case_votes(near: tuple[NearCase, ...], library: Library) -> NDArray[np.float32]:
    """Return for every entry what the cases that chose it count for together, as a share of the most of all."""
    votes = np.zeros(len(library.entries), dtype=np.float32)
    for item in near:
        case = item.case
        for number in library.entries_at(dict.fromkeys((*case.first, *case.like, *case.advise))):
            votes[number] += item.weight
    return votes / max(float(votes.max()), 1e-6)


def chosen_to_advise(near: tuple[NearCase, ...], library: Library) -> dict[int, bool]:
    """Return for the entries that cases chose whether they say what helps: as the nearest has it, else most."""
    found: dict[int, bool] = {}
    for item in near:
        for number, advises in _choices(item.case, library):
            found.setdefault(number, advises)
    return {**_usual_choices(library), **found}


@once_per_library
def _usual_choices(library: Library) -> dict[int, bool]:
    """Return for every entry that a case chose whether it mostly says what helps; made once."""
    balance = Counter[int]()
    for case in library.chosen.cases:
        for number, advises in _choices(case, library):
            balance[number] += 1 if advises else -1
    return {number: value > 0 for number, value in balance.items() if value}


def _choices(case: Case, library: Library) -> Iterator[tuple[int, bool]]:
    for places, advises in ((case.like, False), (case.advise, True), (case.first, True)):
        for number in library.entries_at(places):
            yield number, advises


def _source(place: Place, library: Library) -> str:
    return library.passage_by_id[place[0]].source_id
