"""What an answer to a situation may say: the sentences, rows and lists of the units that fit it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from rag.advice_rows import cell_head, row_labels, says_something, telling_columns
from rag.chosen import Case, Place
from rag.compose_tables import rows_evidence
from rag.draft import Evidence, Line, LineStyle
from rag.library import Library
from rag.lines import place_lines
from rag.phrases import FROM_LIST
from rag.records import EntryRole, Passage, PassageKind
from rag.select import META_KINDS
from rag.situations import Fit
from rag.table_labels import group_columns
from rag.text import fold

# Of two sentences that serve alike the one closer to the whole text of its passage says more; of two rows, which have
# no such gist, the one whose own meaning is nearer.
GIST_WEIGHT, ROW_MEANING = 0.25, 0.05
# Words of a row or list that can still be taken in at a glance; items of a list that is told whole whatever it says,
# and of one that is not: fewer where they only say what the situation resembles.
MAX_ROW_WORDS, MAX_LIST_WORDS = 30, 40
WHOLE_ITEMS, ITEMS_ADVISED, ITEMS_LIKE = 4, 4, 2
MIN_SENTENCE_WORDS = 5
# A sentence that speaks about its own text ("op de dia staan drie …") helps nobody.
ABOUT_TEXT = re.compile(
    r"\b(dia|dia's|slides?|paragraaf|paragrafen|hoofdstuk|bijlage|werkblad|bijdragen?|praktijkreflectie)\b"
)
# A list is the gist of its unit: it stands where a good sentence would.
GIST_OF_LIST = GIST_WEIGHT * 0.9
ADVISING_KINDS = ("aanpak", "gespreksvraag")


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
        sides = telling_columns(table.columns, groups, helps(passage) if chosen is None else chosen)
        for column, advises in [side for side in sides if chosen in (None, side[1])] or sides:
            items = table.rows[row][column]
            if says_something(table, row, column) and len(" ".join(items).split()) <= MAX_ROW_WORDS:
                labels = row_labels(table, row, groups, {side for side, _ in sides})
                lines = tuple(_item(passage, row, item, labels) for item in items)
                score = float(fit.said[number]) + ROW_MEANING * float(fit.entries[number])
                yield Option(passage, row, score, advises, lines, number, cell_head(passage, column, labels, library))
