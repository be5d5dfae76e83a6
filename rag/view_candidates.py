"""Weigh what a compared side may say besides the sentences found: places of the register, and rows of tables."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rag.chosen import Place
from rag.library import Library
from rag.query import Query
from rag.records import EntryRole, Passage, PassageKind
from rag.retrieve import Found, Hit
from rag.select import COVERAGE_WEIGHT, DENSE_WEIGHT, PASSAGE_WEIGHT, Candidate, question_coverage, stretch
from rag.text import NUMBER, fold, stem_set

# What a place gains when the register has it of the subject asked for.
LED_WEIGHT = 3.0
# An item of a list on its own says too little, unless the likeliest subject has it.
MIN_ITEM_CHANCE = 0.5
# What a sentence gains by saying this many words that the question does not hold.
TELLING, TELLING_WORDS = 0.3, 10
# A row reads less well than a sentence that says the same.
ROW_PENALTY = 0.3
# A row whose label is the subject sums it up.
LABEL_BONUS = 0.5
LONG_TERM = 6
POINTER = re.compile(
    r"\b([Tt]abel|[Bb]ijlage|[Ff]iguur) [0-9A-D]\b|\b[Pp]aragra(af|fen)\b|\b[Hh]oofdstuk\b|\bartikelen in\b"
)


def with_led(
    query: Query, found: Found, library: Library, ranked: Sequence[Candidate], led: Mapping[Place, float]
) -> list[Candidate]:
    """Add what the register has of a side, and let it gain by that, the likelier subject and the first places more."""
    known = {(candidate.passage.id, candidate.order): candidate for candidate in ranked}
    for place, chance in led.items():
        if library.passage_by_id[place[0]].kind is PassageKind.LIST and chance < MIN_ITEM_CHANCE:
            continue
        candidate = known.get(place) or _led_candidate(query, found, library, place)
        known[place] = replace(candidate, score=candidate.score + LED_WEIGHT * chance)
    return list(known.values())


def _led_candidate(query: Query, found: Found, library: Library, place: Place) -> Candidate:
    """Return a place of the register that was not among what was found, scored by its own words and meaning."""
    passage, number = library.passage_by_id[place[0]], library.entries_at([place])[0]
    text = library.entries[number].text
    context = stem_set(" ".join(passage.section))
    named, coverage = question_coverage(query, library, stem_set(text), context)
    similarity = float(np.asarray(library.vectors[number]) @ found.vector)
    score = PASSAGE_WEIGHT / 2 + COVERAGE_WEIGHT * coverage + DENSE_WEIGHT * stretch(similarity)
    score += telling(text, query.terms)
    score -= ROW_PENALTY if passage.table else 0.0
    return Candidate(passage, text, place[1], max(score, 0.01), coverage, similarity, named)


def row_candidates(
    query: Query, found: Found, library: Library, hits: Sequence[Hit], inside: NDArray[np.bool_]
) -> list[Candidate]:
    """Return the rows of the tables among `hits`, scored as sentences are."""
    top = hits[0].score if hits else 1.0
    candidates = []
    for hit in hits:
        if hit.passage.kind is not PassageKind.TABLE:
            continue
        context = stem_set(" ".join(hit.passage.section))
        for number in library.entries_by_passage[hit.passage.id]:
            entry = library.entries[number]
            if entry.role is not EntryRole.ROW or not inside[number]:
                continue
            named, coverage = question_coverage(query, library, stem_set(entry.text), context)
            similarity = float(found.dense[number])
            score = PASSAGE_WEIGHT * hit.score / top + COVERAGE_WEIGHT * coverage - ROW_PENALTY
            score += DENSE_WEIGHT * stretch(similarity)
            row = entry.row or 0
            score += LABEL_BONUS if _labelled(hit.passage, row, query) else 0.0
            candidates.append(Candidate(hit.passage, entry.text, row, max(score, 0.01), coverage, similarity, named))
    return candidates


def _labelled(passage: Passage, row: int, query: Query) -> bool:
    """Tell whether a word of the subject stands in the label of a row, on its own or in a compound."""
    assert passage.table is not None
    label = fold(passage.table.rows[row][0][0])
    return any(weight == 1.0 and len(term) >= LONG_TERM and term in label for term, weight in query.terms.items())


def telling(text: str, asked: Collection[str]) -> float:
    """Reward a sentence for what it says beyond the question's words; a question or a pointer says little."""
    if text.endswith("?") or POINTER.search(text):
        return -TELLING
    plain = " ".join(word for word in text.split() if not word[0].isupper() and not NUMBER.search(word))
    return TELLING * min(1.0, len(stem_set(plain) - set(asked)) / TELLING_WORDS)
