"""Find the row of a quadrant by how much of each axis a question tells: "veel vertrouwen, weinig waakzaamheid"."""

import re

from rag.library import Library
from rag.query import Query
from rag.records import Passage, Table
from rag.remembered import once_per_library
from rag.table_rows import Selection
from rag.text import STOPWORDS, fold, is_among, stem, words

MUCH = frozenset("veel hoog hoge groot grote sterk sterke ruim ruime volop".split())
LITTLE = frozenset("weinig laag lage gering geringe klein kleine nauwelijks amper zwak zwakke beperkt beperkte".split())
# A word of the scale speaks of the nearest axis within so many words.
REACH = 4
CLAUSE = re.compile(r"[,;:.?]|\b(?:en|maar|met|bij)\b")
BOTH = re.compile(rf"\b(?:beide|allebei|alle twee) (?:\w+ )?(?P<scale>{'|'.join(sorted(MUCH | LITTLE))})\b")
TURNED = re.compile(r"\b(?:andersom|omgekeerd\w*)\b")

Axes = dict[int, frozenset[str]]
Signs = dict[int, bool]


def find_quadrant(query: Query, library: Library) -> Selection | None:
    """Return the row of which the question tells every axis, when just one table has it; else None."""
    allowed = query.source_filter or query.named_sources
    found = []
    for passage, axes in _quadrants(library):
        if allowed and passage.source_id not in allowed:
            continue
        signs = told_signs(fold(query.standalone), axes)
        table = passage.table
        assert table is not None
        rows = [n for n, row in enumerate(table.rows) if all(_sign(row[c]) == sign for c, sign in signs.items())]
        if len(signs) == len(axes) and len(rows) == 1:
            found.append(Selection(passage, tuple(rows), tuple(range(len(table.columns))), (), chosen_by_cell=True))
    return found[0] if len(found) == 1 else None


def told_signs(text: str, axes: Axes) -> Signs:
    """Return for each axis that a folded text speaks of whether it tells much (True) or little of it."""
    signs: Signs = {}
    for spoken in map(words, CLAUSE.split(text)):
        for at, word in enumerate(spoken):
            near = [(abs(place - at), c) for c, own in axes.items() for place in _places(spoken, own)]
            near = [item for item in near if item[0] <= REACH]
            if word in MUCH | LITTLE and near:
                signs[min(near)[1]] = word in MUCH
    if both := BOTH.search(text):
        signs = dict.fromkeys(axes, both["scale"] in MUCH)
    if TURNED.search(text):
        signs = {column: not sign for column, sign in signs.items()}
    return signs


def _places(spoken: list[str], own: frozenset[str]) -> list[int]:
    return [at for at, word in enumerate(spoken) if is_among(stem(word), own)]


@once_per_library
def _quadrants(library: Library) -> tuple[tuple[Passage, Axes], ...]:
    """Return the tables of which two or more columns tell much or little, every row another mixture; made once."""
    found = []
    for passage in library.tables:
        if passage.table and len(axes := _axes(passage.table)) > 1:
            mixtures = {tuple(_sign(row[column]) for column in axes) for row in passage.table.rows}
            if len(mixtures) == len(passage.table.rows):
                found.append((passage, axes))
    return tuple(found)


def _axes(table: Table) -> Axes:
    """Return the columns of which every cell tells much or little, with the stems that name them and nothing else."""
    columns = [c for c in range(len(table.columns)) if all(_sign(row[c]) is not None for row in table.rows)]
    named = {c: _stems(" ".join([table.columns[c], *(item for row in table.rows for item in row[c])])) for c in columns}
    shared = {word for c in columns for word in named[c] if any(word in named[d] for d in columns if d != c)}
    return {c: named[c] - shared for c in columns if named[c] - shared}


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(fold(text)) if word not in STOPWORDS | MUCH | LITTLE)


def _sign(cell: tuple[str, ...]) -> bool | None:
    """Return whether a cell tells much (True) or little of its axis; None when it tells neither."""
    spoken = set(words(fold(" ".join(cell))))
    much, little = bool(spoken & MUCH), bool(spoken & LITTLE)
    return much if much != little else None
