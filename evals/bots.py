"""Advisers that game measures, and the parts they share: they stand in every report and must lose."""

from collections.abc import Sequence
from dataclasses import replace

from evals.runner import Advises
from rag.draft import Draft, Evidence, Line, LineStyle, make_sentences, number_citations, render
from rag.library import Library
from rag.records import Answer, Engine, Passage, Refusal, RefusalReason, Support, Trace, Turn
from rag.text import sentences

MAX_FOUND = 12


class RememberingAdviser:
    """Ask an adviser each question once and repeat its answer, so that bots built on it cost nothing."""

    def __init__(self, adviser: Advises) -> None:
        self._adviser = adviser
        self._answers: dict[tuple[str, tuple[Turn, ...], tuple[str, ...]], Answer] = {}

    @property
    def library(self) -> Library:
        """Return the adviser's library."""
        return self._adviser.library

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Return all answers so far."""
        return tuple(self._answers.values())

    def ask(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Answer:
        """Answer as the adviser did the first time."""
        key = (question, tuple(history), tuple(sources))
        if key not in self._answers:
            self._answers[key] = self._adviser.ask(question, history, sources)
        return self._answers[key]


class CopyTopPassage:
    """Answer everything with the whole first passage found: near-perfect citations, no judgement."""

    def __init__(self, adviser: Advises) -> None:
        self._adviser = adviser

    @property
    def library(self) -> Library:
        """Return the adviser's library."""
        return self._adviser.library

    def ask(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Answer:
        """Answer with the first passage the adviser found."""
        found = self._adviser.ask(question, history, sources).trace.found
        return copy_passages(question, [passage_id for passage_id, _ in found], self.library)


class AlwaysRefuse:
    """Refuse everything: never wrong, never of use."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @property
    def library(self) -> Library:
        """Return the library it does not use."""
        return self._library

    def ask(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Answer:
        """Refuse."""
        return make_refusal(question, self._library)


def make_refusal(question: str, library: Library) -> Answer:
    """Return an answer that refuses and says nothing."""
    return Answer(
        question=question,
        standalone_question=question,
        language="nl",
        kind="fact",
        answered=False,
        answer="",
        sentences=(),
        citations=(),
        refusal=Refusal(RefusalReason.NOT_IN_SOURCES, ""),
        follow_ups=(),
        timings_ms={},
        engine=Engine("", library.index_id, ""),
    )


def copy_passages(question: str, found: Sequence[str], library: Library, copied: int = 1) -> Answer:
    """Return the first `copied` passages found as the answer, whole, each line citing its passage."""
    passages = [library.passage_by_id[passage_id] for passage_id in found if passage_id in library.passage_by_id]
    refusal = make_refusal(question, library)
    if not passages:
        return refusal
    draft = Draft(tuple(line for passage in passages[:copied] for line in passage_lines(passage)))
    citations, numbers = number_citations(library, draft)
    supports = tuple(
        (Support.TABLE if line.style is LineStyle.BULLET else Support.VERBATIM, 1.0) for line in draft.lines
    )
    return replace(
        refusal,
        answered=True,
        answer=render(draft, numbers),
        sentences=make_sentences(draft, numbers, supports),
        citations=citations,
        refusal=None,
        trace=Trace(found=tuple((passage_id, 0.0) for passage_id in found[:MAX_FOUND])),
    )


def passage_lines(passage: Passage) -> list[Line]:
    """Return a passage as lines that cite it: its sentences, or its rows."""
    if passage.table is None:
        return [Line(text, (Evidence(passage, text),)) for text in sentences(passage.text)]
    evidence = (Evidence(passage, passage.text, passage.table.label),)
    rows = [" | ".join("; ".join(cell) for cell in row) for row in passage.table.rows]
    return [Line(row, evidence, LineStyle.BULLET) for row in rows]
