"""What an answer to a situation may say: the sentences, rows and lists of the units that fit it."""

from collections.abc import Iterator
from dataclasses import dataclass

from rag.compose_tables import rows_evidence
from rag.draft import Evidence, Line
from rag.library import Library
from rag.phrases import FROM_LIST
from rag.query import Query
from rag.records import EntryRole, Passage, PassageKind
from rag.select import META_KINDS
from rag.situations import WHOLE, Fit, UnitKey
from rag.tables import group_columns
from rag.text import fold

# The best units only, as many as this.
MAX_UNITS = 16
# How much the meaning of a sentence or row counts beside the fit of its unit.
ENTRY_WEIGHT = 0.4
# Words of a row or list that can still be taken in at a glance, and items of a list that does not fit whole.
MAX_ROW_WORDS, MAX_LIST_WORDS, LIST_ITEMS = 30, 40, 3
MIN_SENTENCE_WORDS = 6
# What the heading of a column says about its cells, where a table holds both what goes wrong and what helps.
HARM_HEADINGS, HELP_HEADINGS = ("valkuil", "nadel", "faal"), ("succes", "voordel", "technieken")
# Units among which questions to discuss are looked for.
DISCUSS_UNITS = 60


@dataclass(frozen=True)
class Option:
    """One point an answer may make. `advises` tells whether it says what helps, or what the situation resembles."""

    unit: UnitKey
    passage: Passage
    order: int
    score: float
    advises: bool
    is_sentence: bool
    line: Line

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the line that makes the point."""
        return (self.line,)

    @property
    def length(self) -> int:
        """Return its length in words."""
        return len(self.line.text.split())

    @property
    def passage_key(self) -> tuple[str, int, bool]:
        """Return what no two points may share: a sentence, a row, a list."""
        return self.passage.id, self.order, self.advises


def find_options(query: Query, fit: Fit, library: Library) -> list[Option]:
    """Return what the best units have to say, best first."""
    options: list[Option] = []
    starts = _row_starts(fit)
    for unit in list(fit.units)[:MAX_UNITS]:
        for passage in library.passages_by_part[unit[0]]:
            if passage.kind is PassageKind.NOTE or META_KINDS.issuperset(passage.kinds):
                continue
            if passage.kind is PassageKind.TEXT and unit[1] == WHOLE:
                options.extend(_sentences(unit, passage, fit, library))
            elif passage.kind is PassageKind.LIST and unit[1] == WHOLE:
                options.extend(_list(unit, passage, fit, library))
            elif passage.kind is PassageKind.TABLE and (unit[1] != WHOLE or unit[0] not in starts):
                options.extend(_rows(unit, passage, starts, fit, library))
    return sorted(options, key=lambda option: (-option.score, option.passage.position, option.order))


def advises(passage: Passage) -> bool:
    """Tell whether a passage says what helps rather than what goes wrong or what is; its first telling tag decides."""
    for kind in passage.kinds:
        if kind in ("aanpak", "voorbeeld", "gespreksvraag"):
            return True
        if kind == "risico":
            return False
    return False


def _row_starts(fit: Fit) -> dict[int, list[int]]:
    """Return the first rows of the row groups of every part that has them."""
    starts: dict[int, list[int]] = {}
    for part, first in sorted(fit.units):
        if first != WHOLE:
            starts.setdefault(part, []).append(first)
    return starts


def _score(unit: UnitKey, number: int, fit: Fit) -> float:
    return fit.units[unit] + ENTRY_WEIGHT * float(fit.entries[number])


def _sentences(unit: UnitKey, passage: Passage, fit: Fit, library: Library) -> Iterator[Option]:
    for order, number in enumerate(library.entries_by_passage[passage.id]):
        entry = library.entries[number]
        if entry.role is not EntryRole.SENTENCE or entry.text[-1] in ":?" or len(entry.text.split()) < MIN_SENTENCE_WORDS:
            continue
        line = Line(entry.text, (Evidence(passage, entry.text),))
        yield Option(unit, passage, order, _score(unit, number, fit), advises(passage), True, line)


def _row_entries(passage: Passage, library: Library) -> dict[int, int]:
    """Return the entry number of every row of a table or list."""
    return {
        library.entries[number].row or 0: number
        for number in library.entries_by_passage[passage.id]
        if library.entries[number].role is EntryRole.ROW
    }


def _list(unit: UnitKey, passage: Passage, fit: Fit, library: Library) -> Iterator[Option]:
    """Yield the list: whole when short, else its items that fit best, in the source's order."""
    table = passage.table
    assert table is not None
    entries = _row_entries(passage, library)
    items = ["; ".join(row[0]) for row in table.rows]
    if items[0].endswith("?"):
        return
    ranked = sorted(entries, key=lambda row: (-fit.entries[entries[row]], row))
    rows = tuple(range(len(items)))
    form = "{caption}: {items}"
    if len(" ".join(items).split()) > MAX_LIST_WORDS:
        rows, form = tuple(sorted(ranked[:LIST_ITEMS])), FROM_LIST
    text = form.format(caption=table.caption, items="; ".join(items[row].rstrip(".") for row in rows))
    evidence = (Evidence(passage, passage.text.split("\n")[0]), *rows_evidence(passage, rows, ()))
    yield Option(unit, passage, 0, _score(unit, entries[ranked[0]], fit), advises(passage), False, Line(text, evidence))


