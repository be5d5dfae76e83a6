"""Hold an answer to the people the question asks for by name: what others say is no answer to it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rag.attribution import attributed_to
from rag.draft import Draft, Evidence, Line, LineStyle
from rag.library import Library
from rag.people import CAPITALISED
from rag.records import PassageKind
from rag.text import fold

# What stands in a list goes with the sentence that announces it.
ITEMS = (LineStyle.BULLET, LineStyle.NUMBERED, LineStyle.FURTHER)


def said_by(draft: Draft, people: frozenset[str], library: Library) -> Draft:
    """Return `draft` with only what `people` (folded surnames) say or is said of them; without lines if nothing is."""
    kept: list[Line] = []
    announced = False
    for line in draft.lines:
        listed = announced and line.style in ITEMS
        if not line.claims or listed or _is_theirs(line, people, library):
            kept.append(line)
        if line.style not in ITEMS:
            announced = line.claims and kept[-1:] == [line] and line.text.endswith(":")
    if not any(line.claims for line in kept):
        return Draft(())
    return replace(
        draft, lines=tuple(line for n, line in enumerate(kept) if line.claims or _opens(line, kept[n + 1 :]))
    )


def _opens(line: Line, rest: Sequence[Line]) -> bool:
    """Tell whether a heading or remark still has below it what it opens."""
    if line.style is LineStyle.REMARK and line.text.endswith(":"):
        return bool(rest) and rest[0].style in ITEMS
    return bool(rest) and rest[0].style is not LineStyle.HEADING


def _is_theirs(line: Line, people: frozenset[str], library: Library) -> bool:
    if people & set(map(fold, CAPITALISED.findall(line.text))):
        return True
    return any(is_said_by(evidence, people, library) for evidence in line.evidence)


def is_said_by(evidence: Evidence, people: frozenset[str], library: Library) -> bool:
    """Tell whether words quoted, or the table they stand in, are of `people`."""
    inside, passage = attributed_to(people, library), evidence.passage
    if passage.kind is PassageKind.COMPARISON:
        return False
    numbers = library.text_entries[passage.id]
    if passage.table is None:
        numbers = tuple(n for n in numbers if library.entries[n].text in evidence.quote) or numbers
    return bool(np.any(inside[list(numbers)]))
