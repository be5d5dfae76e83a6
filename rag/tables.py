"""Pick from tables and lists exactly the rows and cells a question asks for."""

import re
from collections.abc import Iterable, Sequence

from rag.library import Library
from rag.query import Query, QuestionKind
from rag.records import Origin, Passage
from rag.remembered import once_per_library
from rag.retrieve import Found
from rag.row_meaning import narrowed
from rag.senses import meant_by
from rag.table_labels import (
    ORDINALS,
    is_covered,
    is_literal,
    spelled_out,
)
from rag.table_rows import GENERIC, Selection, asked_count, is_one_cell, pick_rows
from rag.text import fold, plain, split_compound, stem, stem_set, words

# What a table must score to answer, by how clearly the question asks for rows; measured on the development questions.
MIN_LIST_SCORE, MIN_CELL_FIT = 0.7, 0.75
RETRIEVAL_WEIGHT = 0.4
# Captions of an original say less than those of a dossier, or are missing: there being found counts for more.
ORIGINAL_RETRIEVAL_WEIGHT = 0.75
# Each further label named (a row and a column of a grid) makes a cell question that much surer.
EXTRA_LABEL_RELIEF = 0.25
LABEL_BONUS = 0.25
# What the table of a phase gains over the rows of that phase in a table of all phases. With 0.25 no list or cell of 649
# development questions is answered otherwise.
WHOLE_BONUS = 0.4
NUMBERED = re.compile(r"\b(tabel|figuur|bijlage) ([0-9]{1,2}|[a-d])\b")
BETWEEN_QUOTES = re.compile(r"[‘'\"“„]([^’'\"”]+)[’'\"”]")
# A caption that explains the whole question needs no label to be the table meant.
WHOLE_FIT = 0.99
# A label of several words that the question holds as it is can hardly be chance.
LITERAL_BONUS = 0.3
# "Welke drie soorten belangen" asks for a table of three rows.
COUNT_BONUS = 0.3
# "Het schema van De Wit" means a table of hers.
SCHEME = re.compile(r"\b(?:schema|tabel|tabelletje|figuur|matrix|overzichtje|lijstje|rijtje)\b")
SCHEME_BONUS = 0.1
# How much of the question a table must explain to be taken for its number of rows, or because a sentence names it.
COUNT_FIT, NAMED_FIT = 0.15, 0.15
# Below this share of the question explained by a caption, "Tabel 3" may mean the Tabel 3 of any source.
MIN_TELLING_FIT = 0.3
# "Tijdelijk of langdurig?" asks which value of a column it is.
ALTERNATIVES = re.compile(r"\b\w+ of \w+\b")


def find_selection(query: Query, found: Found, library: Library) -> Selection | None:
    """Return the table rows that `query` asks for, or None when it asks for no table."""
    allowed = query.source_filter or query.named_sources
    tables = [p for p in library.tables if not allowed or p.source_id in allowed]
    if query.tables:
        named = [passage for passage in tables if is_named(query, passage)]
        if named:
            share = retrieval_shares(found)
            best = max(named, key=lambda passage: (table_score(query, passage, share, library), -passage.position))
            return narrowed(pick_rows(query, best, library), query, found, library)
    quoted = _row_of_quoted_cell(query, tables)
    if quoted:
        return quoted
    share = retrieval_shares(found)
    scored = [(table_score(query, passage, share, library), passage) for passage in tables if passage.part in share]
    if not scored:
        return None
    if query.wants_rows:
        scored = _with_whole_tables(scored, query, library)
    best_score, best = max(scored, key=lambda item: (item[0], -item[1].position))
    picked = pick_rows(query, best, library)
    selection = narrowed(picked, query, found, library)
    if query.wants_rows:
        best_score += LABEL_BONUS if selection is not picked else 0.0
        return selection if best_score >= MIN_LIST_SCORE else None
    is_cell = bool(selection.labels or selection.chosen_by_cell)
    if query.kind is QuestionKind.ADVICE:  # "wat moet er in de fase Delen aan de relatie gebeuren?" asks for one cell
        is_cell = not query.is_situation and bool(selection.rows) and is_one_cell(selection)
    needed = MIN_CELL_FIT - EXTRA_LABEL_RELIEF * max(0, len(selection.labels) - 1)
    return selection if is_cell and caption_fit(query, selection, library) >= needed else None


def _with_whole_tables(
    scored: Sequence[tuple[float, Passage]], query: Query, library: Library
) -> list[tuple[float, Passage]]:
    """Return the scores with that of a table raised whose caption holds a numbered label that chooses rows of another.

    Of "de valkuilen in de tweede fase", which names no more, the table of that phase tells more than its rows in a
    table of all phases.
    """
    picked = [(score, passage, pick_rows(query, passage, library)) for score, passage in scored]
    labels = {
        (one.source_id, label)
        for _, one, rows in picked
        for label in rows.labels
        if len(rows.labels) == 1 and re.search(r"\d", label)
    }
    return [
        (score + (WHOLE_BONUS if not rows.labels and holds_label(passage, labels, library) else 0.0), passage)
        for score, passage, rows in picked
    ]


def holds_label(passage: Passage, labels: Iterable[tuple[str, str]], library: Library) -> bool:
    """Tell whether the caption of a table holds all words of a label of another table of its source."""
    caption = _stems_told(passage.table.caption, library) if passage.table else frozenset()
    return any(source == passage.source_id and stem_set(label) <= caption for source, label in labels)


