"""What an answer to a situation may say: the sentences, rows and lists of the units that fit it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rag.compose_tables import rows_evidence
from rag.draft import Evidence, Line
from rag.library import Library
from rag.phrases import FROM_LIST
from rag.records import EntryRole, Passage, PassageKind
from rag.select import META_KINDS
from rag.situations import WHOLE, Fit, UnitKey
from rag.tables import group_columns
from rag.text import fold

# Within a unit that fits, the sentences that carry its gist help more than those that sound most like the question: how
# close a sentence lies to its whole text counts ten times as much (deviations of similarity). Measured on the
# development situations: 0.54 of the points by gist, 0.29 by likeness to the question, 0.47 by taking the first ones.
GIST_WEIGHT, MEANING_WEIGHT = 30.0, 0.1
# Words of a row or list that can still be taken in at a glance, and items of a list that does not fit whole.
MAX_ROW_WORDS, MAX_LIST_WORDS = 30, 40
ITEMS_ADVISED, ITEMS_LIKE = 4, 2
MIN_SENTENCE_WORDS = 5
# What the heading of a column says about its cells, where a table holds both what goes wrong and what helps.
HARM_HEADINGS, HELP_HEADINGS = ("valkuil", "nadel", "faal"), ("succes", "voordel", "technieken")
ADVISING_KINDS = ("aanpak", "gespreksvraag")
# A sentence about its own text ("het werkboek noemt drie …") helps nobody; it loses as much as a weak gist.
ABOUT_TEXT_PENALTY = 1.5


@dataclass(frozen=True)
class Option:
    """One point an answer may make; `advises` tells whether it says what helps, or what the situation resembles."""

    unit: UnitKey
    passage: Passage
    order: int
    score: float
    advises: bool
    is_sentence: bool
    line: Line

    @property
    def length(self) -> int:
        """Return its length in words."""
        return len(self.line.text.split())


def unit_options(unit: UnitKey, fit: Fit, library: Library) -> list[Option]:
    """Return what a unit has to say, its gist first; nothing when it only introduces or lists works."""
    part, first = unit
    options: list[Option] = []
    for passage in library.passages_by_part[part]:
        if passage.kind is PassageKind.NOTE or META_KINDS.issuperset(passage.kinds) or passage.kinds[0] == "inleiding":
            continue
        if passage.kind is PassageKind.TABLE:
            options.extend(_rows(unit, passage, fit, library))
        elif first == WHOLE:
            made = _sentences if passage.kind is PassageKind.TEXT else _list
            options.extend(made(unit, passage, fit, library))
    return sorted(options, key=lambda option: (-option.score, option.passage.position, option.order))


def discussion_options(unit: UnitKey, fit: Fit, library: Library) -> list[Option]:
    """Return the questions to discuss that stand in the unit, in the source's order."""
    return [
        Option(unit, passage, row, 0.0, True, False, Line(text, rows_evidence(passage, (row,), ()), cells=(text,)))
        for passage in library.passages_by_part[unit[0]]
        if passage.table is not None and "gespreksvraag" in passage.kinds
        for row, text in enumerate("; ".join(cells[-1]) for cells in passage.table.rows)
        if text.endswith("?")
    ]


def helps(passage: Passage) -> bool:
    """Tell whether a passage says what helps rather than what goes wrong or what is; its first telling tag decides."""
    telling = [kind for kind in passage.kinds if kind == "risico" or kind in ADVISING_KINDS]
    return telling[0] != "risico" if telling else "voorbeeld" in passage.kinds


def place(passage: Passage, labels: tuple[str, ...], library: Library) -> str:
    """Return where a row stands: 'Boonstra, Tabel 2, Bestuurskunde'."""
    assert passage.table is not None
    short = library.source_by_id[passage.source_id].short.split(",")[0]
    label = passage.table.label
    named = label if any(character.isdigit() for character in label) else f"‘{passage.section[-1]}’"
    return ", ".join([short, named, *labels])


def _score(number: int, fit: Fit, gist: float) -> float:
    return GIST_WEIGHT * gist + MEANING_WEIGHT * float(fit.entries[number])


