"""Read text as it comes out of PDF extraction: broken lines, headings of every make, tab-separated tables."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import Block, BlockKind, Reading, heading, item, paragraph, table
from ingest.readers.cells import WORD, is_filling, make_rows, plain
from ingest.readers.levels import nest
from ingest.readers.lines import SOURCE_LINE, is_capitals, split_lines
from ingest.readers.repairs import repair
from ingest.readers.stretches import Piece, Stretch, Style, gather

CONTINUED = re.compile(r"\s*\(\s*(?:vervolg|continued)\s*\)\s*", re.IGNORECASE)
LABEL = re.compile(r"^\W*((?:Tabel|Figuur|Table|Figure|Schema|Grafiek) \d{1,3}[a-z]?)[.:]?\s*", re.IGNORECASE)
LIST_NUMBER = re.compile(r"^\W*(\d{1,2})[.)]")
CONTENTS = re.compile(r"^(inhoud|inhoudsopgave|contents)$", re.IGNORECASE)
CONTENTS_COLUMNS = ("Nummer", "Titel", "Pagina")


def read_extracted(text: str) -> Reading:
    """Read an extracted text; pages are those that form feeds separate."""
    lines = split_lines(text)
    title, stretches = nest(repair(gather(lines)))
    known = known_words(text)
    blocks = merge_continued(_blocks(stretches, known))
    pages = text.count("\f") + 1 if "\f" in text else None
    return Reading(tuple(blocks), title=title, pages=pages)


def known_words(text: str) -> frozenset[str]:
    """Return the words that a text also writes without a capital, and their beginnings of five letters or more."""
    small = {word for word in WORD.findall(text) if word.islower()}
    return frozenset(small | {word[:end] for word in small for end in range(5, len(word))})


def _blocks(stretches: Sequence[Stretch], known: frozenset[str]) -> list[Block]:
    """Return the blocks of settled stretches, captions given to their tables."""
    found: list[Block] = []
    used: set[int] = set()
    for at, here in enumerate(stretches):
        if at in used:
            continue
        if here.piece is Piece.HEADING:
            found.append(heading(here.text, here.level, here.page))
        elif here.piece is Piece.ITEM:
            found.append(item(here.text, here.page))
        elif here.piece is Piece.TABLE:
            caption, taken = caption_of(stretches, at, used)
            used |= taken
            found.append(_table(here, caption, known, found))
        elif here.piece is Piece.CAPTION and _above_table(stretches, at):
            continue
        elif not (here.piece is Piece.ASIDE and is_capitals(here.text)):  # a pull quote repeats the text
            found.append(paragraph(here.text, here.page))
    return found


def _table(here: Stretch, caption: str, known: frozenset[str], before: Sequence[Block]) -> Block:
    """Return the table of rows of cells; a work sheet to fill in is a line of text."""
    filled = [row for row in here.cells if not all(is_filling(cell) for cell in row)]
    if len(filled) < 2:
        return paragraph(" – ".join(plain(cell) for row in filled for cell in row if plain(cell)), here.page)
    columns, rows = make_rows(filled, known)
    if before and CONTENTS.match(before[-1].text) and len(columns) == len(CONTENTS_COLUMNS):
        columns, rows = CONTENTS_COLUMNS, make_rows([["", "", ""], *filled])[1]
    return table(columns, rows, caption, here.page)


def caption_of(stretches: Sequence[Stretch], at: int, used: set[int]) -> tuple[str, set[int]]:
    """Return the caption of the table at `at` and the stretches it takes up: before it, else after it."""
    before = stretches[at - 1] if at else None
    if before and before.piece is Piece.CAPTION:
        return caption_text(before.text), set()
    if before and before.piece is Piece.HEADING:
        return before.text, set()
    after = at + 1
    if after < len(stretches) and stretches[after].piece is Piece.CAPTION and not _above_table(stretches, after):
        return caption_text(stretches[after].text), {after}
    while after < len(stretches) and stretches[after].style is Style.BOLD:
        after += 1
    closes = (
        after == len(stretches) or stretches[after].piece is Piece.HEADING or SOURCE_LINE.match(stretches[after].text)
    )
    if after > at + 1 and closes:
        taken = range(at + 1, after)
        return " ".join(stretches[n].text for n in taken), set(taken)
    return "", set()


def caption_text(text: str) -> str:
    """Return a caption as 'Tabel 2. Faalfactoren …', also where it is set in capitals."""
    label = LABEL.match(text)
    if not label:
        return text.strip()
    rest = text[label.end() :].strip()
    return f"{label.group(1).capitalize()}. {rest.capitalize() if rest.isupper() else rest}"


def _above_table(stretches: Sequence[Stretch], at: int) -> bool:
    return at + 1 < len(stretches) and stretches[at + 1].piece is Piece.TABLE


def merge_continued(blocks: Sequence[Block]) -> list[Block]:
    """Join the halves of a table: the second says '(vervolg)', or goes on as numbered lines with their lists."""
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        here = blocks[at]
        first = _first_half(here, found)
        if first is not None:
            half = found[first]
            found[first] = replace(half, rows=half.rows + here.rows)
            at += 1
            continue
        found.append(here)
        at += 1
        if here.kind is BlockKind.TABLE:
            at = _take_numbered(blocks, at, found)
    return found


def _first_half(here: Block, found: Sequence[Block]) -> int | None:
    """Return where the first half of a continued table stands among `found`, None where `here` is not a second half."""
    if here.kind is not BlockKind.TABLE or not CONTINUED.search(here.caption):
        return None
    label = LABEL.match(here.caption)
    for number in range(len(found) - 1, -1, -1):
        other = found[number]
        if other.kind is BlockKind.TABLE and len(other.columns) == len(here.columns):
            same = LABEL.match(other.caption)
            return number if label and same and label.group(1) == same.group(1) else None
    return None


def _take_numbered(blocks: Sequence[Block], at: int, found: list[Block]) -> int:
    """Add to the table just read the numbered lines and their lists that a page break left outside it."""
    while (row := _numbered_row(blocks, at, found[-1])) is not None:
        rows, at = row
        found[-1] = replace(found[-1], rows=found[-1].rows + rows)
    return at


def _numbered_row(
    blocks: Sequence[Block], at: int, head: Block
) -> tuple[tuple[tuple[tuple[str, ...], ...], ...], int] | None:
    """Return the row that a numbered line and the list below it make, and where they end; None where there is none."""
    if not head.rows or at >= len(blocks):
        return None
    last, name = head.rows[-1], blocks[at].text
    numbers = [LIST_NUMBER.match(cell[0]) for cell in last]
    column = next((n for n, match in enumerate(numbers) if match), None)
    starts = LIST_NUMBER.match(name)
    end = at + 1
    while end < len(blocks) and blocks[end].kind is BlockKind.ITEM and not LIST_NUMBER.match(blocks[end].text):
        end += 1
    if column is None or column != len(head.columns) - 2 or starts is None or end == at + 1:
        return None
    if int(starts.group(1)) != int(numbers[column].group(1)) + 1:  # type: ignore[union-attr]
        return None
    return (((*last[:column], (name,), tuple(block.text for block in blocks[at + 1 : end]))),), end
