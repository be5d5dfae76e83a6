"""Gather lines into stretches: paragraphs, list items, tables, captions, and lines that may be headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.readers.cells import plain
from ingest.readers.joining import join_lines
from ingest.readers.lines import ATX, BOLD, BOX, BULLET, MAX_HEADING, NUMBERED_ITEM, Line, LineKind

ONLY_LABEL = re.compile(
    r"^\W*(?:Tabel|Figuur|Table|Figure|Schema|Grafiek) \d{1,3}[a-z]?[.:]?\s*(?:\(?vervolg\)?)?\W*$", re.IGNORECASE
)
NUMBERED = re.compile(r"^\W{0,3}(\d{1,2}(?:\.\d{1,2}){0,3})(?:\.(?=\s)|(?=\s|$))\s*(.*?)\s*$")
APPENDIX = re.compile(r"^\W*(?:Bijlage\s+)?([A-H])(?:[.:]\s*|\s+)([A-ZÀ-Þ].{7,})$")
MAX_CAPTION_LINES = 5
NESTED = 2  # spaces before a bullet that make it an item of the item above


class Piece(StrEnum):
    """Say what a stretch is; an aside stands apart from the running text."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    TABLE = "table"
    CAPTION = "caption"
    ASIDE = "aside"
    DASH = "dash"


class Style(StrEnum):
    """Say by what a heading is recognised."""

    ATX = "atx"
    NUMBER = "number"
    APPENDIX = "appendix"
    CAPS = "caps"
    BOLD = "bold"
    KNOWN = "known"
    PLAIN = "plain"


@dataclass(frozen=True)
class Stretch:
    """Neighbouring lines that belong together. `number` is the number of a heading, `fallback` what it is otherwise."""

    piece: Piece
    text: str
    page: int | None = None
    style: Style | None = None
    level: int = 0
    number: tuple[int, ...] = ()
    fallback: Piece = Piece.TEXT
    cells: tuple[tuple[str, ...], ...] = ()


def gather(lines: Sequence[Line]) -> list[Stretch]:
    """Return the stretches of `lines` in order."""
    found: list[Stretch] = []
    at = 0
    while at < len(lines):
        kind = lines[at].kind
        if kind is LineKind.BLANK:
            at += 1
        elif kind is LineKind.CELLS:
            at = _take_cells(lines, at, found)
        elif kind is LineKind.CAPTION and (end := _caption_end(lines, at)):
            text = " ".join(plain(line.text) for line in lines[at:end] if line.text.strip())
            found.append(Stretch(Piece.CAPTION, text, lines[at].page))
            at = end
        elif made := _single(lines, at):
            found.append(made)
            at += 1 + (made.style is Style.NUMBER and _is_bare_number(lines, at)) * _title_offset(lines, at)
        else:
            at = _take_text(lines, at, found)
    return found


def _take_cells(lines: Sequence[Line], at: int, found: list[Stretch]) -> int:
    end = at
    while end < len(lines) and lines[end].kind is LineKind.CELLS:
        end += 1
    cells = tuple(tuple(line.text.split("\t")) for line in lines[at:end])
    if end - at == 1:
        found.append(Stretch(Piece.TEXT, " ".join(filter(None, map(plain, cells[0]))), lines[at].page))
    else:
        found.append(Stretch(Piece.TABLE, "", lines[at].page, cells=cells))
    return end


def _caption_end(lines: Sequence[Line], at: int) -> int:
    """Return where the caption that starts at `at` ends; 0 where it is running text."""
    if re.match(r"^\W*\w+ \w+[.:]? \(?1\)", lines[at].text):
        return 0
    end, text = at + 1, lines[at].text.strip()
    while (
        end < len(lines)
        and lines[end].kind is LineKind.TEXT
        and not text.endswith(".") | (end - at >= MAX_CAPTION_LINES)
    ):
        text += f" {lines[end].text.strip()}"
        end += 1
    if ONLY_LABEL.match(text):
        end, text = _after_label(lines, at, end)
    return end if len(text) <= 2 * MAX_HEADING else 0


def _after_label(lines: Sequence[Line], at: int, end: int) -> tuple[int, str]:
    """Return the end and text of a caption whose title stands on the lines below its label."""
    start = end
    while start < len(lines) and lines[start].kind is LineKind.BLANK:
        start += 1
    stop = start
    while stop < len(lines) and lines[stop].kind is LineKind.TEXT and stop - start < MAX_CAPTION_LINES:
        stop += 1
    title = " ".join(line.text.strip() for line in lines[start:stop])
    follows = next((line.kind for line in lines[stop:] if line.kind is not LineKind.BLANK), LineKind.BLANK)
    if title and len(title) <= MAX_HEADING and follows is LineKind.CELLS:
        return stop, title
    return end, ""


def _single(lines: Sequence[Line], at: int) -> Stretch | None:
    """Return the stretch of a line that stands by itself, or None where it begins running text."""
    line = lines[at]
    bare = plain(line.text)
    if line.kind is LineKind.DASH:
        return Stretch(Piece.DASH, bare, line.page)
    if line.kind is LineKind.ATX and (match := ATX.match(line.text)):
        number, title = number_of(plain(match.group(2)))
        style = Style.NUMBER if number else Style.ATX
        return Stretch(Piece.HEADING, title, line.page, style, len(match.group(1)), number, Piece.TEXT)
    if line.kind is LineKind.BOLD:
        return Stretch(Piece.HEADING, _poles(line.text), line.page, Style.BOLD)
    if line.kind is LineKind.CAPS:
        piece = Piece.ASIDE if BOX.match(line.text) else Piece.HEADING
        return Stretch(piece, bare, line.page, Style.CAPS)
    if line.kind is LineKind.KNOWN and (_alone(lines, at) or not _in_sentence(lines, at)):
        return Stretch(Piece.HEADING, bare.rstrip(":"), line.page, Style.KNOWN, 1)
    if line.kind is LineKind.ASIDE:
        return Stretch(Piece.ASIDE, bare, line.page)
    return _numbered(lines, at)