def _gists(passage: Passage, library: Library) -> dict[int, float]:
    """Return how close every sentence or row of a passage lies to the passage as a whole."""
    numbers = library.entries_by_passage[passage.id]
    body = next(number for number in numbers if library.entries[number].role is EntryRole.BODY)
    pieces = [n for n in numbers if library.entries[n].role in (EntryRole.SENTENCE, EntryRole.ROW)]
    vectors = np.asarray(library.vectors)
    return dict(zip(pieces, (vectors[pieces] @ vectors[body]).tolist(), strict=True))


def _sentences(unit: UnitKey, passage: Passage, fit: Fit, library: Library) -> Iterator[Option]:
    for order, (number, gist) in enumerate(_gists(passage, library).items()):
        text = library.entries[number].text
        if text[-1] in ":?" or len(text.split()) < MIN_SENTENCE_WORDS:
            continue
        score = _score(number, fit, gist) - ABOUT_TEXT_PENALTY * _is_about_text(text, passage, library)
        yield Option(unit, passage, order, score, helps(passage), True, Line(text, (Evidence(passage, text),)))


def _is_about_text(text: str, passage: Passage, library: Library) -> bool:
    """Tell whether a sentence names the work it stands in."""
    folded = fold(text)
    return any(re.search(rf"\b{re.escape(fold(name))}\b", folded) for name in _own_names(passage, library))


def _own_names(passage: Passage, library: Library) -> tuple[str, ...]:
    return tuple(name for name in library.source_by_id[passage.source_id].names if " " in name or name.islower())


def _list(unit: UnitKey, passage: Passage, fit: Fit, library: Library) -> Iterator[Option]:
    """Yield the list: whole when short and helpful, else its items that fit best, in the source's order."""
    table = passage.table
    assert table is not None
    items = ["; ".join(row[0]).rstrip(".; ") for row in table.rows]
    if items[0].endswith("?"):
        return
    gists = _gists(passage, library)
    by_row = {library.entries[number].row or 0: number for number in gists}
    rows, form, advises = tuple(range(len(items))), "{caption}: {items}", helps(passage)
    count = ITEMS_ADVISED if advises else ITEMS_LIKE
    if len(items) > count and (not advises or len(" ".join(items).split()) > MAX_LIST_WORDS):
        ranked = sorted(rows, key=lambda row: (-float(fit.entries[by_row[row]]), row))
        rows, form = tuple(sorted(ranked[:count])), FROM_LIST
    text = form.format(caption=table.caption, items="; ".join(items[row] for row in rows))
    evidence = (Evidence(passage, passage.text.split("\n")[0]), *rows_evidence(passage, rows, ()))
    best = max(gists, key=lambda number: gists[number])
    yield Option(unit, passage, 0, _score(best, fit, gists[best]), advises, False, Line(text, evidence))


def _rows(unit: UnitKey, passage: Passage, fit: Fit, library: Library) -> Iterator[Option]:
    """Yield the rows of a unit, split into what goes wrong and what helps where the columns tell them apart."""
    table = passage.table
    assert table is not None
    starts = [row for part, row in fit.units if part == unit[0] and row != WHOLE]
    if unit[1] == WHOLE and starts:
        return
    first = max(unit[1], 0)
    end = min((start for start in starts if start > first), default=len(table.rows))
    groups = group_columns(table)
    for number, gist in _gists(passage, library).items():
        row = library.entries[number].row or 0
        if not first <= row < end:
            continue
        labels = tuple(table.rows[row][column][0] for column in groups)
        for columns, advises in _sides(table.columns, groups, helps(passage)):
            cells = tuple("; ".join(table.rows[row][column]) for column in columns)
            text = " – ".join(cells)
            if len(text.split()) > MAX_ROW_WORDS:
                continue
            line = Line(f"{text} ({place(passage, labels, library)})", rows_evidence(passage, (row,), labels), cells=cells)
            # Rows are short and all alike to their table: which one fits is told by its own meaning.
            yield Option(unit, passage, row, float(fit.entries[number]) + gist, advises, False, line)


def _sides(columns: tuple[str, ...], groups: tuple[int, ...], advises: bool) -> list[tuple[list[int], bool]]:
    """Return the columns to show together and whether they advise."""
    data = [column for column in range(len(columns)) if column not in groups] or list(range(len(columns)))
    harm = [column for column in data if fold(columns[column]).startswith(HARM_HEADINGS)]
    help_ = [column for column in data if fold(columns[column]).startswith(HELP_HEADINGS)]
    return [(harm, False), (help_, True)] if harm and help_ else [(data, advises)]