def _row_of_quoted_cell(query: Query, tables: list[Passage]) -> Selection | None:
    """Return the row of which the question quotes one whole cell, when there is just one: its other cells are asked for."""
    quoted = {plain(text) for text in BETWEEN_QUOTES.findall(query.standalone)}
    found = [
        Selection(passage, (number,), tuple(range(len(passage.table.columns))), (), chosen_by_cell=True)
        for passage in tables
        if quoted and passage.table and len(passage.table.columns) > 1
        for number, row in enumerate(passage.table.rows)
        if any(len(cell) == 1 and plain(cell[0]) in quoted for cell in row)
    ]
    return found[0] if len(found) == 1 else None


def find_table_named_in(text: str, source_id: str, query: Query, library: Library) -> Selection | None:
    """Return what `query` asks of the one table whose number `text` names: 'Bijlage A zet waarden naast elkaar'."""
    labels = {f"{kind} {number}" for kind, number in NUMBERED.findall(fold(text))}
    named = [p for p in library.tables if p.source_id == source_id and p.table and fold(p.table.label) in labels]
    selection = pick_rows(query, named[0], library) if len(named) == 1 else None
    return selection if selection and caption_fit(query, selection, library) >= NAMED_FIT else None


def find_ambiguous(query: Query, library: Library) -> list[Passage]:
    """Return the tables of several sources that bear the number asked for, when nothing in the question tells them apart."""
    if not query.tables or query.source_filter or query.named_sources:
        return []
    named = [passage for passage in library.tables if is_named(query, passage)]
    if len({passage.source_id for passage in named}) < 2:
        return []
    fits = [caption_fit(query, pick_rows(query, passage, library), library) for passage in named]
    return named if max(fits) < MIN_TELLING_FIT else []


def retrieval_shares(found: Found) -> dict[int, float]:
    """Return the fused score of every found part as a share of the best."""
    top = found.hits[0].score if found.hits else 1.0
    return {hit.passage.part: hit.score / top for hit in found.hits}


def table_score(query: Query, passage: Passage, share: dict[int, float], library: Library) -> float:
    """Return how well a table fits: the share of the question its words explain, its labels, and how well it was found."""
    picked = pick_rows(query, passage, library)
    fit = caption_fit(query, picked, library)
    chosen = bool(picked.labels) or picked.chosen_by_cell
    bonus = LABEL_BONUS if chosen or fit >= WHOLE_FIT else 0.0
    if any(is_literal(label, plain(query.focus)) for label in picked.labels):
        bonus += LITERAL_BONUS
    counted = asked_count(query) and asked_count(query) in (len(picked.rows), len(picked.table.rows))
    if counted and fit >= COUNT_FIT:
        bonus += COUNT_BONUS
    if query.named_sources and SCHEME.search(fold(query.focus)):
        bonus += SCHEME_BONUS
    weight = RETRIEVAL_WEIGHT if passage.origin is Origin.DOSSIER else ORIGINAL_RETRIEVAL_WEIGHT
    return fit + bonus + weight * share.get(passage.part, 0.0)


def caption_fit(query: Query, picked: Selection, library: Library) -> float:
    """Return the rarity-weighted share of the question that the caption, columns and chosen labels or cells explain."""
    table = picked.table
    title = table.caption if table.label == table.caption else table.caption.removeprefix(table.label)
    own = [title, *table.columns, *picked.passage.section[-1:], *picked.labels]
    if picked.chosen_by_cell:
        own += [item for row in picked.rows for cell in table.rows[row] for item in cell]
    if ALTERNATIVES.search(fold(query.focus)):
        own += (
            [item for row in table.rows for column in picked.columns for item in row[column]] if picked.labels else []
        )
    stems = _stems_told(" ".join(own), library)
    units = _clues(query.content, library)
    weights = [max(library.rarity(word) for word in unit) for unit in units]
    covered = sum(
        weight
        for unit, weight in zip(units, weights, strict=True)
        if is_covered(unit, stems) or (query.wants_rows and not stems.isdisjoint(meant_by(unit[0])))
    )
    return covered / sum(weights) if units else 0.0


@once_per_library
def _stems_told(text: str, library: Library) -> frozenset[str]:
    """Return the stems of `text`, with the abbreviations spelled out, and those of the parts of its compounds."""
    whole = " ".join([text, *spelled_out(text, library)])
    parts = (part for word in words(whole) for part in split_compound(word, library.lexical.vocabulary))
    return stem_set(whole).union(map(stem, parts))


@once_per_library
def _clues(content: tuple[str, ...], library: Library) -> tuple[tuple[str, ...], ...]:
    """Return per word of the question its stem and, for a compound, those of its parts; words that tell little are out."""
    ordinal = {stem(word) for word in ORDINALS}
    units = []
    for word in content:
        own = stem(word)
        if not word.isdigit() and own not in ordinal:
            parts = [stem(part) for part in split_compound(word, library.lexical.vocabulary)]
            units.append((own, *([part for part in parts if part not in GENERIC] or parts)))
    telling = tuple(unit for unit in dict.fromkeys(units) if unit[0] not in GENERIC)
    return telling or tuple(dict.fromkeys(units))


def is_named(query: Query, passage: Passage) -> bool:
    """Tell whether the question names the table by its label: 'tabel 3'."""
    assert passage.table is not None
    label = fold(passage.table.label)
    return any(label == f"{wanted.kind} {wanted.number.lower()}" for wanted in query.tables)
