"""Make the record of an answer or a refusal."""

from dataclasses import replace

from rag.draft import Draft, make_sentences, number_citations, render
from rag.library import Library
from rag.phrases import with_language_note
from rag.query import Query
from rag.records import Answer, Engine, Refusal, Support, Trace


def make_reply(query: Query, engine: Engine, timings: dict[str, float], trace: Trace) -> Answer:
    """Return the record of a question that nothing is said to yet."""
    return Answer(
        question=query.text,
        standalone_question=query.standalone,
        language=query.language,
        kind=query.kind.value,
        answered=False,
        answer="",
        sentences=(),
        citations=(),
        refusal=None,
        follow_ups=(),
        timings_ms=timings,
        engine=engine,
        trace=trace,
    )


def with_draft(reply: Answer, draft: Draft, supports: tuple[tuple[Support, float], ...], library: Library) -> Answer:
    """Return `reply` as the answer that `draft` becomes; `supports` holds the checker's verdict on each sentence."""
    citations, numbers = number_citations(library, draft)
    return replace(
        reply,
        answered=True,
        answer=with_language_note(reply.language, render(draft, numbers)),
        sentences=make_sentences(draft, numbers, supports),
        citations=citations,
        follow_ups=draft.follow_ups,
    )


def with_refusal(reply: Answer, refusal: Refusal) -> Answer:
    """Return `reply` as one that says why there is no answer."""
    return replace(reply, answer=with_language_note(reply.language, refusal.message), refusal=refusal)


def in_place_of(refused: Answer, answer: Answer) -> Answer:
    """Return `answer`, made of a part of the question that was `refused`, as the answer to the whole of it."""
    language = refused.language
    return replace(
        answer, question=refused.question, language=language, answer=with_language_note(language, answer.answer)
    )
