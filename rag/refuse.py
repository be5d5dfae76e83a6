"""Decide that the library does not answer, and say so usefully."""

from rag.draft import Draft, Evidence, make_citation
from rag.library import Library
from rag.phrases import LOOKED_FOR, NEAREST, NEAREST_NONE, NOT_FOUND, UNKNOWN_NAME, UNKNOWN_WORD, join_words
from rag.query import Query
from rag.records import Refusal, RefusalReason
from rag.retrieve import Found
from rag.select import rank_sentences, stretch

# Confidence below which the question is refused; chosen on the development questions (evals/risk_coverage.md).
MIN_CONFIDENCE = 0.45
OFF_TOPIC_SIMILARITY = 0.83
NEAREST_COUNT = 3


def confidence(query: Query, found: Found, library: Library) -> float:
    """Return how sure we are, 0..1, that the library answers the question."""
    if not found.hits:
        return 0.0
    ranked = rank_sentences(query, found, library, found.hits[:6])
    similarity = stretch(max(hit.similarity for hit in found.hits[:6]))
    coverage = max((candidate.coverage for candidate in ranked), default=0.0)
    unknown = len(query.unknown_words) + 2 * len(query.unknown_names)
    penalty = min(1.0, unknown / max(len(query.content), 1))
    return max(0.0, 0.6 * similarity + 0.4 * coverage - 0.5 * penalty)


def must_refuse(query: Query, draft: Draft, sure: float) -> bool:
    """Tell whether no answer is better than this one."""
    return not draft.lines or (sure < MIN_CONFIDENCE and not query.tables and not draft.certain)


def make_refusal(query: Query, found: Found, library: Library) -> Refusal:
    """Return the refusal: what was looked for, what comes nearest."""
    nearest = [
        Evidence(candidate.passage, candidate.text)
        for candidate in rank_sentences(query, found, library, found.hits[:8])
    ]
    by_passage = {evidence.passage.id: evidence for evidence in reversed(nearest)}
    kept = [e for e in nearest if by_passage.pop(e.passage.id, None)][:NEAREST_COUNT]
    citations = tuple(make_citation(library, evidence) for evidence in kept)
    parts = [NOT_FOUND]
    if query.unknown_names:
        parts.append(UNKNOWN_NAME.format(names=join_words(list(query.unknown_names))))
    elif query.unknown_words:
        parts.append(UNKNOWN_WORD.format(words=join_words([f"‘{word}’" for word in query.unknown_words])))
    parts.append(LOOKED_FOR.format(terms=", ".join(dict.fromkeys(query.content)) or query.text))
    if citations:
        source = library.source_by_id[citations[0].source_id]
        parts.append(NEAREST.format(place=f"{source.short}, ‘{citations[0].section[-1]}’"))
    else:
        parts.append(NEAREST_NONE)
    similarity = max((hit.similarity for hit in found.hits), default=0.0)
    reason = RefusalReason.OFF_TOPIC if similarity < OFF_TOPIC_SIMILARITY else RefusalReason.NOT_IN_SOURCES
    return Refusal(reason, " ".join(parts), citations)
