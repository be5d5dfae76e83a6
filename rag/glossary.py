"""Use the glossary: which term a question asks for, and the passages that explain it."""

from collections.abc import Sequence

from rag.library import Library
from rag.query import Query
from rag.records import PassageKind, Term
from rag.retrieve import Found, Hit
from rag.text import is_among, stem, stem_set

# A term's own section counts as a find of this quality, relative to the best find.
TERM_HIT_SHARE = 0.6


def asked_terms(query: Query, library: Library) -> tuple[Term, ...]:
    """Return the glossary terms that the question names, longest name first, from the sources it asks for."""
    asked = frozenset(stem(word) for word in query.content)
    allowed = query.source_filter or query.named_sources
    found = []
    for term in library.terms:
        if allowed and term.source_id not in allowed:
            continue
        names = [stem_set(name) for name in (term.term, *term.abbreviations, *term.english, *term.synonyms)]
        sizes = [len(name) for name in names if name and all(is_among(word, asked) for word in name)]
        if sizes:
            found.append((max(sizes), term))
    best = max((size for size, _ in found), default=0)
    return tuple(term for size, term in found if size == best)


def asks_only_term(query: Query, terms: Sequence[Term]) -> bool:
    """Tell whether the question names one of `terms` and nothing else: what it means stands in the library."""
    names = [name for term in terms for name in (term.term, *term.abbreviations, *term.english, *term.synonyms)]
    asked = {stem(word) for word in query.content}
    return any(asked and asked <= stem_set(name) | {stem(name)} for name in names)


def term_hits(terms: tuple[Term, ...], found: Found, library: Library) -> list[Hit]:
    """Return the prose of the sections where `terms` are explained, as hits behind those that were found."""
    known = {hit.passage.id for hit in found.hits[:6]}
    places = {(term.source_id, term.section.removeprefix("§ ")) for term in terms}
    score = TERM_HIT_SHARE * found.hits[0].score if found.hits else 1.0
    return [
        Hit(passage, score, 0.0, 0.0)
        for passage in library.passages
        if passage.id not in known
        and passage.kind is PassageKind.TEXT
        and (passage.source_id, passage.section[-1] if passage.section else "") in places
    ]
