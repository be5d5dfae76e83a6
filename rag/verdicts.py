"""Say first how two sides compare where the editors wrote a verdict on them; what each side says follows."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rag.chosen import Outline
from rag.compose_outline import Part, part_lines, split_parts
from rag.draft import Draft, Line, LineStyle
from rag.library import Library
from rag.lines import place_lines
from rag.nearness import similarities
from rag.phrases import HEADING_DIFFER, HEADING_SHARED
from rag.query import Query, QuestionKind
from rag.retrieve import Found
from rag.text import fold
from rag.understand import find_sources

# A verdict is asked for when one of its questions is so near, and so little behind the nearest pointer (standard deviations).
MIN_NEAR, MOST_BEHIND = 5.0, 1.0
# Ways of asking how sides compare; a question of another kind gets no verdict.
COMPARES = re.compile(
    r"\bverschil(?:t|len)? (?:is|zit|tussen|met|van|ze|zij|die|deze|er|in)\b|\bwaarin verschil\w*|\bverschillende (?:bronnen|teksten|auteurs|boeken|schrijvers)\b|\bvergelijk\w*|\bnaast elkaar\b|"
    r"\b(?:allebei|beide|beiden|(?:het)?zelfde|dezelfde|anders dan|(?:on)?eens|tegenover|overeenkomst\w*|overeen|verhoud\w*)\b|"
    r"\btegen(?:spraak|spreken|strijdig\w*)\b|\b(?:versus|vs|welke van de twee|compare|difference|differ|unterschied\w*)\b"
)
KINDS = (QuestionKind.COMPARISON, QuestionKind.FACT, QuestionKind.DEFINITION, QuestionKind.OVERVIEW)
# Words of what follows a verdict at most: the whole stays within 350.
MOST_WORDS = 250


def with_verdict(draft: Draft, query: Query, found: Found, library: Library) -> Draft:
    """Return `draft` behind the verdict that is asked for; `draft` itself where none is."""
    told = split_parts(draft.lines)
    has_sides = sum(bool(part.heading) for part in told) > 1
    asks = has_sides or query.kind is QuestionKind.COMPARISON or COMPARES.search(fold(query.focus))
    if not asks or query.kind not in KINDS or query.tables or query.is_situation or draft.columns:
        return draft
    outline = find_verdict(query, found, library)
    if outline is None:
        return draft
    verdict = place_lines(outline.parts[0].places, library)
    sides = [Part(part.heading, tuple(place_lines(part.places, library))) for part in outline.parts[1:]]
    told = [part for part in told if part.heading not in (HEADING_SHARED, HEADING_DIFFER)]
    body = told if has_sides or not sides else sides
    return replace(draft, lines=(*verdict, *_within([line for part in body for line in part_lines(part)])))


def find_verdict(query: Query, found: Found, library: Library) -> Outline | None:
    """Return the verdict that is asked for: the nearest one that names all whom the question names, if near enough."""
    told = library.asked.outlines
    numbers = np.array(
        [n for n, owner in enumerate(told.owners) if library.chosen.outlines[owner].is_verdict], dtype=int
    )
    if not len(numbers):
        return None
    mean, deviation = library.asked_scale
    similarity = similarities(np.asarray(told.vectors)[numbers], found.tuned)
    pointed = max((near.similarity for near in found.pointed.answered), default=mean)
    least = max(mean + MIN_NEAR * deviation, pointed - MOST_BEHIND * deviation)
    for row in np.argsort(-similarity, kind="stable"):
        if similarity[row] < least:
            return None
        outline = library.chosen.outlines[int(told.owners[numbers[row]])]
        if _names_all(outline, query, library):
            return outline
    return None


def _names_all(outline: Outline, query: Query, library: Library) -> bool:
    """Tell whether a verdict names every source and author that the question names, and speaks of allowed sources only."""
    note = fold(library.passage_by_id[outline.parts[0].places[0][0]].text)
    sources = set(find_sources(note, library))
    if query.source_filter and not sources <= {*query.source_filter}:
        return False
    return sources >= {*query.named_sources} and all(fold(name) in note for name in query.names)


def _within(lines: Sequence[Line]) -> list[Line]:
    """Return of `lines` what fits in MOST_WORDS words; no heading without what follows it."""
    kept: list[Line] = []
    room = MOST_WORDS
    for line in lines:
        room -= len(line.text.split())
        if room >= 0 or line.style is LineStyle.HEADING:
            kept.append(line)
    while kept and kept[-1].style in (LineStyle.HEADING, LineStyle.REMARK):
        kept.pop()
    return kept
