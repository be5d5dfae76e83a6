"""Answer what is asked about the answer just given: who says so, and where it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from rag.attribution import people_mentioned
from rag.draft import Draft, Evidence, Line, LineStyle
from rag.followup_leans import strip_opening
from rag.library import Library
from rag.phrases import NO_PAGES, PAGES, place_named, place_of_editors
from rag.query import Query
from rag.records import PassageKind, Turn
from rag.source_asked import is_for_source
from rag.text import fold, sentences, stem_set

PAGE_ASKED = re.compile(r"\b(?:bladzijden?|blz|paginas?|pagina's)\b")
# A sentence that somebody put in other words is one of ours when it has so much of what ours says, or ours of it.
MIN_ALIKE = 0.5
# So much of an answer is traced: who asks for the source of a long one has its notes beside it.
MOST_TRACED = 6
# The line above a list or table names it; its rows stand in the answer.
ROWS = (LineStyle.ROW, LineStyle.NUMBERED)


def asks_for_source(question: str) -> bool:
    """Tell whether a question asks where the last answer comes from, and nothing else."""
    return is_for_source(fold(strip_opening(question)))


def has_answer(history: Sequence[Turn]) -> bool:
    """Tell whether a conversation ends with a question and its answer."""
    return [turn.role for turn in history[-2:]] == ["user", "assistant"]


def on_subject(history: Sequence[Turn]) -> tuple[Turn, ...]:
    """Return a conversation without the questions for a source and their answers: it is about what it was about."""
    kept: list[Turn] = []
    for turn in history:
        if turn.role == "user" or not (kept and kept[-1].role == "user" and asks_for_source(kept[-1].content)):
            kept.append(turn)
        elif len(kept) > 1:
            kept.pop()
    return tuple(kept)


def trace_back(question: str, draft: Draft, said: str, library: Library) -> Draft:
    """Return under the place of each where those lines of `draft` stand that `said` gave; no lines when it gave none.

    `draft` is what the adviser makes of the question that `said` answers; a language model or another program may have
    put it in other words.
    """
    kept = [line for line in draft.lines if line.claims and line.style not in ROWS and _was_said(line, said)]
    lines: list[Line] = []
    for place, group in groupby(kept[:MOST_TRACED], key=lambda line: _place(line, library)):
        lines.append(Line(place, style=LineStyle.HEADING))
        lines.extend(_traced(list(group), library))
    if lines and PAGE_ASKED.search(fold(question)):
        lines.append(_pages(kept))
    return Draft(tuple(lines), certain=True) if lines else Draft(())


def as_asked(query: Query, question: str) -> Query:
    """Return the query of the question before as that for its source."""
    return replace(query, text=question, standalone=f"{query.standalone.rstrip('?!. ')}: {question}")


def _was_said(line: Line, said: str) -> bool:
    if fold(line.text) in fold(said):
        return True
    ours = stem_set(line.text)
    return any(
        len(ours & theirs) >= MIN_ALIKE * min(len(ours), len(theirs))
        for theirs in map(stem_set, sentences(said))
        if ours and theirs
    )


def _place(line: Line, library: Library) -> str:
    """Return where a line stands: its source, section and table; what the editors say is named as theirs."""
    passage = line.evidence[0].passage
    short, section = library.source_by_id[passage.source_id].short, passage.section[-1] if passage.section else ""
    table = passage.table.label if passage.table and any(map(str.isdigit, passage.table.label)) else ""
    if passage.kind in (PassageKind.NOTE, PassageKind.COMPARISON):
        return place_of_editors(short, section)
    return place_named(short, section, table)


def _traced(lines: Sequence[Line], library: Library) -> Iterator[Line]:
    """Yield sentences as they stand, behind the one that says whose they are; of a list what announces it."""
    said: set[str] = set()
    for line in lines:
        for told in (*_whose(line, library), line):
            if told.text not in said:
                yield replace(told, text=re.sub(r"(?:, onder meer)?:$", ".", told.text), style=LineStyle.SENTENCE)
            said.add(told.text)


def _whose(line: Line, library: Library) -> tuple[Line, ...]:
    """Return the sentence before `line` in its passage, where that names somebody and `line` does not."""
    passage, quote = line.evidence[0].passage, line.evidence[0].quote
    if any(people_mentioned(line.text, library)) or passage.kind is not PassageKind.TEXT:
        return ()
    told = sentences(passage.text)
    at = next((n for n, text in enumerate(told) if text in quote), 0)
    if not at or not any(people_mentioned(told[at - 1], library)):
        return ()
    return (Line(told[at - 1], (Evidence(passage, told[at - 1], line.evidence[0].locator),)),)


def _pages(lines: Sequence[Line]) -> Line:
    """Return the pages of what was said, or that the library has none of it."""
    pages = sorted({evidence.passage.page for line in lines for evidence in line.evidence if evidence.passage.page})
    return Line(PAGES.format(pages=", ".join(map(str, pages))) if pages else NO_PAGES, style=LineStyle.REMARK)
