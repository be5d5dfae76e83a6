"""Find the table that sets the compared sides next to each other itself, as columns or as labels of its rows."""

from collections.abc import Sequence

from rag.library import Library
from rag.records import Passage, Table
from rag.retrieve import Found
from rag.sides import Side
from rag.table_labels import group_columns
from rag.table_rows import Selection
from rag.tables import retrieval_shares
from rag.text import same_word, stem_set

# A table on another subject than the one asked is left; so is one too long to stand in an answer.
MIN_SUBJECT = 0.5
MAX_TABLE_WORDS = 190


def find_table(sides: Sequence[Side], terms: dict[str, float], found: Found, library: Library) -> Selection | None:
    """Return the rows and columns about all `sides` from the table that fits `terms` best, or None."""
    if not all(side.stems for side in sides):
        return None
    share = retrieval_shares(found)
    subject = {term: library.rarity(term) for term, weight in terms.items() if weight == 1.0}
    scored = []
    for passage in library.tables:
        selection = _select(passage, sides, frozenset(subject))
        if selection and _words(selection) <= MAX_TABLE_WORDS:
            fit = _subject_share(selection, subject)
            if fit >= MIN_SUBJECT:
                scored.append((fit + share.get(passage.part, 0.0), -passage.position, selection))
    return max(scored, key=lambda item: item[:2])[2] if scored else None


def _select(passage: Passage, sides: Sequence[Side], subject: frozenset[str]) -> Selection | None:
    table = passage.table
    assert table is not None
    if len(table.columns) < 2:
        return None
    columns = _one_each(sides, list(table.columns))
    if columns:
        keep = [c for c in group_columns(table) if c not in columns and c == 0]
        rows = tuple(n for n, row in enumerate(table.rows) if keep and subject & stem_set(row[keep[0]][0]))
        return Selection(passage, rows or tuple(range(len(table.rows))), tuple(sorted({*keep, *columns})))
    for column in group_columns(table):
        values = list(dict.fromkeys(row[column][0] for row in table.rows))
        chosen = _one_each(sides, values)
        if chosen:
            labels = [values[number] for number in chosen]
            rows = tuple(n for n, row in enumerate(table.rows) if row[column][0] in labels)
            shown = _shown_columns(table, column, rows, subject)
            return Selection(passage, rows, shown, tuple(labels))
    return None


def _one_each(sides: Sequence[Side], values: Sequence[str]) -> list[int]:
    """Return for every side the number of the value that names it; nothing when one side has none or two share one."""
    found: list[int] = []
    for side in sides:
        fitting = [
            (len(stem_set(value)), number)
            for number, value in enumerate(values)
            if all(any(same_word(word, other) for other in stem_set(value)) for word in side.stems)
        ]
        if not fitting or min(fitting)[1] in found:
            return []
        found.append(min(fitting)[1])
    return found


def _shown_columns(table: Table, labelled: int, rows: Sequence[int], subject: frozenset[str]) -> tuple[int, ...]:
    """Return the label's column and those the subject names, or else all that do not hold one value throughout."""
    rest = [c for c in range(len(table.columns)) if c != labelled and len({table.rows[row][c] for row in rows}) > 1]
    named = [c for c in rest if subject & stem_set(table.columns[c])]
    return tuple(sorted({labelled, *(named or rest)}))


def _words(selection: Selection) -> int:
    rows = (selection.table.rows[number] for number in selection.rows)
    return sum(len(item.split()) for row in rows for column in selection.columns for item in row[column])


def _subject_share(selection: Selection, subject: dict[str, float]) -> float:
    """Return which share of the subject's rarity the table's caption, headings, columns and labels name."""
    if not subject:
        return 1.0
    table = selection.table
    labels = [row[c][0] for row in table.rows for c in group_columns(table) if row[c]]
    own = stem_set(" ".join([table.caption, *table.columns, *selection.passage.section, *labels]))
    named = sum(value for term, value in subject.items() if any(same_word(term, other) for other in own))
    return named / sum(subject.values())
