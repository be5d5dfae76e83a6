"""Name the case that a passage tells of, so that what happened elsewhere is not read as the reader's own story."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.draft import Draft, Line, LineStyle
from rag.library import Library
from rag.phrases import in_case, in_example, once_more
from rag.query import Query, QuestionKind
from rag.records import Passage

# "4 Case voorbeelden": each section below such a title is one case.
CASES_TITLE = re.compile(r"\bcase\s?voorbeelden\b|\b(praktijk)?casussen\b", re.IGNORECASE)
# "Voorbeeld: een alliantie met over-organisatie. De alliantie …": what is told until its part ends.
EXAMPLE = re.compile(r"^Voorbeeld: ([^.:?!]{3,80})\.\s")
NUMBERING = re.compile(r"^[\d.]+\s+")


def case_line(passage: Passage, library: Library) -> str:
    """Return the line that says which case of which source a passage tells of; empty when it tells of none."""
    short = library.source_by_id[passage.source_id].short
    for title, below in zip(passage.section, passage.section[1:], strict=False):
        if CASES_TITLE.search(title):
            return in_case(NUMBERING.sub("", below), short)
    for other in library.passages_by_part.get(passage.part, ()):
        told = EXAMPLE.match(other.text)
        if told and other.position <= passage.position and "voorbeeld" in passage.kinds:
            return in_example(told[1], short)
    return ""


def name_once(lines: Sequence[Line], library: Library) -> list[Line]:
    """Return `lines` with each case named in full once, and shortly where more is told of it."""
    named = set[str]()
    told: list[Line] = []
    for line, below in zip(lines, (*lines[1:], None), strict=True):
        is_case = below is not None and any(case_line(e.passage, library) == line.text for e in below.evidence)
        told.append(replace(line, text=once_more(line.text)) if is_case and line.text in named else line)
        named.add(line.text)
    return told


def with_case(draft: Draft, query: Query, library: Library) -> Draft:
    """Return a short answer to a situation under the case it tells of, where it tells of one alone."""
    lines = draft.lines
    if query.kind is not QuestionKind.ADVICE or any(line.style is not LineStyle.SENTENCE for line in lines):
        return draft
    told = {case_line(evidence.passage, library) for line in lines for evidence in line.evidence}
    if len(told) > 1 or not (name := next(iter(told), "")):
        return draft
    return replace(draft, lines=(Line(name, (), LineStyle.REMARK), *lines))
