"""Rank the sentences of found passages by how well each answers the question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rag.library import Library
from rag.query import Query, QuestionKind
from rag.records import EntryRole, Passage, PassageKind
from rag.retrieve import Found, Hit
from rag.tables import stem_set
from rag.text import NUMBER, split_compound, stem

# e5 similarities of related Dutch texts lie in this band; it is stretched to 0..1.
SIMILARITY_FLOOR, SIMILARITY_BAND = 0.78, 0.14
# What each signal of a sentence counts for; measured on the development questions in evals/ingredients.md.
DENSE_WEIGHT = 1.0
COVERAGE_WEIGHT = 1.0
PASSAGE_WEIGHT = 1.0
CONTEXT_SHARE = 0.5
TYPE_BONUS = 0.25
NUMBER_WORD = re.compile(
    r"\b(twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|helft|derde|kwart|eeuw|jaar|procent|eerste|honderd|duizend|miljoen)\b"
)


@dataclass(frozen=True)
class Candidate:
    """A sentence that may answer; `order` is its place in its passage."""

    passage: Passage
    text: str
    order: int
    score: float
    coverage: float
    similarity: float


def rank_sentences(query: Query, found: Found, library: Library, hits: Sequence[Hit]) -> list[Candidate]:
    """Return the sentences of the prose among `hits`, best first."""
    top = hits[0].score if hits else 1.0
    candidates = [
        candidate
        for hit in hits
        if hit.passage.kind in (PassageKind.TEXT, PassageKind.NOTE)
        for candidate in _score_passage(query, found, library, hit, hit.score / top)
    ]
    return sorted(candidates, key=lambda candidate: (-candidate.score, candidate.passage.position, candidate.order))


def _score_passage(query: Query, found: Found, library: Library, hit: Hit, share: float) -> list[Candidate]:
    numbers = [n for n in library.entries_by_passage[hit.passage.id] if library.entries[n].role is EntryRole.SENTENCE]
    if not numbers:
        return []
    similarities = np.asarray(library.vectors[numbers]) @ found.vector
    context = stem_set(" ".join(hit.passage.section))
    scored = []
    for order, (number, similarity) in enumerate(zip(numbers, similarities, strict=True)):
        text = library.entries[number].text
        coverage = question_coverage(query, library, stem_set(text), context)
        score = (
            DENSE_WEIGHT * stretch(float(similarity))
            + COVERAGE_WEIGHT * coverage
            + PASSAGE_WEIGHT * share
            + type_bonus(query, text)
        )
        scored.append(Candidate(hit.passage, text, order, score, coverage, float(similarity)))
    return scored


def stretch(similarity: float) -> float:
    """Map an e5 similarity to 0..1 over the band where Dutch texts differ."""
    return min(max((similarity - SIMILARITY_FLOOR) / SIMILARITY_BAND, 0.0), 1.0)


def question_coverage(query: Query, library: Library, own: frozenset[str], context: frozenset[str]) -> float:
    """Return the rarity-weighted share of the question's terms in a sentence; terms in its section count half."""
    total = reached = 0.0
    own_parts = own | {stem(part) for word in own for part in split_compound(word, library.lexical.vocabulary)}
    for term, weight in query.terms.items():
        if weight < 1.0:
            continue
        value = library.rarity(term)
        total += value
        if term in own_parts:
            reached += value
        elif term in context:
            reached += CONTEXT_SHARE * value
    return reached / total if total else 0.0


def type_bonus(query: Query, text: str) -> float:
    """Reward a sentence that holds the kind of thing asked for: a number, a name, a definition."""
    if query.kind is QuestionKind.NUMBER:
        return TYPE_BONUS if NUMBER.search(text) or NUMBER_WORD.search(text.lower()) else 0.0
    if query.kind is QuestionKind.WHO:
        return TYPE_BONUS if re.search(r"(?<=\w )[A-Z][a-z]+", text) else 0.0
    if query.kind is QuestionKind.DEFINITION:
        return TYPE_BONUS if re.search(r"\b(is|zijn|betekent|heet|noem\w*|omschrij\w*|verstaan|definit\w*|definieer\w*)\b", text) else 0.0
    return 0.0
