"""Tell of a row of a table what it is called, where it stands, and which of its cells make a point by themselves."""

from rag.library import Library
from rag.phrases import CELL_OF
from rag.records import Passage, Table
from rag.text import fold

# What the heading of a column says about its cells, where a table holds both what goes wrong and what helps.
HARM_HEADINGS = ("valkuil", "nadel", "faal", "wat zien we")
HELP_HEADINGS = ("succes", "voordel", "specifieke technieken", "doen", "wat volgt eruit")
# Cells of these say nothing without the rest of their table; so do cells of fewer words.
EMPTY_HEADINGS, MIN_ROW_WORDS = ("citaat", "motto", "uitspraak", "duurzaamheid", "in te vullen"), 2
# A cell of more words tells more than what its row is called.
MIN_LABEL = 5


def place(passage: Passage, labels: tuple[str, ...], library: Library) -> str:
    """Return where a row stands: 'Boonstra, Tabel 2, Bestuurskunde'."""
    assert passage.table is not None
    short = library.source_by_id[passage.source_id].short.split(",")[0]
    label = passage.table.label
    named = label if any(character.isdigit() for character in label) else f"‘{passage.section[-1]}’"
    return ", ".join([short, named, *labels])


def row_labels(table: Table, row: int, groups: tuple[int, ...], sides: set[int]) -> tuple[str, ...]:
    """Return what a row is called: its labels, and of the other columns what is short, under their heading."""
    cells, heads = table.rows[row], table.columns
    rest = [column for column in range(len(cells)) if column not in groups and column not in sides]
    told = [f"{heads[n].lower()}: {cells[n][0].lower()}" for n in rest if len(" ".join(cells[n]).split()) < MIN_LABEL]
    named = [column for column in groups if column not in sides and not cells[column][0].isdigit()]
    return (*(f"{heads[n].lower()}: {cells[n][0].lower()}" if told else cells[n][0] for n in named), *told)


def cell_head(passage: Passage, column: int, labels: tuple[str, ...], library: Library) -> str:
    """Return what a cell is and where it stands: 'Faalfactor volgens Boonstra, Tabel 2, Organisatiekunde:'."""
    assert passage.table is not None
    return CELL_OF.format(what=passage.table.columns[column].rstrip("?!"), place=place(passage, labels, library))


def telling_columns(columns: tuple[str, ...], groups: tuple[int, ...], advises: bool) -> list[tuple[int, bool]]:
    """Return the columns that make a point by themselves, and whether they advise."""
    data = [column for column in range(len(columns)) if column not in groups]
    harm = [(column, False) for column in data if fold(columns[column]).startswith(HARM_HEADINGS)]
    help_ = [(column, True) for column in data if fold(columns[column]).startswith(HELP_HEADINGS)]
    if harm or help_:
        return [*harm, *help_]
    return [(data[0], advises)] if len(data) == 1 else []


def says_something(table: Table, row: int, column: int) -> bool:
    """Tell whether a cell says something without the rest of its table."""
    empty = fold(table.columns[column]).startswith(EMPTY_HEADINGS)
    return not empty and len(" ".join(table.rows[row][column]).split()) >= MIN_ROW_WORDS
