"""Read PowerPoint files: a slide is a page, its title a heading; notes of the speaker are left out."""

import io
from collections.abc import Iterator
from typing import Any

import pptx

from ingest.blocks import Block, Reading, heading, item, paragraph, table
from ingest.private import remove_private
from ingest.readers.cells import make_rows

MAX_DEPTH = 20
MIN_LIST = 2


def read_pptx(data: bytes) -> Reading:
    """Read a presentation; slides are its pages."""
    presentation = pptx.Presentation(io.BytesIO(data))
    blocks: list[Block] = []
    last = ""
    for number, slide in enumerate(presentation.slides, 1):
        title_shape = slide.shapes.title
        title = _text(title_shape.text_frame.text) if title_shape is not None else ""
        if title and title != last:
            blocks.append(heading(title, 1, number))
        last = title or last
        shapes = (shape for shape in slide.shapes if title_shape is None or shape.shape_id != title_shape.shape_id)
        for shape in sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0)):
            blocks.extend(_shape(shape, number, 0))
    properties = presentation.core_properties
    authors = tuple(filter(None, [_text(properties.author or "")]))
    return Reading(tuple(blocks), _text(properties.title or ""), authors, pages=len(presentation.slides))


def _shape(shape: Any, page: int, depth: int) -> Iterator[Block]:
    if depth > MAX_DEPTH:
        return
    if getattr(shape, "shapes", None) is not None:
        for inner in shape.shapes:
            yield from _shape(inner, page, depth + 1)
    elif getattr(shape, "has_table", False):
        rows = [[_cell(cell) for cell in row.cells] for row in shape.table.rows]
        if len(rows) > 1:
            columns, made = make_rows(rows)
            yield table(columns, made, page=page)
    elif getattr(shape, "has_text_frame", False):
        lines = [(_text(line.text), line.level) for line in shape.text_frame.paragraphs]
        filled = [(text, level) for text, level in lines if text]
        listed = len(filled) > MIN_LIST or any(level for _, level in filled)
        yield from (item(text, page) if listed else paragraph(text, page) for text, _ in filled)


def _cell(cell: Any) -> str:
    texts = [_text(line.text) for line in cell.text_frame.paragraphs if _text(line.text)]
    return "".join(f"<li>{text}</li>" for text in texts) if len(texts) > 1 else "".join(texts)


def _text(text: str) -> str:
    return " ".join(remove_private(text.replace("\v", " ")).split())
