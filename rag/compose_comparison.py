"""Answer a comparison: what each side says under its own name, then what they share and where they differ."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rag.compare_tables import find_table
from rag.compare_views import View, view_lines, view_sides
from rag.compose_tables import compose_rows
from rag.concepts import terms_meant
from rag.disagreement import find_disagreements, note_lines
from rag.draft import Draft, Evidence, Line, LineStyle
from rag.library import Library
from rag.phrases import (
    ALL_NAME,
    BOTH_NAME,
    FIGURES_DIFFER,
    HEADING_DIFFER,
    HEADING_SHARED,
    count_word,
    join_words,
)
from rag.query import Query, QuestionKind
from rag.retrieve import Found
from rag.select import Candidate
from rag.sides import Side, find_sides, subject_terms
from rag.subject_pairs import differ_lines, same_lines
from rag.subject_sides import NAMED, labelled_sides, subject_sides
from rag.subjects import NearSubject, asked_words, find_subjects
from rag.text import fold, stem_set

# Sentences and words a side gets beside a table that says most already.
TABLE_PROSE = (1, 30)
MAX_TERMS, MAX_SHARED = 3, 2
# Parts among which a note about disagreement is looked for when disagreement is what is asked.
COMPARED_PARTS = 8
# Words rarer than this say something about a passage; the field's own words (alliantie, partner) stand everywhere.
MIN_RARITY = 2.2
# Kinds of question that may compare without a word that says so.
PLAIN = (QuestionKind.FACT, QuestionKind.DEFINITION)
FIGURE = re.compile(r"\d+(?:[.,]\d+)?(?: (?:tot|à|en) \d+(?:[.,]\d+)?)? ?(?:%|procent\b)")
# A comparison is sure of itself when every side says more than this share of the words of its subject (by rarity).
MIN_SUBJECT_SAID = 0.5


def compose_comparison(query: Query, found: Found, library: Library) -> Draft:
    """Return the draft of a comparison; without lines when `query` names no sides that the library knows."""
    near = find_subjects(query, found, library)
    sides = choose_sides(query, found, near, library)
    if len(sides) < 2:
        return Draft(())
    subject = subject_terms(query, sides, library)
    table = find_table(sides, subject, found, library)
    views = view_sides(query, found, library, sides, TABLE_PROSE if table else None, () if table else near)
    spoken = [view for view in views if view.chosen]
    if table:
        draft = compose_rows(table, library)
        prose = dict.fromkeys(line for view in spoken for line in view_lines(view, library))
        return replace(draft, lines=(*draft.lines, *prose))
    if len(spoken) < 2:
        return Draft(())
    views, both = _set_apart(views)
    spoken = [view for view in views if view.chosen]
    lines: list[Line] = [Line(c.text, (_evidence(c),)) for c in both]
    for view in views:
        lines.append(Line(view.side.name, style=LineStyle.HEADING))
        lines.extend(view_lines(view, library))
    apart = tuple(view.side for view in spoken)
    shared = same_lines(near, apart, lines, library)
    if not shared and not query.surveyed:  # a word that two of five use tells nothing of the subject
        shared = shared_lines(query, spoken, library)
    differ = list(_note_lines(query, found, library, sides)) or differ_lines(near, apart, [*lines, *shared], library)
    differ = differ or figure_lines(spoken)
    for heading, body in ((HEADING_SHARED, shared), (HEADING_DIFFER, differ)):
        if body:
            lines.extend((Line(heading, style=LineStyle.HEADING), *body))
    return Draft(tuple(lines), certain=all(_is_on(view, subject, library) for view in spoken))


def choose_sides(query: Query, found: Found, near: Sequence[NearSubject], library: Library) -> tuple[Side, ...]:
    """Return the sides that the question names, or those of its subject where it compares and names none.

    A question that names two authors or cases of a subject compares them, however it is put.
    """
    sides = find_sides(query, found, library)
    mixed = bool({bool(side.stems) for side in sides} - {False}) and not all(side.stems for side in sides)
    compares = query.kind is QuestionKind.COMPARISON and not query.is_situation
    if (len(sides) > 1 and not mixed) or query.wants_rows or query.tables or not (compares or query.kind in PLAIN):
        return sides
    labelled = labelled_sides(asked_words(query) | terms_meant(query.focus, library), near, library)
    if compares or all(NAMED.search(side.label) for side in labelled):
        allowed = query.source_filter or query.named_sources
        return labelled or sides or (subject_sides(near, allowed, library) if compares else ())
    return sides


def _is_on(view: View, subject: dict[str, float], library: Library) -> bool:
    """Tell whether the chosen sentences of a side hold most of what the comparison is about."""
    said = stem_set(" ".join(candidate.text for candidate in view.chosen))
    rarity = {term: library.rarity(term) for term, weight in subject.items() if weight == 1.0}
    return sum(value for term, value in rarity.items() if term in said) > MIN_SUBJECT_SAID * sum(rarity.values())


def compose_views(
    query: Query, found: Found, library: Library, sides: Sequence[Side], limits: tuple[int, int] | None = None
) -> Draft:
    """Return what each side says under its name, without weighing them against each other."""
    near = find_subjects(query, found, library)
    views = [view for view in view_sides(query, found, library, sides, limits, near) if view.chosen]
    lines: list[Line] = []
    for view in views:
        if len(sides) > 1:
            lines.append(Line(view.side.name, style=LineStyle.HEADING))
        lines.extend(view_lines(view, library))
    return Draft(tuple(lines))


def _set_apart(views: list[View]) -> tuple[list[View], list[Candidate]]:
    """Take the sentences that two sides chose out of both; they speak of both at once."""
    seen = Counter(candidate.text for view in views for candidate in view.chosen)
    twice = {text for text, count in seen.items() if count > 1}
    both = {candidate.text: candidate for view in views for candidate in view.chosen if candidate.text in twice}
    apart = [replace(view, chosen=tuple(c for c in view.chosen if c.text not in twice)) for view in views]
    if not all(view.chosen for view in apart):
        return views, []
    return apart, list(both.values())


def _note_lines(query: Query, found: Found, library: Library, sides: Sequence[Side]) -> tuple[Line, ...]:
    """Return the note that says how the sides themselves differ on what is asked, when there is one."""
    if any(side.stems for side in sides):
        return ()
    subject = set(subject_terms(query, tuple(sides), library)) if query.surveyed else set[str]()
    notes = find_disagreements(found, library, COMPARED_PARTS, [side.source_id for side in sides])
    return next((note_lines(note) for note in notes if not subject or stem_set(note.text) & subject), ())


def shared_lines(query: Query, views: Sequence[View], library: Library) -> list[Line]:
    """Say which terms of the field two or more sides name; the evidence is a sentence of each that names them."""
    named = [_named_terms(query, view.weighed, views, library) for view in views]
    found: list[Line] = []
    by_sides: dict[tuple[int, ...], list[str]] = {}
    for term in dict.fromkeys(term for terms in named for term in terms):
        holders = tuple(number for number, terms in enumerate(named) if term in terms)
        if len(holders) > 1:
            by_sides.setdefault(holders, []).append(term)
    for holders, terms in sorted(by_sides.items(), key=lambda item: (-len(item[0]), item[0])):
        kept = terms[:MAX_TERMS]
        evidence = tuple(dict.fromkeys(named[number][term] for number in holders for term in kept))
        sides = join_words([views[number].side.label for number in holders])
        phrase = BOTH_NAME if len(holders) == 2 else ALL_NAME
        quoted = join_words([f"‘{term}’" for term in kept])
        found.append(Line(phrase.format(sides=sides, terms=quoted, count=count_word(len(holders))), evidence))
    return found[:MAX_SHARED]


def figure_lines(views: Sequence[View]) -> list[Line]:
    """Return which percentages the sides name, where these differ."""
    figures = [
        (view.side.label, figure, _evidence(candidate))
        for view in views
        for candidate in view.chosen
        for figure in FIGURE.findall(candidate.text)
    ]
    if len({label for label, _, _ in figures}) < 2 or len({figure for _, figure, _ in figures}) < 2:
        return []
    text = "; ".join(dict.fromkeys(f"{label}: {figure}" for label, figure, _ in figures))
    return [Line(FIGURES_DIFFER.format(figures=text), tuple(dict.fromkeys(evidence for _, _, evidence in figures)))]


def _named_terms(
    query: Query, among: Sequence[Candidate], views: Sequence[View], library: Library
) -> dict[str, Evidence]:
    """Return the glossary's terms that sentences of a side name, and the question does not, each with its sentence."""
    asked = stem_set(query.standalone).union(*(view.side.stems for view in views))
    everywhere = Counter(text for view in views for text in {c.text for c in view.weighed})
    sources = {candidate.passage.source_id for view in views for candidate in view.weighed}
    terms = [
        (term.term, stems)
        for term in library.terms
        if term.source_id in sources
        and (stems := stem_set(term.term))
        and not stems & asked
        and max(map(library.rarity, stems)) >= MIN_RARITY
    ]
    found: dict[str, Evidence] = {}
    for candidate in among:
        if everywhere[candidate.text] > 1:  # a sentence about two sides says of neither that it is theirs
            continue
        own, text = stem_set(candidate.text), fold(candidate.text)
        for name, stems in terms:
            if stems <= own and fold(name) in text:  # one stem may mean two things: inbedding, inbedden
                found.setdefault(name, _evidence(candidate))
    return found


def _evidence(candidate: Candidate) -> Evidence:
    return Evidence(candidate.passage, candidate.text)
