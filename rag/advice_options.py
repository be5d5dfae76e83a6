"""What an answer to a situation may say: the sentences, rows and lists of the units that fit it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from rag.chosen import Case, Place
from rag.compose_tables import rows_evidence
from rag.draft import Evidence, Line, LineStyle
from rag.library import Library
from rag.lines import place_lines
from rag.phrases import CELL_OF, FROM_LIST
from rag.records import EntryRole, Passage, PassageKind, Table
from rag.select import META_KINDS
from rag.situations import Fit
from rag.table_labels import group_columns
from rag.text import fold

# Of two sentences that serve alike the one closer to the whole text of its passage says more; of two rows, which have
# no such gist, the one whose own meaning is nearer.
GIST_WEIGHT, ROW_MEANING = 0.25, 0.05
# Words of a row or list that can still be taken in at a glance; items of a list that is told whole whatever it says, and
# of one that is not: fewer where they only say what the situation resembles.
MAX_ROW_WORDS, MAX_LIST_WORDS = 30, 40
WHOLE_ITEMS, ITEMS_ADVISED, ITEMS_LIKE = 4, 4, 2
MIN_SENTENCE_WORDS = 5
# A cell of more words tells more than what its row is called.
MIN_LABEL = 5
# A list is the gist of its unit: it stands where a good sentence would.
GIST_OF_LIST = GIST_WEIGHT * 0.9
# What the heading of a column says about its cells, where a table holds both what goes wrong and what helps.
HARM_HEADINGS = ("valkuil", "nadel", "faal", "wat zien we")
HELP_HEADINGS = ("succes", "voordel", "specifieke technieken", "doen", "wat volgt eruit")
# Cells of these say nothing without the rest of their table; so do cells of fewer words.
EMPTY_HEADINGS, MIN_ROW_WORDS = ("citaat", "motto", "uitspraak", "duurzaamheid", "in te vullen"), 2
ADVISING_KINDS = ("aanpak", "gespreksvraag")
# A sentence that speaks about its own text ("op de dia staan drie …") helps nobody.
ABOUT_TEXT = re.compile(
    r"\b(dia|dia's|slides?|paragraaf|paragrafen|hoofdstuk|bijlage|werkblad|bijdragen?|praktijkreflectie)\b"
)


# Words by which a sentence itself says what helps, or what goes wrong.
HELPS = re.compile(
    r"\b(moet|moeten|helpt|helpen|verstandig|goed aan|nodig|vraagt om|vragen om|raadt|raden|adviseert|essentieel|"
    r"draagt bij|dragen bij|bevordert|bevorderen|loont|kunst is|voorwaarde|investeren)\b"
)
HARMS = re.compile(
    r"(belemmer|risico|gevaar|mislukk|gebrek|wantrouw|schaad|schade|ondermijn|dreig|valkuil|misverstand|verlies|"
    r"ten koste|te weinig|te veel|onvoldoende|stagn|weglek|wegbl|"
    r"domine|verlaten|averechts|angst|misbruik|opportunis|conflict)"
)


@dataclass(frozen=True)
class Option:
    """One point an answer may make: a sentence, or under `head` (where they stand) rows or items.

    `entry` is the number of its search entry, of several the one that serves best; `advises` tells whether it says
    what helps, or what the situation resembles.
    """

    passage: Passage
    order: int
    score: float
    advises: bool
    lines: tuple[Line, ...]
    entry: int
    head: str = ""

    @property
    def text(self) -> str:
        """Return all it says."""
        return " ".join((self.head, *(line.text for line in self.lines)))

    @property
    def length(self) -> int:
        """Return its length in words."""
        return sum(len(text.split()) for text in (self.head, *(line.text for line in self.lines)))


def part_options(part: int, fit: Fit, library: Library) -> list[Option]:
    """Return what a part has to say, what serves best first; nothing when it only introduces or lists works."""
    options: list[Option] = []
    for passage in library.passages_by_part[part]:
        # Documents of the user's own bear no tags; they may say anything.
        only_meta = bool(passage.kinds) and (META_KINDS.issuperset(passage.kinds) or passage.kinds[0] == "inleiding")
        if passage.kind is PassageKind.NOTE or only_meta:
            continue
        made = {PassageKind.TABLE: _rows, PassageKind.TEXT: _sentences}.get(passage.kind, _list)
        options.extend(made(passage, fit, library))
    return sorted(options, key=lambda option: (-option.score, option.passage.position, option.order))


def case_questions(case: Case, library: Library) -> list[Option]:
    """Return the questions that the editors of a case chose to discuss, in their order."""
    chosen = zip(case.discuss, place_lines(case.discuss, library), strict=True)
    return [_chosen(place, replace(line, style=LineStyle.BULLET), library) for place, line in chosen if _asks(line)]


def case_sentences(case: Case, library: Library) -> list[Option]:
    """Return the sentences that the editors of a case put first, in their order; no rows, which say little alone."""
    chosen = zip(case.first, place_lines(case.first, library), strict=True)
    return [_chosen(place, line, library) for place, line in chosen if line.style is LineStyle.SENTENCE]


def _chosen(place: Place, line: Line, library: Library) -> Option:
    return Option(library.passage_by_id[place[0]], place[1], 0.0, True, (line,), library.entries_at((place,))[0])


def _asks(line: Line) -> bool:
    return line.text.endswith("?")


def discussion_options(part: int, fit: Fit, library: Library) -> list[Option]:
    """Return the questions to discuss that stand in the part, those that fit best first."""
    options = []
    for passage in library.passages_by_part[part]:
        if passage.table is None or "gespreksvraag" not in passage.kinds:
            continue
        for number, row in _row_entries(passage, library):
            text = "; ".join(passage.table.rows[row][-1])
            if text.endswith("?"):
                line = Line(text, rows_evidence(passage, (row,), ()), LineStyle.BULLET)
                options.append(Option(passage, row, float(fit.entries[number]), True, (line,), number))
    return sorted(options, key=lambda option: (-option.score, option.order))


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


def _gists(passage: Passage, numbers: list[int], library: Library) -> list[float]:
    """Return how much each sentence carries of the gist of its passage."""
    vectors = np.asarray(library.vectors)
    body = next(n for n in library.entries_by_passage[passage.id] if library.entries[n].role is EntryRole.BODY)
    return (vectors[numbers] @ vectors[body]).tolist()  # type: ignore[no-any-return]


def _sentences(passage: Passage, fit: Fit, library: Library) -> Iterator[Option]:
    numbers = [n for n in library.entries_by_passage[passage.id] if library.entries[n].role is EntryRole.SENTENCE]
    for order, (number, gist) in enumerate(zip(numbers, _gists(passage, numbers, library), strict=True)):
        text = library.entries[number].text
        if text[-1] in ":?" or len(text.split()) < MIN_SENTENCE_WORDS or _is_about_text(text, passage, library):
            continue
        score = float(fit.said[number]) + GIST_WEIGHT * gist
        advises = fit.advises.get(number, _advises(text, passage))
        yield Option(passage, order, score, advises, (Line(text, (Evidence(passage, text),)),), number)


def _advises(text: str, passage: Passage) -> bool:
    """Tell whether a sentence says what helps; where its own words do not tell, its passage does."""
    folded = fold(text)
    advice, harm = bool(HELPS.search(folded)), bool(HARMS.search(folded))
    return advice if advice != harm else helps(passage)


def _is_about_text(text: str, passage: Passage, library: Library) -> bool:
    """Tell whether a sentence announces what follows, or names the work it stands in by what it is: 'het werkboek'."""
    folded = fold(text)
    if ABOUT_TEXT.search(folded):
        return True
    own = (fold(name) for name in library.source_by_id[passage.source_id].names if name.islower())
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) for name in own)


def _row_entries(passage: Passage, library: Library) -> list[tuple[int, int]]:
    """Return the entry and the row number of every row of a table or list."""
    entries = library.entries
    return [
        (number, entries[number].row or 0)
        for number in library.entries_by_passage[passage.id]
        if entries[number].role is EntryRole.ROW
    ]


def _list(passage: Passage, fit: Fit, library: Library) -> Iterator[Option]:
    """Yield the list: whole when short and helpful, else its items that fit best, in the source's order."""
    table = passage.table
    assert table is not None
    entries = [
        (number, row)
        for number, row in _row_entries(passage, library)
        if len("; ".join(table.rows[row][0]).split()) <= MAX_ROW_WORDS
    ]
    if not entries or table.rows[0][0][0].endswith("?"):
        return
    best = max(entries, key=lambda item: float(fit.said[item[0]]))[0]
    advises = fit.advises.get(best, helps(passage))
    rows = [
        row
        for _, row in sorted(
            entries, key=lambda item: (-float(fit.said[item[0]]), -float(fit.entries[item[0]]), item[1])
        )
    ]
    short = len(rows) <= WHOLE_ITEMS or (advises and len(passage.text.split()) <= MAX_LIST_WORDS)
    whole = short and len(rows) == len(table.rows)
    chosen = sorted(rows if short else rows[: ITEMS_ADVISED if advises else ITEMS_LIKE])
    lines = tuple(_item(passage, row, item, ()) for row in chosen for item in table.rows[row][0])
    head = f"{table.caption}:" if whole else FROM_LIST.format(caption=table.caption)
    score = GIST_OF_LIST + max(float(fit.said[number]) for number, _ in entries)
    yield Option(passage, chosen[0], score, advises, lines, best, head)


