"""Decide that the library does not answer, and say so usefully."""

import math
from dataclasses import astuple

from rag.doubt import Signals
from rag.draft import Draft, Evidence, make_citation
from rag.library import Library
from rag.phrases import LOOKED_FOR, NEAREST, NEAREST_NONE, NOT_FOUND, UNKNOWN_NAME, UNKNOWN_WORD, join_words
from rag.query import Query, QuestionKind
from rag.records import Refusal, RefusalReason
from rag.retrieve import Found
from rag.select import rank_sentences

# Weights of the signals, a bias first, in log odds that the library answers; fitted by `python -m evals.calibrate --fit`.
BIAS = -0.46
WEIGHTS = Signals(
    sentence=1.69,
    question=0.10,
    covered_near=1.92,
    covered_sentence=-1.64,
    covered_answer=2.07,
    unknown_names=-2.25,
    aspect_gap=-1.47,
    slot_gap=-4.33,
    slot_gap_near=-1.46,
    name_gap=-1.58,
    absent_note=-2.73,
    short=-2.44,
)
# Confidence below which the question is refused; chosen on the development questions (evals/risk_coverage.md). A request
# for advice tells a story in its own words: less of it is found, and an answer near the mark still helps.
MIN_CONFIDENCE = 0.3
MIN_ADVICE_CONFIDENCE = 0.1
OFF_TOPIC_SIMILARITY = 0.83
NEAREST_COUNT = 3


def confidence(signals: Signals) -> float:
    """Return how sure we are, 0..1, that the library answers the question."""
    odds = BIAS + sum(weight * value for weight, value in zip(astuple(WEIGHTS), astuple(signals), strict=True))
    return 1.0 / (1.0 + math.exp(-odds))


def is_exempt(query: Query, draft: Draft) -> bool:
    """Tell whether doubt is set aside: the question names a table, or its rows, exactly."""
    return bool(query.tables) or draft.certain


def must_refuse(query: Query, draft: Draft, signals: Signals) -> bool:
    """Tell whether no answer is better than this one."""
    if not draft.lines:
        return True
    threshold = MIN_ADVICE_CONFIDENCE if query.kind is QuestionKind.ADVICE else MIN_CONFIDENCE
    return not is_exempt(query, draft) and confidence(signals) < threshold


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
