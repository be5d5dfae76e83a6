"""What a reader makes of a file: headings, paragraphs, list items and tables in reading order."""

from dataclasses import dataclass
from enum import StrEnum

Rows = tuple[tuple[tuple[str, ...], ...], ...]


class BlockKind(StrEnum):
    """Say what a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"


@dataclass(frozen=True)
class Block:
    """One block: `level` ranks headings (1 is highest); `rows[r][c]` of a table is the tuple of items in that cell."""

    kind: BlockKind
    text: str = ""
    level: int = 0
    page: int | None = None
    caption: str = ""
    columns: tuple[str, ...] = ()
    rows: Rows = ()


@dataclass(frozen=True)
class Reading:
    """What a file holds and says of itself; `remarks` are codes of what the user should know, such as its encoding."""

    blocks: tuple[Block, ...]
    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    pages: int | None = None
    remarks: tuple[str, ...] = ()


def heading(text: str, level: int, page: int | None = None) -> Block:
    """Return a heading."""
    return Block(BlockKind.HEADING, text, level=level, page=page)


def paragraph(text: str, page: int | None = None) -> Block:
    """Return a paragraph."""
    return Block(BlockKind.PARAGRAPH, text, page=page)


def item(text: str, page: int | None = None) -> Block:
    """Return a list item."""
    return Block(BlockKind.ITEM, text, page=page)


def table(columns: tuple[str, ...], rows: Rows, caption: str = "", page: int | None = None) -> Block:
    """Return a table."""
    return Block(BlockKind.TABLE, page=page, caption=caption, columns=columns, rows=rows)
