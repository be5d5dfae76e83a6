"""Make tables of rows of raw cells: header, groups, and the items that a cell lists."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.blocks import Rows

TAG = re.compile(r"<[^<>]{0,200}>")
ITEM_TAG = re.compile(r"<li\b[^<>]{0,200}>(.*?)</li>", re.IGNORECASE | re.DOTALL)
LEAD_OR_ITEM = re.compile(
    r"<p\b[^<>]{0,200}>\s*(?P<lead>.*?)\s*</p>|<li\b[^<>]{0,200}>(?P<item>.*?)</li>", re.IGNORECASE | re.DOTALL
)
BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,2})(?=\S)([^*\n]{1,400}?)(?<=\S)\1(?![\w*])")
# Marks that were left without a partner; those after a word are references to a note.
OPEN_MARK = re.compile(r"\*{1,4}(?=\w)")
# A capital after a small letter, where a line of a cell was glued to the next one: "metaprobleem Toegang tot".
GLUED = re.compile(r"(?<=[a-zà-ÿ)*\]]) (?=[A-ZÀ-Þ][a-zà-ÿ'’])")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
FILLING = re.compile(r"^[.…_\s-]*$")
# A cell of this many glued lines without any punctuation is a list, whatever its words.
SURE_LIST = 6
WORDS_PER_ITEM = 1.6  # names of people have fewer


def plain(text: str) -> str:
    """Return `text` without markup, on one line."""
    bare = TAG.sub("", BREAK.sub(" ", text))
    for _ in range(2):
        bare = EMPHASIS.sub(r"\2", bare)
    if OPEN_MARK.search(bare):
        bare = OPEN_MARK.sub(" ", bare).rstrip("*")
    return " ".join(bare.split())


def is_filling(cell: str) -> bool:
    """Tell whether a cell holds nothing but dots or lines to write on."""
    return bool(FILLING.match(plain(cell)))


def cell_items(cell: str, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the items of a raw cell; `known` are the words the document writes without a capital."""
    if ITEM_TAG.search(cell):
        return _listed(cell)
    lines = [plain(part) for part in BREAK.split(cell) if plain(part)]
    if len(lines) == 1 and lines[0].startswith("•"):
        lines = lines[0].split("•")
    elif len(lines) == 1 and lines[0].startswith("- "):
        lines = lines[0][2:].split(" - ")
    elif len(lines) == 1:
        lines = _unglued(lines[0], known)
    items = tuple(line.strip(" •\t") for line in lines if line.strip(" •\t"))
    return items or ("",)


def _listed(cell: str) -> tuple[str, ...]:
    """Return marked-up list items; a paragraph between them ('Bij partnerschap:') stands before each that follows."""
    found: list[str] = []
    lead = ""
    for match in LEAD_OR_ITEM.finditer(cell):
        if match["lead"] is not None:
            lead = plain(match["lead"])
            lead = f"{lead} " if lead.endswith(":") else ""
        elif text := plain(match["item"]).strip(" •-–"):
            found.append(lead + text)
    return tuple(found) or ("",)


def _unglued(text: str, known: frozenset[str]) -> list[str]:
    """Split a cell whose lines were glued together: after a note's mark, before a capitalised word that is no name."""
    if re.search(r"[.?!] ", text):
        return [text]
    pieces = GLUED.split(text)
    if len(pieces) >= SURE_LIST and len(text.split()) >= WORDS_PER_ITEM * len(pieces):
        return pieces
    found = pieces[:1]
    for before, piece in pairwise(pieces):
        first = WORD.match(piece)
        if before.endswith("*") or first and first.group().lower() in known:
            found.append(piece)
        else:
            found[-1] += f" {piece}"
    return found


def make_rows(raw: Sequence[Sequence[str]], known: frozenset[str] = frozenset()) -> tuple[tuple[str, ...], Rows]:
    """Return the column names and rows of raw rows of cells.

    In a table that starts with a row of which only the first cell is filled, such rows are groups: they become a first
    column of the rows below them.
    """
    width = max(len(row) for row in raw)
    rows = [[*row, *[""] * (width - len(row))] for row in raw]
    head: tuple[str, ...] = ()
    if has_header(rows):
        head, rows = tuple(plain(cell) for cell in rows[0]), rows[1:]
    rows = [row for row in rows if not all(is_filling(cell) for cell in row)]
    groups = [_group(row) if width > 1 else "" for row in rows]
    columns = tuple(name or _column_name(at, width) for at, name in enumerate(head or [""] * width))
    made = [tuple(cell_items(cell, known) for cell in row) for row in rows]
    if not groups or not groups[0] or groups[-1]:
        return columns, tuple(made)
    current, grouped = "", []
    for group, row in zip(groups, made, strict=True):
        if group:
            current = group
        else:
            grouped.append(((current,), *row))
    return (group_name(groups), *columns), tuple(grouped)


def _group(row: Sequence[str]) -> str:
    return plain(row[0]) if plain(row[0]) and not any(plain(cell) for cell in row[1:]) else ""


def group_name(groups: Sequence[str]) -> str:
    """Return a name for the column of groups: the first word they share ('Fase'), else 'Groep'."""
    firsts = {WORD.match(group).group() for group in groups if WORD.match(group)}  # type: ignore[union-attr]
    lasts = {group.lower().rsplit("fase", 1)[1] for group in groups if "fase" in group.lower()}
    if len(firsts) == 1:
        return firsts.pop()
    return "Fase" if lasts == {""} else "Groep"


def has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row names the columns: marked up as such, or short cells without figures or lists."""
    first, rest = rows[0], rows[1:]
    filled = [cell for cell in first if plain(cell)]
    if not rest or len(filled) < 2 and len(first) > 1:
        return False
    if any(ITEM_TAG.search(cell) for cell in first):
        return False
    if all(re.fullmatch(r"\s*(<[ib]>|<strong>|<em>|<th>|\*{1,2}).*", cell) and _whole(cell) for cell in filled):
        return True
    return not any(re.search(r"\d|</b>\s*\S", cell) for cell in filled) and max(map(len, filled)) <= 60


def _whole(cell: str) -> bool:
    """Tell whether the markup covers the whole cell."""
    return bool(re.fullmatch(r"\s*(<(\w+)>[^<>]*</\2>|(\*{1,2})[^*]+\3)\s*", cell))


def _column_name(at: int, width: int) -> str:
    if width == 2:
        return ("Kenmerk", "Waarde")[at]
    return "Kenmerk" if at == 0 else f"Kolom {at + 1}"
