"""Measure how near every row of every table is to a question in meaning."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.library import Library
from rag.nearness import similarities
from rag.pointer_signals import said_nearness
from rag.records import EntryRole
from rag.remembered import once_per_library
from rag.retrieve import Found

Floats = NDArray[np.float64]

# The nearness, in standard deviations, of a row that is not embedded.
NOT_NEAR = -9.0


@dataclass(frozen=True, eq=False)
class Nearness:
    """How near the rows of a table are, shape (rows,), in standard deviations; the nearest; its text as a cosine."""

    rows: Floats
    most: float
    text: float


@dataclass(frozen=True, eq=False)
class _Entries:
    """The numbers of entries that are rows, their places among all rows of all tables, and the numbers of others."""

    rows: NDArray[np.int64]
    places: NDArray[np.int64]
    texts: NDArray[np.int64]
    starts: tuple[int, ...]
    text_starts: tuple[int, ...]


def table_nearness(found: Found, library: Library) -> dict[str, Nearness]:
    """Return how near each table of `library` is to the question that `found` was found for, by id of its passage."""
    entries = _table_entries(library)
    near = np.full(entries.starts[-1], NOT_NEAR)
    np.maximum.at(near, entries.places, said_nearness(entries.rows.tolist(), found.tuned, library))
    alike = similarities(np.asarray(library.vectors)[entries.texts], found.vector)
    measured = {}
    for number, passage in enumerate(library.tables):
        rows = near[entries.starts[number] : entries.starts[number + 1]]
        texts = alike[entries.text_starts[number] : entries.text_starts[number + 1]]
        measured[passage.id] = Nearness(rows, float(rows.max(initial=NOT_NEAR)), float(texts.max(initial=0.0)))
    return measured


@once_per_library
def _table_entries(library: Library) -> _Entries:
    rows, places, texts, starts, text_starts = list[int](), list[int](), list[int](), [0], [0]
    for passage in library.tables:
        assert passage.table is not None
        for number in library.entries_by_passage[passage.id]:
            entry = library.entries[number]
            if entry.role is EntryRole.ROW and entry.row is not None:
                rows.append(number)
                places.append(starts[-1] + entry.row)
            elif entry.role is not EntryRole.ROW:
                texts.append(number)
        starts.append(starts[-1] + len(passage.table.rows))
        text_starts.append(len(texts))
    return _Entries(
        rows=np.array(rows, dtype=np.int64),
        places=np.array(places, dtype=np.int64),
        texts=np.array(texts, dtype=np.int64),
        starts=tuple(starts),
        text_starts=tuple(text_starts),
    )
