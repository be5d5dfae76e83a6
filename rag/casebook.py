"""Find the cases of the casebook that a situation is like, and what they say."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.case_signals import Situation, measure_cases, told_nearness
from rag.chosen import Case, Place
from rag.library import Library
from rag.remembered import once_per_library

# Each case further counts less by how far its log odds are behind those of the likeliest: of 595 situations 438 are
# answered whole, with 1 instead of 2 431.
BEHIND = 2.0
CASES, LEAST_WEIGHT = 16, 0.05
# What each of the signals of rag/case_signals.py counts for (`python -m evals.case_fit`). Of 171 situations held out
# the likeliest case alone says all that must be said in 63 %, one of the three likeliest in 81 %; by nearness alone
# (four fifths of the tellings, one fifth of the title) in 43 and 64 %.
CASE_WEIGHTS = (3.18, 0.28, 10.3, 7.27, 2.03)


@dataclass(frozen=True)
class NearCase:
    """A case, how near it is in standard deviations, and what it counts for beside the likeliest (1)."""

    case: Case
    nearness: float
    weight: float


def near_cases(situation: Situation, library: Library, allowed: tuple[str, ...] = ()) -> tuple[NearCase, ...]:
    """Return the cases most like a situation, likeliest first, with what they say from the sources `allowed` (all)."""
    if not library.chosen.cases:
        return ()
    odds = measure_cases(situation, library) @ np.array(CASE_WEIGHTS)
    nearness = told_nearness(situation.tuned, library)
    found = []
    for number in np.argsort(-odds, kind="stable")[:CASES].tolist():
        case, weight = library.chosen.cases[number], float(np.exp((odds[number] - odds.max()) / BEHIND))
        if allowed:
            case = case.moved(lambda places: tuple(p for p in places if _source(p, library) in allowed))
        if weight >= LEAST_WEIGHT:
            found.append(NearCase(case, float(nearness[number]), weight))
    return tuple(found)


def case_votes(near: tuple[NearCase, ...], library: Library) -> NDArray[np.float32]:
    """Return for every entry what the cases that chose it count for together, as a share of the most of all."""
    votes = np.zeros(len(library.entries), dtype=np.float32)
    for item in near:
        for number in library.entries_at(item.case.places):
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
