"""Read Word files: headings by style or outline level, lists, tables, page numbers as Word last set them."""

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph

from ingest.blocks import Block, Reading, heading, item, paragraph, table
from ingest.private import remove_private
from ingest.readers.cells import make_rows
from ingest.readers.markdown import with_captions

HEADING_STYLES = ("heading ", "kop ", "überschrift ", "titre ")
LIST_STYLES = ("list", "lijst", "opsomming")
TITLE_STYLES = ("title", "titel")
PAGE_MARK = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}lastRenderedPageBreak"
NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(data: bytes) -> Reading:
    """Read a Word file; its pages are known where Word wrote down where they begin."""
    document = docx.Document(io.BytesIO(data))
    has_pages = next(document.element.iter(PAGE_MARK), None) is not None
    blocks: list[Block] = []
    title, page = "", 1
    for element in document.iter_inner_content():
        place = page if has_pages else None
        if isinstance(element, Paragraph):
            if not title and _style(element).startswith(TITLE_STYLES):
                title = _text(element.text)
            else:
                blocks.extend(_paragraph(element, place))
        else:
            blocks.extend(_table(element, place))
        page += sum(1 for _ in element._element.iter(PAGE_MARK))
    properties = document.core_properties
    return Reading(
        tuple(with_captions(blocks)),
        title=title or _text(properties.title or ""),
        authors=tuple(filter(None, [_text(properties.author or "")])),
        pages=page if has_pages else None,
    )


def _paragraph(element: Paragraph, page: int | None) -> Iterator[Block]:
    text = _text(element.text)
    if not text:
        return
    style = _style(element)
    level = _level(element, style)
    if level:
        yield heading(text, level, page)
    elif style.startswith(LIST_STYLES) or element._element.find(f"{NAMESPACE}pPr/{NAMESPACE}numPr") is not None:
        yield item(text, page)
    else:
        yield paragraph(text, page)


def _level(element: Paragraph, style: str) -> int:
    """Return the level of a heading, 0 where a paragraph is none."""
    for name in HEADING_STYLES:
        if style.startswith(name) and style.removeprefix(name)[:1].isdigit():
            return int(style.removeprefix(name)[0])
    mark = element._element.find(f"{NAMESPACE}pPr/{NAMESPACE}outlineLvl")
    level = int(mark.get(f"{NAMESPACE}val", "9")) if mark is not None else 9
    return level + 1 if level < 9 else 0


def _style(element: Paragraph) -> str:
    name = element.style.name if element.style is not None else ""
    return (name or "").lower()


def _table(element: DocxTable, page: int | None) -> Iterator[Block]:
    rows = [_cells(row) for row in element.rows]
    rows = [row for row in rows if any(row)]
    if len(rows) < 2:
        yield from (paragraph(_text(" ".join(row)), page) for row in rows)
        return
    columns, made = make_rows(rows)
    yield table(columns, made, page=page)


def _cells(row: Any) -> list[str]:
    """Return the cells of a row, a merged cell once; several paragraphs in a cell are its items."""
    found: list[str] = []
    last = None
    for cell in row.cells:
        same = cell._tc is last
        last = cell._tc
        texts = [] if same else [_text(part.text) for part in cell.paragraphs if _text(part.text)]
        found.append("".join(f"<li>{text}</li>" for text in texts) if len(texts) > 1 else "".join(texts))
    return found


def _text(text: str) -> str:
    return " ".join(remove_private(text).split())
