"""Say first how two sides compare where the editors wrote a verdict on them; what each side says follows."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rag.chosen import Outline
from rag.clues import term_set
from rag.compose_outline import Part, part_lines, split_parts
from rag.draft import Draft, Line
from rag.library import Library
from rag.lines import place_lines
from rag.named_sources import find_sources
from rag.nearness import similarities
from rag.outlines import named_share
from rag.phrases import HEADING_DIFFER, HEADING_SHARED
from rag.query import Query, QuestionKind
from rag.remembered import once_per_library
from rag.retrieve import Found
from rag.text import fold, words

# A verdict is asked for when one of its questions is so near, and so little behind the nearest pointer (in standard
# deviations). Of 348 development comparisons 273 instead of 266 are answered whole with verdicts.
MIN_NEAR, MOST_BEHIND = 5.0, 1.0
# Where two sides are named a verdict on just these needs to be less near, and so it does for a plain comparison: 291
# instead of 281 of 362 development comparisons are answered whole.
MIN_NEAR_NAMED, MIN_NEAR_COMPARED, MOST_BEHIND_THERE = 3.8, 4.2, 2.0
# Who asks of all sources is not served by a verdict on two that is hardly near.
ALL_OF_THEM = re.compile(r"\b(?:bronnen|teksten|auteurs|schrijvers|alle|allemaal)\b")
# "Britse", "Nederlandse": a name that tells no side.
NATION = re.compile(r"^(?:Nederlands|Belgisch|Vlaams|Duits|Frans|Engels|Brits|Amerikaans|Europees|Europes)e?$")
# Ways of asking how sides compare; a question that neither asks so nor names sides gets no verdict.
COMPARES = re.compile(
    r"\b(?:verschil(?:t|len)? (?:is|zit|tussen|met|van|ze|zij|die|deze|er|in)|waarin verschil\w*|vergelijk\w*|"
    r"verschillende (?:bronnen|teksten|auteurs|boeken|schrijvers)|naast elkaar|allebei|beide|beiden|(?:het)?zelfde|"
    r"dezelfde|anders dan|het (?:[\w-]+ ){0,6}?(?<!nog )eens|"
    r"oneens|tegenover|overeenkomst\w*|overeen|verhoud\w*|tegen(?:spraak|spreken|strijdig\w*)|"
    r"versus|vs|welke van de twee|compare|difference|differ|unterschied\w*)\b"
)
KINDS = (QuestionKind.COMPARISON, QuestionKind.FACT, QuestionKind.DEFINITION, QuestionKind.OVERVIEW)
# Words of what follows a verdict at most.
MOST_WORDS = 220


def with_verdict(draft: Draft, query: Query, found: Found, library: Library) -> Draft:
    """Return `draft` behind the verdict that is asked for; `draft` itself where none is."""
    told = split_parts(draft.lines)
    has_sides = sum(bool(part.heading) for part in told) > 1
    outline = find_verdict(query, found, library) if _asks(query, bool(draft.columns), has_sides) else None
    if outline is None or _is_rows(draft):
        return draft
    verdict = place_lines(outline.parts[0].places, library)
    if draft.columns:  # a table is told whole
        return replace(draft, lines=(*verdict, *draft.lines), certain=not query.unknown_names)
    sides = [Part(part.heading, tuple(place_lines(part.places, library))) for part in outline.parts[1:]]
    sides = [part for part in sides if not _is_other(part.heading, query, library)]
    told = [part for part in told if part.heading not in (HEADING_SHARED, HEADING_DIFFER)]
    told = [part for part in told if not _is_other(part.heading, query, library)]
    body = told if has_sides or not sides else sides
    return replace(draft, lines=(*verdict, *_within(body)), certain=not query.unknown_names)


def _is_other(heading: str, query: Query, library: Library) -> bool:
    """Tell whether a heading is the short name of a third thing, where a question names two by theirs."""
    asked = {word for word in words(query.focus) if word in library.abbreviations}
    return len(asked) > 1 and fold(heading) in library.abbreviations and fold(heading) not in asked


def _is_rows(draft: Draft) -> bool:
    """Tell whether a draft is a list of rows of one table, which answers by itself."""
    tables = {
        evidence.passage.id if evidence.passage.table else "" for line in draft.lines for evidence in line.evidence
    }
    return not draft.columns and len(tables) == 1 and "" not in tables


def _asks(query: Query, in_table: bool, has_sides: bool) -> bool:
    """Tell whether a question asks how sides compare, and not for the rows of a table."""
    if query.kind not in KINDS or query.tables or query.is_situation:
        return False
    if query.kind is QuestionKind.COMPARISON:
        return not (in_table and query.wants_rows)
    return not in_table and (has_sides or bool(COMPARES.search(fold(query.focus))))


def find_verdict(query: Query, found: Found, library: Library) -> Outline | None:
    """Return the verdict that is asked for: the nearest one that names all whom the question names, if near enough."""
    told, rows = library.asked.outlines, _verdict_rows(library)
    if not len(rows):
        return None
    similarity = similarities(np.asarray(told.vectors)[rows], found.tuned)
    least = _least(query, found, library)
    for row in np.argsort(-similarity, kind="stable"):
        if similarity[row] < least:
            return None
        number = int(told.owners[rows[row]])
        outline = library.chosen.outlines[number]
        if _names_all(outline, query, library) and _is_on_subject(number, query, library):
            return outline
    return None


def _is_on_subject(number: int, query: Query, library: Library) -> bool:
    """Tell whether a verdict, or a question for it, names any of the subject on which all that is said is asked."""
    subject = query.surveyed
    terms = term_set(subject, library.lexical.vocabulary) if subject else frozenset[str]()
    return not terms or named_share(dict.fromkeys(terms, 1.0), number, library) > 0.0


def _least(query: Query, found: Found, library: Library) -> float:
    """Return how similar the question about a verdict must be, by how plainly a comparison is asked for."""
    mean, deviation = library.asked_scale
    near, behind = MIN_NEAR, MOST_BEHIND
    if len(query.named_sources) + len(query.names) > 1:
        near, behind = MIN_NEAR_NAMED, MOST_BEHIND_THERE
    elif query.kind is QuestionKind.COMPARISON and not ALL_OF_THEM.search(fold(query.focus)):
        near, behind = MIN_NEAR_COMPARED, MOST_BEHIND_THERE
    pointed = max((one.similarity for one in found.pointed.answered), default=mean)
    return max(mean + near * deviation, pointed - behind * deviation)


@once_per_library
def _verdict_rows(library: Library) -> NDArray[np.int64]:
    """Return which questions about outlines are about verdicts, shape (n,)."""
    is_verdict = np.array([outline.is_verdict for outline in library.chosen.outlines], dtype=np.bool_)
    return np.flatnonzero(is_verdict[library.asked.outlines.owners]) if len(is_verdict) else np.zeros(0, dtype=np.int64)


def _names_all(outline: Outline, query: Query, library: Library) -> bool:
    """Tell whether a verdict names every source and author that the question names, and only sources allowed."""
    note = fold(library.passage_by_id[outline.parts[0].places[0][0]].text)
    sources = set(find_sources(note, library))
    if query.source_filter and not sources <= {*query.source_filter}:
        return False
    return sources >= {*query.named_sources} and all(fold(name) in note or NATION.match(name) for name in query.names)


def _within(parts: Sequence[Part]) -> list[Line]:
    """Return of `parts` what fits in MOST_WORDS words: each has its share, and what those before it left."""
    kept: list[Line] = []
    room = 0
    for part in parts:
        room += MOST_WORDS // len(parts)
        own = list[Line]()
        for line in part.lines:
            if len(line.text.split()) > room:
                break
            own.append(line)
            room -= len(line.text.split())
        while own and own[-1].text.endswith(":"):  # what it announces did not fit
            own.pop()
        kept += part_lines(replace(part, lines=tuple(own))) if own else ()
    return kept
