"""Tell what each line of an extracted text is, before lines are joined into paragraphs."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.readers.cells import plain

PAGE_BREAK = "\f"
BULLET = re.compile(r"^\s*(?:[-*•▪◦o]|[–—](?=\s+\S))\s+(?=\S)(?:\[[ x]\]\s*)?")
NUMBERED_ITEM = re.compile(r"^\s*(?:\(?\d{1,2}\)|\d{1,2}[.:](?!\d))\s+(?=\S)")
CAPTION = re.compile(r"^\W*(Tabel|Figuur|Table|Figure|Schema|Grafiek) (\d{1,3}[a-z]?)\b[.:]?\s*(.*)$", re.IGNORECASE)
ATX = re.compile(r"^ {0,3}(#{1,6})\s+(\S.*?)\s*#*\s*$")
BOLD = re.compile(r"^\s*(?:\*\*[^*]+\*\*(?:\s*[-–]\s*)?|<b>[^<]+</b>\s*)+:?\s*$")
ASIDE = re.compile(r"^\s*[*_](?![*_])[^*_]{20,}[*_]\s*$")
DASH = re.compile(r"^\s*[-–—]\s*$")
SOURCE_LINE = re.compile(r"^\W*(bron(nen)?|gebaseerd op|afgeleid van|naar|vrij naar|source)\b ?:?", re.IGNORECASE)
BOX = re.compile(r"^\W*(voorbeeld|kader|box|casus|intermezzo)\b\s*\d*\s*[-–:]", re.IGNORECASE)
PAGE_NUMBER = re.compile(r"^\s*(?:pagina|page|p\.)?\s*\d{1,4}(?:\s*(?:/|van|of)\s*\d{1,4})?\s*$", re.IGNORECASE)
# Headings that stand without number, capitals or markup in many texts.
KNOWN_HEADINGS = frozenset(
    """inleiding introductie samenvatting voorwoord inhoud inhoudsopgave conclusie conclusies discussie aanbevelingen
    literatuur literatuurlijst referenties bronnen noten dankwoord bijlage bijlagen slot methode resultaten nawoord
    register begrippen""".split()
) | {"woord vooraf", "over de auteur", "over de auteurs", "tot slot", "conclusies en aanbevelingen"}
MAX_HEADING = 130
# A line that stands so often in a text is furniture: a running title, a footer.
REPEATS = 4
EDGE = 2
DOUBLE_SPACED_SHARE = 0.5
LONG_LINE = 60
SHORT_LAST_LINE = 0.75
SENTENCE_ENDS = (".", "!", "?", ":", ";", "…", "”", "’", '"', ")", "*", ">")


class LineKind(StrEnum):
    """Say what a line looks like."""

    BLANK = "blank"
    ATX = "atx"
    BOLD = "bold"
    CAPS = "caps"
    KNOWN = "known"
    CAPTION = "caption"
    CELLS = "cells"
    BULLET = "bullet"
    NUMBER = "number"
    DASH = "dash"
    ASIDE = "aside"
    TEXT = "text"


@dataclass(frozen=True)
class Line:
    """A line of a text: what it looks like and its page (from 1; None where the text has no page breaks)."""

    text: str
    kind: LineKind
    page: int | None = None


def split_lines(text: str) -> list[Line]:
    """Return the lines of an extracted text without page furniture; blank lines inside sentences are taken out."""
    pages = text.replace("\r\n", "\n").replace("\r", "\n").split(PAGE_BREAK)
    lines: list[Line] = []
    for number, page in enumerate(pages, 1):
        known_page = number if len(pages) > 1 else None
        rows = [row.rstrip(" \u00a0") for row in page.split("\n")]
        if known_page:
            rows = ["", *without_page_number(rows)]
        lines.extend(Line(row, kind_of(row), known_page) for row in rows)
    lines = without_furniture(lines, len(pages))
    return single_spaced(lines) if is_double_spaced(lines) else lines


def kind_of(text: str) -> LineKind:
    """Return what a line looks like by itself."""
    bare = text.strip()
    if not bare:
        return LineKind.BLANK
    if "\t" in text:
        return LineKind.CELLS
    short = len(bare) <= MAX_HEADING
    looks = (
        (LineKind.DASH, DASH.match(text)),
        (LineKind.ATX, ATX.match(text)),
        (LineKind.CAPTION, short and CAPTION.match(bare)),
        (LineKind.BOLD, short and BOLD.match(text)),
        (LineKind.BULLET, BULLET.match(text)),
        (LineKind.NUMBER, NUMBERED_ITEM.match(text)),
        (LineKind.KNOWN, short and plain(bare).lower().rstrip(":") in KNOWN_HEADINGS and bare[:1].isupper()),
        (LineKind.CAPS, is_capitals(bare)),
        (LineKind.ASIDE, ASIDE.match(text)),
    )
    return next((kind for kind, fits in looks if fits), LineKind.TEXT)


def is_capitals(text: str) -> bool:
    """Tell whether a line of at least two words (or one long word) is set in capitals."""
    letters = [char for char in plain(text) if char.isalpha()]
    enough = len(letters) >= 8 and len(text) <= MAX_HEADING
    return enough and sum(char.isupper() for char in letters) >= 0.95 * len(letters)


def without_page_number(rows: list[str]) -> list[str]:
    """Return the rows of a page without a page number on its first or last line."""
    filled = [at for at, row in enumerate(rows) if row.strip()]
    drop = {at for at in (*filled[:1], *filled[-1:]) if PAGE_NUMBER.match(rows[at])}
    return [row for at, row in enumerate(rows) if at not in drop]


def without_furniture(lines: list[Line], page_count: int) -> list[Line]:
    """Return the lines without those that stand, figures apart, at the edge of many pages.

    In a text without pages those are dropped that stand there word for word very often.
    """
    plain_kinds = (LineKind.TEXT, LineKind.CAPS, LineKind.ASIDE, LineKind.BOLD)
    edges = edge_lines(lines) if page_count > 1 else set(range(len(lines)))

    def key(line: Line) -> str:
        return re.sub(r"\d+", "#", line.text.strip()) if page_count > 1 else line.text.strip()

    short = {at for at in edges if lines[at].kind in plain_kinds and len(lines[at].text) <= MAX_HEADING}
    counts = Counter(key(lines[at]) for at in short)
    limit = max(REPEATS, page_count // 3)
    return [line for at, line in enumerate(lines) if at not in short or counts[key(line)] < limit]


def edge_lines(lines: list[Line]) -> set[int]:
    """Return the numbers of the first and last filled lines of every page."""
    pages: dict[int | None, list[int]] = {}
    for at, line in enumerate(lines):
        if line.kind is not LineKind.BLANK:
            pages.setdefault(line.page, []).append(at)
    return {at for filled in pages.values() for at in (*filled[:EDGE], *filled[-EDGE:])}


def is_double_spaced(lines: list[Line]) -> bool:
    """Tell whether blank lines run through the sentences of a text: most long lines stop in mid-sentence before one."""
    broken = long = 0
    for line, following in zip(lines, lines[1:], strict=False):
        if line.kind is LineKind.TEXT and len(line.text) >= LONG_LINE:
            long += 1
            broken += following.kind is LineKind.BLANK and not line.text.strip().endswith(SENTENCE_ENDS)
    return long >= 10 and broken >= DOUBLE_SPACED_SHARE * long


def single_spaced(lines: list[Line]) -> list[Line]:
    """Return lines where one blank line is none and more blank lines are one; a short last line ends a paragraph."""
    found: list[Line] = []
    blanks = 0
    widths = sorted(len(line.text) for line in lines if line.kind is LineKind.TEXT)
    short = SHORT_LAST_LINE * widths[len(widths) * 9 // 10] if widths else 0
    for line in lines:
        if line.kind is LineKind.BLANK:
            blanks += 1
            continue
        ended = found and found[-1].text.endswith(".") and len(found[-1].text) < short
        if blanks > 1 or (blanks and ended):
            found.append(replace(line, text="", kind=LineKind.BLANK))
        blanks = 0
        found.append(line)
    return found
