"""Choose the form an answer takes."""

from collections.abc import Sequence
from dataclasses import replace

from rag.answer_first import answer_first
from rag.asked_length import as_long_as_asked
from rag.compose_advice import compose_advice
from rag.compose_comparison import compose_comparison
from rag.compose_facts import compose_fact
from rag.compose_outline import compose_sides, join_outline, tell_nearest
from rag.compose_overview import compose_overview, compose_theme
from rag.compose_tables import compose_ambiguous, compose_reverse, compose_rows
from rag.compose_work import compose_work
from rag.digests import compose_digest
from rag.draft import Draft
from rag.enumeration import compose_enumeration
from rag.glossary import asked_terms, asks_only_term
from rag.library import Library
from rag.outlines import find_outline
from rag.people import find_people
from rag.premise_counts import Figure, figures
from rag.quadrants import find_quadrant
from rag.query import Query, QuestionKind
from rag.records import Pointer
from rag.retrieve import Found
from rag.reverse import find_reverse
from rag.row_choice import PLACE_CHANCE, Rows, choose_rows
from rag.said_by import said_by
from rag.sides import CUE
from rag.table_labels import asked_stems, group_columns, label_share
from rag.table_rows import ASKS_MORE, Selection, is_one_cell
from rag.tables import find_ambiguous
from rag.text import fold, sentences, stem, stem_set
from rag.told_cases import with_case
from rag.told_once import told_once
from rag.verdicts import with_verdict
from rag.whole_lists import with_whole_list
from rag.whose import with_author

# A pointer that fits so well is answered from, whatever form the question seems to ask for; a list must be told from
# better. Of the facts 76 instead of 74 %, and 84 instead of 80 % of others, are answered whole by it.
SURE_FIT, SURE_LIST_FIT = 0.6, 0.8
# Kinds of question whose answer has parts.
SEVERAL = (QuestionKind.COMPARISON, QuestionKind.OVERVIEW)
# A pointer and a composed answer that fit so well and share a place are believed against a table that only its words
# chose: of 763 development questions eight more, and none less, are answered whole.
WITNESS_FIT, WITNESS_CHANCE = 0.6, 0.5
# What is asked in so many words, in one sentence or of a source by name tells no story: where a pointer fits so well,
# the answer is short. Of 102 development questions that say "wij" or "hoe kan" 76 instead of 74 are answered whole, in
# 89 words instead of 300; of 505 situations 4 are touched. So it is where people of the texts are named and not
# compared: of eleven such answers ten are as right as they were, in 92 words instead of 267.
LITTLE_WORDS, LITTLE_FIT = 20, 0.45
# What is asked to be placed stands in no more rows than these.
MOST_PLACES = 2
# A row of so few words names a thing and explains nothing.
FEW_WORDS = 6


def compose(query: Query, found: Found, library: Library) -> Draft:
    """Return the draft of the answer; without lines when nothing was found."""
    listed = with_whole_list(draft_answer(query, found, library), query)
    told = answer_first(listed, query, found, library)
    whole = told_once(with_case(with_author(told, query, found, library), query, library))
    return as_long_as_asked(whole, query)


def draft_answer(query: Query, found: Found, library: Library) -> Draft:
    """Return the answer as it is chosen, before the sentence that answers is put first."""
    formed = tell_nearest(_formed(query, found, library), query, found, library)
    told = with_verdict(formed, query, found, library)
    if not query.people:
        return told
    held = said_by(told, query.people, library)
    return held if held.lines else said_by(compose_fact(query, found, library), query.people, library)


def _formed(query: Query, found: Found, library: Library) -> Draft:
    """Return the draft in the form that the question seems to ask for."""
    of_work = compose_work(query, library)
    if of_work.lines:
        return of_work
    rows = None if query.surveyed else choose_rows(query, found, library)
    is_sure = rows is not None and rows.is_sure and query.kind is not QuestionKind.REVERSE
    if rows and is_sure and not _is_term(query, rows.selection, library):
        return compose_rows(rows.selection, library)
    special = _place_or_comparison(query, found, rows, library)
    if special.lines:
        return special
    digest = compose_digest(query, found, library)
    return digest if digest.lines else _common_form(query, found, rows.selection if rows else None, library)


def _common_form(query: Query, found: Found, selection: Selection | None, library: Library) -> Draft:
    """Return a short answer, an overview, the rows of `selection`, or prose."""
    sides = compose_sides(query, found, library) if selection is None else Draft(())
    if sides.lines:
        return sides
    if _is_led(query, found, selection, library) or _is_told(query, found, selection, library):
        return compose_fact(query, found, library)
    if selection and query.wants_rows and is_one_cell(selection) and query.kind is not QuestionKind.OVERVIEW:
        return compose_rows(selection, library)
    surveyed = compose_overview(query, found, library)
    if not surveyed.lines:
        surveyed = compose_theme(query, found, library)
    if surveyed.lines:
        return surveyed if surveyed.certain else join_outline(surveyed, query, found, library)
    ambiguous = find_ambiguous(query, library)
    if ambiguous:
        return compose_ambiguous(ambiguous, library)
    if selection and not _is_term(query, selection, library):
        return compose_rows(selection, library)
    return _prose(query, found, library)


