"""Choose the rows that a question asks for among all sets of rows of the tables near it."""

from dataclasses import dataclass, replace

import numpy as np

from rag.boosted import load_boosted
from rag.library import Library
from rag.query import Query, QuestionKind
from rag.retrieve import Found
from rag.row_sets import Form
from rag.row_signals import Option, measure_rows
from rag.table_labels import asked_stems, group_columns, is_literal, label_count, row_name
from rag.table_rows import ASKS_MORE, Selection, asked_count, pick_columns
from rag.tables import find_selection, holds_label
from rag.text import fold, plain, sentences

# The trees that tell the chance that a set of rows is what is asked for (`evals.row_fit`). Of 121 questions held out
# that a set of rows answers they put it first in 107, words alone in 85.
TREES = "row_trees.json"
# The chance from which they decide: where rows are asked for, where words chose some, where is asked in which place
# something stands, and where nothing else points to a table; and from which rows are told whatever else was found. Of
# 1,585 questions, most of them learnt from, the rows put first are right in 69 of 110 from 0.2 to 0.4 where rows are
# asked for, in 35 of 42 from 0.6 to 0.8 where neither asks nor words chose, and in 167 of 181 from 0.8.
LIST_CHANCE, CELL_CHANCE, PLACE_CHANCE, OTHER_CHANCE, SURE_CHANCE = 0.2, 0.5, 0.4, 0.6, 0.8
# A table of so few columns is told in all of them, of one row.
FEW_COLUMNS = 5


@dataclass(frozen=True)
class Likely:
    """The set of rows that is likeliest asked for, and how likely (0..1)."""

    option: Option
    chance: float


@dataclass(frozen=True)
class Rows:
    """The rows that are asked for, and how likely they are (0..1); no chance where words alone chose them."""

    selection: Selection
    chance: float = 0.0

    @property
    def is_sure(self) -> bool:
        """Tell whether they are told whatever else was found."""
        return self.chance >= SURE_CHANCE


def choose_rows(query: Query, found: Found, library: Library) -> Rows | None:
    """Return the table rows that `query` asks for, or None when it asks for no table."""
    chosen = find_selection(query, found, library)
    likely = likeliest_rows(query, found, chosen, library)
    if chosen and query.tables and likely and likely.option.passage is not chosen.passage:
        return Rows(chosen)  # it is named by its number
    if likely is None or likely.chance < _needed(query, chosen):
        return Rows(chosen) if chosen and not _is_miscounted(query, chosen) else None
    option = likely.option
    if query.kind is not QuestionKind.REVERSE and _leaves_out(option, query):
        return Rows(option.picked, likely.chance)
    selection = chosen if chosen and _is_as_good(chosen, option, library) else select(option, query, library)
    return Rows(_with_columns(selection, query), likely.chance)


def _leaves_out(option: Option, query: Query) -> bool:
    """Tell whether of several labels that the question names one beside the other some rows are left out."""
    text, table = plain((sentences(query.focus) or [""])[-1]), option.picked.table
    for column in group_columns(table):
        values = dict.fromkeys(row[column][0] for row in table.rows if row[column])
        named = {value for value in values if is_literal(value, text, 1)}
        told = {table.rows[row][column][0] for row in option.rows.rows}
        picked = {table.rows[row][column][0] for row in option.picked.rows}
        if len(named) > 1 and told < named <= picked:
            return True
    return False


def _is_miscounted(query: Query, chosen: Selection) -> bool:
    """Tell whether a whole list that only shares words with the question has not the number of things it asks for.

    Rows, their items or the labels they stand under are counted.
    """
    count, table = asked_count(query), chosen.table
    items = sum(len(chosen.items(row, chosen.columns[-1])) for row in chosen.rows)
    counts = {len(chosen.rows), items, *(label_count(table, column) for column in group_columns(table))}
    return bool(count) and count not in counts and not (query.tables or chosen.labels)


def _needed(query: Query, chosen: Selection | None) -> float:
    if query.wants_rows:
        return LIST_CHANCE
    if query.is_situation:
        return SURE_CHANCE
    if query.kind is QuestionKind.REVERSE:
        return PLACE_CHANCE
    return CELL_CHANCE if chosen else OTHER_CHANCE


def _is_as_good(chosen: Selection, option: Option, library: Library) -> bool:
    """Tell whether words chose the same rows, by a mark or labels, or the table on what labels choose in another."""
    if chosen.passage is option.passage:
        return bool(chosen.mark) or chosen.rows == option.rows.rows
    if len(chosen.labels) > 1:
        return True
    labels = [(option.passage.source_id, label) for label in option.rows.labels]
    return not chosen.labels and holds_label(chosen.passage, labels, library)


def _with_columns(selection: Selection, query: Query) -> Selection:
    """Return `selection` with all cells of one short row where more than one is asked for."""
    short = len(selection.rows) == 1 and len(selection.table.columns) <= FEW_COLUMNS
    asks_more = query.kind is QuestionKind.REVERSE or ASKS_MORE.search(fold(query.focus))
    if not (short and asks_more):
        return selection
    return replace(selection, columns=tuple(range(len(selection.table.columns))))


def likeliest_rows(query: Query, found: Found, chosen: Selection | None, library: Library) -> Likely | None:
    """Return the rows likeliest asked for; `chosen` is what words alone choose."""
    options, rows = measure_rows(query, found, chosen, library)
    if not options:
        return None
    odds = load_boosted(TREES).log_odds(rows)
    best = int(np.argmax(odds))
    return Likely(options[best], float(1 / (1 + np.exp(-odds[best]))))


def select(option: Option, query: Query, library: Library) -> Selection:
    """Return the rows of `option` with the columns that `query` asks for."""
    picked, rowset, table = option.picked, option.rows, option.picked.table
    if rowset.rows == picked.rows:
        return picked
    groups = group_columns(table)
    labels = rowset.labels
    if rowset.form is Form.SINGLE:
        labels = row_name(table, rowset.rows[0])
    told = [c for c in groups if all(table.rows[row][c][0] in labels for row in rowset.rows)]
    open_groups = [column for column in groups if column not in told]
    columns = pick_columns(query, table, asked_stems(query, library), list(labels), open_groups)
    if rowset.form is Form.SINGLE and len(table.columns) <= FEW_COLUMNS:
        columns = tuple(range(len(table.columns)))
    return replace(picked, rows=rowset.rows, columns=columns, labels=labels, chosen_by_cell=False, mark="")