def _poles(text: str) -> str:
    return re.sub(r"\s*[-–]\s+", " – ", plain(text)) if "** " in text else plain(text)


def _numbered(lines: Sequence[Line], at: int) -> Stretch | None:
    """Return a heading that starts with a number or the letter of an appendix; whether it fits is decided later."""
    line = lines[at]
    if line.kind not in (LineKind.TEXT, LineKind.NUMBER):
        return None
    fallback = Piece.ITEM if line.kind is LineKind.NUMBER else Piece.TEXT
    if _is_bare_number(lines, at):
        number, _ = number_of(line.text)
        title = f"{line.text.strip()} {plain(lines[at + _title_offset(lines, at)].text)}"
        return Stretch(Piece.HEADING, title, line.page, Style.NUMBER, 0, number)
    if len(line.text) > MAX_HEADING or line.text.rstrip().endswith((".", ",", ";", ":")):
        return None
    bare = plain(line.text)
    number, title = number_of(bare)
    spaced = _alone(lines, at)
    if (
        number
        and title.split(" ", 1)[-1][:1].isupper()
        and (spaced or (_after_text(lines, at) and not _beside_number(lines, at)))
    ):
        return Stretch(Piece.HEADING, title, line.page, Style.NUMBER, 0, number, fallback)
    letter = APPENDIX.match(bare)
    if letter and spaced and not re.match(r"[A-H] [a-z]", bare):
        title = f"Bijlage {letter.group(1)}. {letter.group(2)}"
        return Stretch(Piece.HEADING, title, line.page, Style.APPENDIX, 0, (ord(letter.group(1)) - 64,))
    return None


def number_of(text: str) -> tuple[tuple[int, ...], str]:
    """Return the number a heading starts with ((2, 3) of '2.3 Typen') and its text with the number."""
    match = NUMBERED.match(text)
    if not match or not match.group(2)[:1].isalpha() and match.group(2):
        return (), text
    return tuple(map(int, match.group(1).split("."))), " ".join(text.split())


def _is_bare_number(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line is only a number such as 3.5.1, with its title on a line below."""
    match = re.fullmatch(r"\s*\d{1,2}(?:\.\d{1,2}){1,3}\.?\s*", lines[at].text)
    below = at + _title_offset(lines, at)
    return (
        bool(match)
        and below < len(lines)
        and lines[below].kind is LineKind.TEXT
        and len(lines[below].text) <= MAX_HEADING
    )


def _title_offset(lines: Sequence[Line], at: int) -> int:
    """Return how many lines below `at` the next filled line stands."""
    below = at + 1
    while below < len(lines) and lines[below].kind is LineKind.BLANK:
        below += 1
    return below - at


def _alone(lines: Sequence[Line], at: int) -> bool:
    before = at == 0 or lines[at - 1].kind in (LineKind.BLANK, LineKind.ATX)
    return before and (at + 1 == len(lines) or lines[at + 1].kind is LineKind.BLANK)


def _after_text(lines: Sequence[Line], at: int) -> bool:
    """Tell whether the text before a line has come to an end."""
    return at == 0 or lines[at - 1].kind is LineKind.BLANK or lines[at - 1].text.rstrip().endswith((".", "!", "?", "”"))


def _beside_number(lines: Sequence[Line], at: int) -> bool:
    beside = [lines[n] for n in (at - 1, at + 1) if 0 <= n < len(lines)]
    return any(
        NUMBERED_ITEM.match(line.text) or (number_of(line.text)[0] and line.kind is not LineKind.CELLS)
        for line in beside
    )


def _in_sentence(lines: Sequence[Line], at: int) -> bool:
    return not _after_text(lines, at)


def _take_text(lines: Sequence[Line], at: int, found: list[Stretch]) -> int:
    """Add a paragraph or a list item that starts at `at`; return where it ends."""
    first = lines[at]
    piece = Piece.ITEM if first.kind in (LineKind.BULLET, LineKind.NUMBER) else Piece.TEXT
    end = at + 1
    while end < len(lines) and lines[end].kind is LineKind.TEXT and not _numbered(lines, end):
        end += 1
    raw = [line.text for line in lines[at:end]]
    raw[0] = BULLET.sub("", raw[0]) if first.kind is LineKind.BULLET else raw[0]
    if piece is Piece.TEXT and len(" ".join(raw)) <= MAX_HEADING and BOLD.match(" ".join(" ".join(raw).split())):
        found.append(Stretch(Piece.HEADING, plain(" ".join(raw)), first.page, Style.BOLD))
    elif text := join_lines(map(plain, raw)):
        depth = len(first.text) - len(first.text.lstrip()) if first.kind is LineKind.BULLET else 0
        parent = found[-1] if found else None
        if (
            piece is Piece.ITEM
            and parent
            and parent.piece is Piece.ITEM
            and depth >= NESTED
            and at
            and lines[at - 1].text
        ):
            mark = " " if parent.text.endswith(":") else "; " if ": " in parent.text else ": "
            found[-1] = replace(parent, text=parent.text + mark + text)
        else:
            found.append(Stretch(piece, text, first.page))
    return end


def as_aside(stretch: Stretch) -> Stretch:
    """Return a stretch as text that stands apart."""
    return replace(stretch, piece=Piece.ASIDE, style=None)
