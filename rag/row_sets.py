"""List the sets of rows of a table that somebody may ask for: all, those under a label, those of a value, one."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations

from rag.library import Library
from rag.records import Table
from rag.remembered import once_per_library
from rag.table_labels import group_columns
from rag.text import stem_set


class Form(IntEnum):
    """Say how a set of rows hangs together."""

    WHOLE = 0
    LABEL = 1
    VALUE = 2
    CROSSING = 3
    SINGLE = 4
    PICKED = 5


@dataclass(frozen=True)
class RowSet:
    """Rows of a table (numbers from 0), the labels or values they share, and how they hang together."""

    rows: tuple[int, ...]
    form: Form
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outlined:
    """What a table is compared by: its sets of rows, and the stems of its caption and of each of its rows."""

    sets: tuple[RowSet, ...]
    caption: frozenset[str]
    rows: tuple[frozenset[str], ...]


@once_per_library
def outline_table(passage_id: str, library: Library) -> Outlined:
    """Return what the table in the passage with this id is compared by; made once."""
    passage = library.passage_by_id[passage_id]
    table = passage.table
    assert table is not None
    caption = stem_set(" ".join([table.caption, *table.columns, *passage.section[-1:]]))
    rows = tuple(stem_set(" ".join(item for cell in row for item in cell)) for row in table.rows)
    return Outlined(row_sets(table), caption, rows)


def row_sets(table: Table) -> tuple[RowSet, ...]:
    """Return the sets of rows that may be asked for, each once, the simplest way to name it first."""
    found: dict[tuple[int, ...], RowSet] = {}
    for one in _all_sets(table):
        found.setdefault(one.rows, one)
    return tuple(found.values())


def _all_sets(table: Table) -> Iterable[RowSet]:
    count = len(table.rows)
    yield RowSet(tuple(range(count)), Form.WHOLE)
    groups = group_columns(table)
    shared = [column for column in range(len(table.columns)) if column in groups or _repeats(table, column)]
    by_value = {column: _rows_by_value(table, column) for column in shared}
    for column, values in by_value.items():
        form = Form.LABEL if column in groups else Form.VALUE
        yield from (RowSet(rows, form, (value,)) for value, rows in values.items())
    for one, other in combinations(shared, 2):
        for (value, rows), (second, others) in (
            (first, last) for first in by_value[one].items() for last in by_value[other].items()
        ):
            both = tuple(row for row in rows if row in others)
            if both and len(both) < min(len(rows), len(others)):
                yield RowSet(both, Form.CROSSING, (value, second))
    if count > 1 and len(table.columns) > 1:
        yield from (RowSet((row,), Form.SINGLE) for row in range(count))


def _repeats(table: Table, column: int) -> bool:
    """Tell whether a column of single values has some of them more than once."""
    if len(table.columns) < 2 or any(len(row[column]) != 1 for row in table.rows):
        return False
    return len({row[column] for row in table.rows}) < len(table.rows)


def _rows_by_value(table: Table, column: int) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, row in enumerate(table.rows):
        if row[column]:
            found.setdefault(row[column][0], []).append(number)
    return {value: tuple(rows) for value, rows in found.items()}