def _place_or_comparison(query: Query, found: Found, rows: Rows | None, library: Library) -> Draft:
    """Return where something stands, or a comparison; without lines when neither is asked."""
    if query.kind is QuestionKind.REVERSE:
        likely = rows if rows and rows.chance >= PLACE_CHANCE and len(rows.selection.rows) <= MOST_PLACES else None
        places = find_reverse(query, library, is_literal=likely is not None)
        if places:
            return compose_reverse(places, library, bool(ASKS_MORE.search(fold(query.focus))))
        if likely:
            return compose_rows(likely.selection, library)
    quadrant = None if query.is_situation else find_quadrant(query, library)
    if quadrant:
        return replace(compose_rows(quadrant, library), certain=True)
    compared = Draft(()) if query.people else compose_comparison(query, found, library)
    return join_outline(compared, query, found, library) if compared.lines else compared


def _prose(query: Query, found: Found, library: Library) -> Draft:
    """Return advice, a list told in running text, or a short answer."""
    if query.kind is QuestionKind.ADVICE and _asks_little(query, found, library):
        return compose_fact(query, found, library)
    if query.kind is QuestionKind.ADVICE or (query.kind is QuestionKind.COMPARISON and query.is_situation):
        return compose_advice(query, found, library)
    listed = compose_enumeration(query, found, library) if query.wants_rows else Draft(())
    if listed.lines:
        return listed
    told = compose_fact(query, found, library)
    return join_outline(told, query, found, library) if query.kind in SEVERAL else told


def _asks_little(query: Query, found: Found, library: Library) -> bool:
    """Tell whether what sounds like a situation asks for one thing, which a pointer leads to."""
    asked = sentences(query.standalone)
    short = len(asked) == 1 or len(query.standalone.split()) <= LITTLE_WORDS
    people = find_people(library).intersection(map(fold, query.names))
    names_author = bool(query.named_sources or (people and not CUE.search(fold(query.focus))))
    return found.pointed.fit >= LITTLE_FIT and (short or names_author)


def _is_led(query: Query, found: Found, selection: Selection | None, library: Library) -> bool:
    """Tell whether a pointer fits so well that where it leads is answer enough; to rows of a table the table is."""
    if query.tables or query.is_situation or query.kind is QuestionKind.OVERVIEW:
        return False
    near = found.pointed.leading
    if near is None:
        return False
    sure = SURE_LIST_FIT if query.wants_rows else SURE_FIT
    if selection is None:
        return near.fit >= sure
    asked = figures(fold(query.focus))
    counts = bool(asked) and _counts_as(asked, near.pointer, len(selection.rows), library)
    if near.fit < (SURE_FIT if counts else sure) or (asked and not counts):
        return False
    asked_for = asked_stems(query, library)
    names_cells = len(selection.columns) < len(selection.table.columns) and any(
        label_share(label, asked_for) >= 1.0 for label in selection.labels
    )
    return not names_cells and all(name != selection.passage.id for name, _ in near.pointer.targets)


def _counts_as(asked: Sequence[Figure], pointer: Pointer, rows: int, library: Library) -> bool:
    """Tell whether a pointer leads to as many of a thing as are asked for, and a table chosen has other than `rows`."""
    told = [figure for n in library.entries_at(pointer.targets) for figure in figures(fold(library.entries[n].text))]
    same = any(
        one.values == other.values and {*map(stem, one.heads)} & {*map(stem, other.heads)}
        for one in asked
        for other in told
    )
    return same and not any(str(rows) in figure.values for figure in asked)


def _is_told(query: Query, found: Found, selection: Selection | None, library: Library) -> bool:
    """Tell whether a pointer and a composed answer agree that other places than the table chosen hold what is asked."""
    if selection is None or query.tables or query.is_situation or query.kind is QuestionKind.REVERSE:
        return False
    if any(str(len(selection.rows)) in figure.values for figure in figures(fold(query.focus))):
        return False  # it has as many rows as are asked for
    labels = group_columns(selection.table)
    if not {*range(len(selection.table.columns))} - {*labels} <= {*selection.columns}:
        return False  # it names a column, as no other place does
    near = found.pointed.leading
    outline = find_outline(query, found, library)
    if near is None or outline is None or near.fit < WITNESS_FIT or outline.chance < WITNESS_CHANCE:
        return False
    if query.wants_rows and _passes_over_column(near.pointer, selection, query, library):
        return False
    led, told = near.pointer.targets, outline.outline.places
    return not set(led).isdisjoint(told) and all(name != selection.passage.id for name, _ in (*led, *told))


def _passes_over_column(pointer: Pointer, selection: Selection, query: Query, library: Library) -> bool:
    """Tell whether a question names a column of the rows chosen that the pointer and what it leads to do not name."""
    asked = asked_stems(query, library)
    led = " ".join(library.entries[number].text for number in library.entries_at(pointer.targets))
    told, table = stem_set(f"{pointer.text} {led}"), selection.table
    titles = (table.columns[column] for column in range(len(table.columns)) if column not in group_columns(table))
    return any(label_share(title, asked) >= 1.0 and label_share(title, told) < 1.0 for title in titles)


def _is_term(query: Query, selection: Selection, library: Library) -> bool:
    """Tell whether a term is asked for that sentences explain better than a row that only names it."""
    if query.kind is not QuestionKind.DEFINITION or query.wants_rows or query.tables:
        return False
    said = [item for row in selection.rows for cell in selection.table.rows[row] for item in cell]
    return asks_only_term(query, asked_terms(query, library)) or len(" ".join(said).split()) <= FEW_WORDS
