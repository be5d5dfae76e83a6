"""Rank the sentences of found passages by how well each answers the question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from rag.library import Library
from rag.nearness import similarities
from rag.query import Query, QuestionKind
from rag.records import EntryRole, Origin, Passage, PassageKind, Term
from rag.retrieve import Found, Hit
from rag.text import NUMBER, split_compound, stem, stem_set

# e5 similarities of related Dutch texts lie in this band; it is stretched to 0..1.
SIMILARITY_FLOOR, SIMILARITY_BAND = 0.78, 0.14
# What each signal of a sentence counts for; measured on the development questions in evals/ingredients.md.
DENSE_WEIGHT = 1.3
COVERAGE_WEIGHT = 0.7
PASSAGE_WEIGHT = 0.8
CONTEXT_SHARE = 0.5
TYPE_BONUS = 0.25
DEFINING_BONUS = 0.3
TERM_WEIGHT = 1.2
# A longer sentence says more of what was asked: four of them answer 68 instead of 61 % of the questions whole.
LENGTH_WEIGHT, FULL_LENGTH = 0.5, 30
# What a pointer counts for that leads to the sentence.
POINTED_WEIGHT = 4.0
# Passages that only introduce, list works or describe exercises seldom answer; notes of the dossier, which speak of the
# text itself, only when a question that leads to them fits so well.
NOTE_PENALTY = 0.8
MIN_NOTE_FIT = 0.1
META_PENALTY = 0.4
META_KINDS = frozenset(("inleiding", "werkenlijst", "oefening"))
DEFINING = re.compile(
    r"\b(is|zijn|betekent|betekenen|heet|heten|verstaat|verstaan|omschrijft|omschrijven|definieert|houdt in|staat voor|"
    r"noemt|noemen)\b"
)
NUMBER_WORD = re.compile(
    r"\b(twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|helft|derde|kwart|eeuw|jaar|procent|eerste|honderd|duizend|miljoen)\b"
)


@dataclass(frozen=True)
class Candidate:
    """A sentence that may answer; `order` is its place in its passage, `terms_weight` the question's terms it names."""

    passage: Passage
    text: str
    order: int
    score: float
    coverage: float
    similarity: float
    terms_weight: tuple[tuple[str, float], ...]

    @property
    def terms(self) -> frozenset[str]:
        """Return the question's terms that the sentence names."""
        return frozenset(term for term, _ in self.terms_weight)


def rank_sentences(
    query: Query, found: Found, library: Library, hits: Sequence[Hit], terms: Sequence[Term] = ()
) -> list[Candidate]:
    """Return the sentences of the prose among `hits`, best first; those that explain one of `terms` gain by it."""
    top = hits[0].score if hits else 1.0
    candidates = [
        candidate
        for hit in hits
        if hit.passage.kind in (PassageKind.TEXT, PassageKind.NOTE) or is_own_list(hit.passage)
        for candidate in _score_passage(query, found, library, hit, hit.score / top)
    ]
    if terms:
        candidates = [replace(c, score=c.score + TERM_WEIGHT * _explains(c, terms)) for c in candidates]
    return sorted(candidates, key=lambda candidate: (-candidate.score, candidate.passage.position, candidate.order))


