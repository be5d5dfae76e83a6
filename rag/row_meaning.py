"""Choose the row of a table that a question describes in words of its own, by meaning."""

import re
from dataclasses import replace
from typing import TypeVar

import numpy as np

from rag.language import DUTCH
from rag.library import Library
from rag.pointer_signals import said_nearness
from rag.query import Query
from rag.records import EntryRole
from rag.retrieve import Found
from rag.table_labels import group_columns, row_name
from rag.table_rows import EVERYTHING, Selection, asked_count
from rag.text import fold

Named = TypeVar("Named")

# How far a row, or the rows under one label taken together, must be nearer to the question than the next, in standard
# deviations. Of 84 tables asked for as a whole none has such a row (0.89 at most); of seven questions that mean one row
# in other words five have.
AHEAD = 1.0
# A table of fewer rows is told whole; one of so few columns is told in all of them, of one row.
FEWEST_ROWS, FEW_COLUMNS = 3, 4
# "Over politiek en zo" names one of several.
AND_SO_ON = re.compile(r"\ben zo\b|\benzovoorts?\b|\betc\b|\benz\b|\bbijvoorbeeld\b")


def narrowed(selection: Selection, query: Query, found: Found, library: Library) -> Selection:
    """Return `selection` with the one row, or the rows of the one label, that `query` describes; else unchanged.

    Rows that a cell chose, that labels chose and are all asked for, or that are counted, stay as they are; so do those
    that a question translated word by word asks for.
    """
    text = fold(query.focus)
    chosen = selection.chosen_by_cell or selection.mark or (selection.labels and query.wants_rows)
    counted = asked_count(query) or EVERYTHING.search(text) or AND_SO_ON.search(text)
    if chosen or counted or len(selection.rows) < FEWEST_ROWS or query.language != DUTCH:
        return selection
    near, table = _nearness(selection, found, library), selection.table
    row = _ahead(near)
    if row is not None:
        columns = tuple(range(len(table.columns))) if len(table.columns) <= FEW_COLUMNS else selection.columns
        return replace(selection, rows=(row,), columns=columns, labels=(*selection.labels, *row_name(table, row)))
    for column in group_columns(table):
        under: dict[str, list[float]] = {}
        for number, nearness in near.items():
            under.setdefault(table.rows[number][column][0], []).append(nearness)
        label = _ahead({name: float(np.mean(own)) for name, own in under.items()})
        if label is not None:
            rows = tuple(number for number in near if table.rows[number][column][0] == label)
            return replace(selection, rows=rows, labels=(label,))
    return selection


def _ahead(near: dict[Named, float]) -> Named | None:
    """Return what is nearest by far, if anything is."""
    first, *rest = sorted(near, key=lambda name: -near[name])
    return first if rest and near[first] - near[rest[0]] >= AHEAD else None


def _nearness(selection: Selection, found: Found, library: Library) -> dict[int, float]:
    """Return how near each row is to the question, in standard deviations."""
    entries = [
        number
        for number in library.entries_by_passage[selection.passage.id]
        if library.entries[number].role is EntryRole.ROW
    ]
    near = dict.fromkeys(selection.rows, -np.inf)
    for number, nearness in zip(entries, said_nearness(entries, found.tuned, library), strict=True):
        row = library.entries[number].row
        if row in near:
            near[row] = max(near[row], nearness)
    return near