def _rows(
    unit: UnitKey, passage: Passage, starts: dict[int, list[int]], fit: Fit, library: Library
) -> Iterator[Option]:
    """Yield the rows of a unit, split into what goes wrong and what helps where the columns tell them apart."""
    table = passage.table
    assert table is not None
    first, end = max(unit[1], 0), len(table.rows)
    if unit[1] != WHOLE:
        end = min((start for start in starts[unit[0]] if start > first), default=end)
    groups = group_columns(table)
    for row, number in _row_entries(passage, library).items():
        if not first <= row < end:
            continue
        for columns, helps in _sides(table.columns, groups, advises(passage)):
            cells = tuple("; ".join(table.rows[row][column]) for column in columns)
            text = " – ".join(cells)
            if len(text.split()) > MAX_ROW_WORDS:
                continue
            labels = tuple(table.rows[row][column][0] for column in groups)
            line = Line(f"{text} ({place(passage, labels, library)})", rows_evidence(passage, (row,), labels), cells=cells)
            yield Option(unit, passage, row, _score(unit, number, fit), helps, False, line)


def _sides(columns: tuple[str, ...], groups: tuple[int, ...], helps: bool) -> list[tuple[list[int], bool]]:
    """Return the columns to show together and whether they advise."""
    data = [column for column in range(len(columns)) if column not in groups] or list(range(len(columns)))
    harm = [column for column in data if fold(columns[column]).startswith(HARM_HEADINGS)]
    help_ = [column for column in data if fold(columns[column]).startswith(HELP_HEADINGS)]
    if harm and help_:
        return [(harm, False), (help_, True)]
    return [(data, helps)]


def place(passage: Passage, labels: tuple[str, ...], library: Library) -> str:
    """Return where a row stands: 'Boonstra, Tabel 2, Bestuurskunde'."""
    assert passage.table is not None
    short = library.source_by_id[passage.source_id].short.split(",")[0]
    label = passage.table.label
    named = label if any(character.isdigit() for character in label) else f"‘{passage.section[-1]}’"
    return ", ".join([short, named, *labels])


def discussion_options(fit: Fit, library: Library, query: Query) -> list[Option]:
    """Return the questions of the sources' own lists of questions that fit, of the best list first."""
    options: list[Option] = []
    for unit in list(fit.units)[:DISCUSS_UNITS]:
        for passage in library.passages_by_part[unit[0]]:
            if passage.table is None or "gespreksvraag" not in passage.kinds:
                continue
            for row, number in _row_entries(passage, library).items():
                text = "; ".join(passage.table.rows[row][-1])
                if text.endswith("?"):
                    line = Line(text, rows_evidence(passage, (row,), ()), cells=(text,))
                    options.append(Option(unit, passage, row, _score(unit, number, fit), True, False, line))
    return sorted(options, key=lambda option: (-option.score, option.passage.position, option.order))