def _score_passage(query: Query, found: Found, library: Library, hit: Hit, share: float) -> list[Candidate]:
    role = EntryRole.ROW if is_own_list(hit.passage) else EntryRole.SENTENCE
    numbers = [n for n in library.entries_by_passage[hit.passage.id] if library.entries[n].role is role]
    if not numbers:
        return []
    near = similarities(np.asarray(library.vectors)[numbers], found.vector)
    context = stem_set(" ".join(hit.passage.section))
    base = PASSAGE_WEIGHT * share - passage_penalty(hit.passage)
    scored = []
    for order, (number, similarity) in enumerate(zip(numbers, near, strict=True)):
        text, fit = library.entries[number].text, found.pointed.fits.get(number, 0.0)
        if hit.passage.kind is PassageKind.NOTE and fit < MIN_NOTE_FIT:
            continue
        score_pointed = POINTED_WEIGHT * fit
        named, coverage = question_coverage(query, library, stem_set(f"{text} {library.entries[number].told}"), context)
        score = base + score_pointed + DENSE_WEIGHT * stretch(float(similarity)) + COVERAGE_WEIGHT * coverage
        score += type_bonus(query, NOT_TOLD.sub(" ", text) if hit.passage.origin is Origin.ORIGINAL else text)
        score += LENGTH_WEIGHT * min(len(text.split()) / FULL_LENGTH, 1.0)
        scored.append(Candidate(hit.passage, text, order, max(score, 0.01), coverage, float(similarity), named))
    return scored


# In an original, years of works and the numbers of points are no figures that answer a question.
NOT_TOLD = re.compile(r"\([^()]*\b(?:19|20)\d\d[a-z]?[^()]*\)|(?:(?<=\s)|^)\(?\d{1,2}\)")


def is_own_list(passage: Passage) -> bool:
    """Tell whether a passage is a list of an original, whose items nobody put into sentences as a dossier does."""
    return passage.kind is PassageKind.LIST and passage.origin is Origin.ORIGINAL


def _explains(candidate: Candidate, terms: Sequence[Term]) -> float:
    """Return how much of the glossary's definition of a term the sentence holds."""
    own = stem_set(candidate.text)
    shares = [
        len(own & stem_set(term.definition)) / max(len(stem_set(term.definition)), 1)
        for term in terms
        if term.source_id == candidate.passage.source_id
    ]
    return max(shares, default=0.0)


def passage_penalty(passage: Passage) -> float:
    """Return what a passage loses for speaking about the text instead of about its subject."""
    if passage.kind is PassageKind.NOTE:
        return NOTE_PENALTY
    return META_PENALTY if META_KINDS.intersection(passage.kinds) and len(passage.kinds) == 1 else 0.0


def stretch(similarity: float) -> float:
    """Map an e5 similarity to 0..1 over the band where Dutch texts differ."""
    return min(max((similarity - SIMILARITY_FLOOR) / SIMILARITY_BAND, 0.0), 1.0)


def question_coverage(
    query: Query, library: Library, own: frozenset[str], context: frozenset[str]
) -> tuple[tuple[tuple[str, float], ...], float]:
    """Return the question's terms a sentence names, with their share of all rarity, and the share covered in all.

    Terms that only its section names count half; compounds also name their parts.
    """
    parts = own | {stem(part) for word in own for part in split_compound(word, library.lexical.vocabulary)}
    rarity = {term: library.rarity(term) for term, weight in query.terms.items() if weight == 1.0}
    total = sum(rarity.values())
    if not total:
        return (), 0.0
    named = tuple((term, value / total) for term, value in rarity.items() if term in parts)
    nearby = sum(value for term, value in rarity.items() if term not in parts and term in context)
    return named, sum(share for _, share in named) + CONTEXT_SHARE * nearby / total


def type_bonus(query: Query, text: str) -> float:
    """Reward a sentence that holds the kind of thing asked for: a number, a name, a definition."""
    if query.kind is QuestionKind.NUMBER:
        return TYPE_BONUS if NUMBER.search(text) or NUMBER_WORD.search(text.lower()) else 0.0
    if query.kind is QuestionKind.WHO:
        return TYPE_BONUS if re.search(r"(?<=\w )[A-Z][a-z]+", text) else 0.0
    if query.kind is QuestionKind.DEFINITION:
        return DEFINING_BONUS if defines(query, text) else 0.0
    return 0.0


def defines(query: Query, text: str) -> bool:
    """Tell whether the sentence names a word of the question before a verb that defines."""
    verb = DEFINING.search(text)
    return verb is not None and bool(stem_set(text[: verb.start()]) & {stem(word) for word in query.content})