def _item(passage: Passage, row: int, text: str, labels: tuple[str, ...]) -> Line:
    return Line(text.rstrip(";"), rows_evidence(passage, (row,), labels), LineStyle.BULLET)


def _rows(passage: Passage, fit: Fit, library: Library) -> Iterator[Option]:
    """Yield the rows of a unit, split into what goes wrong and what helps where the columns tell them apart."""
    table = passage.table
    assert table is not None
    groups = group_columns(table)
    for number, row in _row_entries(passage, library):
        chosen = fit.advises.get(number)
        sides = _sides(table.columns, groups, helps(passage) if chosen is None else chosen)
        for column, advises in [side for side in sides if chosen in (None, side[1])] or sides:
            items = table.rows[row][column]
            empty = fold(table.columns[column]).startswith(EMPTY_HEADINGS)
            if not empty and MIN_ROW_WORDS <= len(" ".join(items).split()) <= MAX_ROW_WORDS:
                labels = _labels(table, row, groups, {side for side, _ in sides})
                lines = tuple(_item(passage, row, item, labels) for item in items)
                score = float(fit.said[number]) + ROW_MEANING * float(fit.entries[number])
                yield Option(passage, row, score, advises, lines, number, _told_in(passage, column, labels, library))


def _labels(table: Table, row: int, groups: tuple[int, ...], sides: set[int]) -> tuple[str, ...]:
    """Return what a row is called: its labels, and of the other columns what is short, under their heading."""
    cells, heads = table.rows[row], table.columns
    rest = [column for column in range(len(cells)) if column not in groups and column not in sides]
    told = [f"{heads[n].lower()}: {cells[n][0].lower()}" for n in rest if len(" ".join(cells[n]).split()) < MIN_LABEL]
    named = [column for column in groups if column not in sides and not cells[column][0].isdigit()]
    return (*(f"{heads[n].lower()}: {cells[n][0].lower()}" if told else cells[n][0] for n in named), *told)


def _told_in(passage: Passage, column: int, labels: tuple[str, ...], library: Library) -> str:
    """Return what a cell is and where it stands: 'Faalfactor volgens Boonstra, Tabel 2, Organisatiekunde:'."""
    assert passage.table is not None
    return CELL_OF.format(what=passage.table.columns[column].rstrip("?!"), place=place(passage, labels, library))


def _sides(columns: tuple[str, ...], groups: tuple[int, ...], advises: bool) -> list[tuple[int, bool]]:
    """Return the columns that make a point by themselves, and whether they advise."""
    data = [column for column in range(len(columns)) if column not in groups]
    harm = [(column, False) for column in data if fold(columns[column]).startswith(HARM_HEADINGS)]
    help_ = [(column, True) for column in data if fold(columns[column]).startswith(HELP_HEADINGS)]
    if harm or help_:
        return [*harm, *help_]
    return [(data[0], advises)] if len(data) == 1 else []
