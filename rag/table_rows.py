"""Choose the rows and columns of one table that a question names."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from rag.library import Library
from rag.phrases import NUMBER_WORDS
from rag.query import Query
from rag.records import Passage, Table
from rag.remembered import once_per_library
from rag.senses import columns_meant
from rag.table_labels import (
    PHASE_TITLES,
    asked_stems,
    group_columns,
    label_count,
    label_share,
    named_labels,
    spelled_out,
)
from rag.text import fold, is_among, plain, sentences, stem, stem_set, words

EVERYTHING = re.compile(r"\b(alle|volledige?|hele|complete?|per|ingedeeld)\b")
GENERIC = frozenset(
    stem(word)
    for word in """tabel figuur bijlage lijst lijstje factor factoren punt punten rij rijen kolom overzicht bron aspect soort
    volledig compleet alle hoort horen bijbehorende belangrijk belangrijkste twee drie vier vijf zes zeven acht negen tien elf twaalf
    een opsomming som precies graag invalshoek discipline disciplines fase thema thema's perspectief genoemde onderscheid onderscheiden
    onderscheidt beschrijft gegeven schema matrix kwadrant ingedeeld verdeeld onderverdeeld geordend categorie rubriek kopje telkens
    beide erbij waartussen zover mede samenwerking samenwerken allianties alliantie netwerken netwerk vermeldt behandelt""".split()
)


# An item that comes from one case says so at its end.
MARK = re.compile(r"\([^()]{3,}\)$")
# What follows tells how the rows are to be divided, not which of them are wanted.
DIVIDED = re.compile(
    r"\b(?:met|inclusief|maak)\b(?: (?:het|een))? onderscheid\b|\bonderscheid tussen\b|\buitgesplitst\b"
)
# A second thing is asked of each row: "… en wat is bij elk het advies".
ASKS_MORE = re.compile(r"\b(?:en|met) (?:\w+ )?(?:wat|welke?|hoe|waarom|wanneer|wie)\b|\b(?:bij|per|van) elke?\b")
# "Onder welk vakgebied en welke looptijd valt …" asks for two cells of a row.
TWO_ASKED = re.compile(r"\bwelke? [\w-]+ en (?:onder |in |met )?welke? [\w-]+")


@dataclass(frozen=True)
class Selection:
    """Rows (numbers from 0) and columns of one table that answer a question; `labels` are the values that chose them.

    `mark` is what items must end with between brackets to be wanted: "(Waardse Alliantie)"; all are where it is "".
    """

    passage: Passage
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    labels: tuple[str, ...] = ()
    chosen_by_cell: bool = False
    mark: str = ""

    @property
    def table(self) -> Table:
        """Return the table."""
        assert self.passage.table is not None
        return self.passage.table

    def items(self, row: int, column: int) -> tuple[str, ...]:
        """Return the items of a cell that are wanted."""
        return tuple(item for item in self.table.rows[row][column] if item and item.endswith(self.mark))


def pick_rows(query: Query, passage: Passage, library: Library) -> Selection:
    """Return the rows and columns of the table in `passage` that `query` names; all of them when it names none."""
    table = passage.table
    assert table is not None
    asked, text = asked_stems(query, library), plain(query.focus)
    divided = DIVIDED.search(text)
    wanted = stem_set(text[: divided.start()]) if divided else asked
    topic = stem_set(" ".join([table.caption, *table.columns])) | _of_section(passage, table)
    rows, labels, open_groups = tuple(range(len(table.rows))), [], []
    for column in group_columns(table):
        values = list(dict.fromkeys(table.rows[row][column][0] for row in rows))
        named = _in_turn(table.columns[column], values, asked) or named_labels(
            values, asked & wanted if divided else asked, topic, text[: divided.start()] if divided else text
        )
        if len(named) == len(values):
            named = _named_last(values, query, topic, library) or named
        chosen = bool(named) and len(named) < len(values)
        if chosen:
            rows = tuple(row for row in rows if table.rows[row][column][0] in named)
            labels.extend(named)
            # A word names one label: "managementfase" does not name "Alliantie management" too.
            told = stem_set(" ".join(named))
            asked = frozenset(word for word in asked if not is_among(word, told))
        if len(named) > 1 or not chosen:
            open_groups.append(column)
    columns_named = sum(label_share(title, asked) >= 1.0 for title in table.columns)
    if not labels and len(table.columns) > 1 and columns_named < 2:
        by_cell = _rows_by_cell(passage, asked, library)
        if by_cell:
            return Selection(passage, by_cell, tuple(range(len(table.columns))), (), chosen_by_cell=True)
    columns = pick_columns(query, table, asked, labels, open_groups)
    if labels and len(rows) == 1 and TWO_ASKED.search(fold(query.focus)):
        columns = tuple(c for c in range(len(table.columns)) if table.rows[rows[0]][c][:1] != (labels[0],))
    picked = Selection(passage, rows, columns, tuple(labels))
    return _marked(picked, plain(" ".join([text, *spelled_out(query.focus, library)])))


def _named_last(values: list[str], query: Query, topic: frozenset[str], library: Library) -> list[str]:
    """Return which labels the last sentence of a question names: "Er staan plussen en minnen. Wat zijn de minnen?"."""
    *told, last = sentences(query.focus) or [""]
    if not told:
        return []
    spoken = set(words(fold(last)))
    content = tuple(word for word in query.content if word in spoken)
    asked = asked_stems(replace(query, focus=last, content=content), library)
    return named_labels(values, asked, topic, plain(last))


def _of_section(passage: Passage, table: Table) -> frozenset[str]:
    """Return the stems of the section of a table but for those of one row only: it may stand where that is treated."""
    labels = [stem_set(row[column][0]) for column in group_columns(table) for row in table.rows if row[column]]
    own = stem_set(" ".join(passage.section[-1:]))
    return frozenset(word for word in own if sum(word in label for label in labels) != 1)


def _in_turn(title: str, values: list[str], asked: frozenset[str]) -> list[str]:
    """Return the phase that is asked for by its number, where phases bear names only; none else."""
    turns = [int(word) for word in asked if word.isdigit() and 0 < int(word) <= len(values)]
    is_named = fold(title) in PHASE_TITLES and not any(re.search(r"\d", value) for value in values)
    return [values[turn - 1] for turn in turns] if is_named else []


def _marked(picked: Selection, text: str) -> Selection:
    """Return of the rows picked those with items that bear a mark named in plain `text`, and only these items."""
    counts = Counter(mark for row in picked.table.rows for cell in row for item in cell for mark in MARK.findall(item))
    named = [mark for mark, count in counts.items() if count > 1 and f" {' '.join(words(fold(mark)))} " in text]
    if len(named) != 1:
        return picked
    groups = group_columns(picked.table)
    data = [column for column in picked.columns if column not in groups]
    marked = replace(picked, mark=named[0])
    rows = tuple(row for row in picked.rows if any(marked.items(row, column) for column in data))
    return replace(marked, rows=rows, columns=tuple(data)) if rows else picked


def _rows_by_cell(passage: Passage, asked: frozenset[str], library: Library) -> tuple[int, ...]:
    """Return the rows of which one whole cell item is named in the question."""
    rows = _telling_items(library)[passage.id]
    found = [
        number
        for number, items in enumerate(rows)
        if any(all(is_among(word, asked) for word in item) for item in items)
    ]
    return tuple(found) if 0 < len(found) <= max(1, len(rows) // 3) else ()


@once_per_library
def _telling_items(library: Library) -> dict[str, tuple[tuple[frozenset[str], ...], ...]]:
    """Return by id of a table, for every row, the stems of its cell items that say something; made once."""
    return {
        passage.id: tuple(
            tuple(
                own
                for cell in row
                for item in cell
                if item not in passage.table.columns and not (own := stem_set(item)) <= GENERIC
            )
            for row in passage.table.rows
        )
        for passage in library.tables
        if passage.table
    }


def pick_columns(
    query: Query, table: Table, asked: frozenset[str], labels: list[str], open_groups: list[int]
) -> tuple[int, ...]:
    """Return the columns asked for; `open_groups` are the label columns of which the question does not name one value."""
    groups = group_columns(table)
    data = [c for c in range(len(table.columns)) if c not in groups]
    wide = asked.union(columns_meant(plain(query.focus)))
    named = [c for c in data if label_share(table.columns[c], wide if labels else asked) >= 1.0]
    # "Welke invalshoek hoort bij deze vorm?": a column of labels is asked for, of which none is given.
    given = {c for c in open_groups if any(row[c] and row[c][0] in labels for row in table.rows)}
    open_named = [c for c in open_groups if c not in given and label_share(table.columns[c], asked) >= 1.0]
    if labels and open_named and not named:
        return tuple(open_named)
    more = any(not any(label_share(table.columns[c], rest) >= 1.0 for c in data) for rest in _further(query))
    if more:
        named = []
    if not named and not labels and not more:
        count = asked_count(query)
        counted = [c for c in groups if label_share(table.columns[c], asked) >= 1.0 and label_count(table, c) == count]
        if counted:
            return tuple(counted)
    chosen = named or data or list(range(len(table.columns)))
    # One column of rows that labels choose reads best as a plain list, but for a grid of which a whole line is asked.
    keep = [] if labels and len(chosen) == 1 and len(labels) == len(groups) - len(open_groups) else open_groups
    if not named:  # what each row is called says more than what is said of it
        keep = [*keep, *(c for c in open_groups if label_count(table, c) == len(table.rows))]
    return tuple(sorted({*keep, *chosen}))


def _further(query: Query) -> list[frozenset[str]]:
    """Return the stems of each further thing that is asked for: what follows "en hoe", "bij elk", up to the next."""
    return [stem_set(rest) for rest in ASKS_MORE.split(fold(query.focus))[1:]]


def asked_count(query: Query) -> int:
    """Return the number of things the question asks for ('welke drie fasen'), 0 when it says none or wants all."""
    text = fold(query.focus)
    found = re.search(rf"\b(?:welke|de|noem)(?: de)? ({'|'.join(NUMBER_WORDS[2:])})\b", text)
    return NUMBER_WORDS.index(found.group(1)) if found and not EVERYTHING.search(text) else 0


def is_one_cell(selection: Selection) -> bool:
    """Tell whether labels of different columns choose one row of a grid."""
    groups = group_columns(selection.table)
    crossing = [c for c in groups if selection.table.rows[selection.rows[0]][c][0] in selection.labels]
    return len(selection.rows) == 1 and len(crossing) > 1
