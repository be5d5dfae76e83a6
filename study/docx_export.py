"""Write a study document as a Word file."""

import re
from io import BytesIO
from typing import Any

from docx import Document
from docx.shared import Pt

from study import texts
from study.document import Block, Bullets, Grid, Heading, PageBreak, Paragraph, StudyDocument

# Characters a Word file may not hold.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
CELL_POINTS = 9


def as_docx(document: StudyDocument) -> bytes:
    """Return the document as a .docx file."""
    word = Document()
    word.core_properties.title = _clean(document.title)
    word.core_properties.author = texts.DECK_NAME
    word.core_properties.language = "nl-NL"
    word.add_heading(_clean(document.title), 0)
    for block in document.blocks:
        _write(word, block)
    target = BytesIO()
    word.save(target)
    return target.getvalue()


def _write(word: Any, block: Block) -> None:
    if isinstance(block, Heading):
        word.add_heading(_clean(block.text), block.level)
    elif isinstance(block, Paragraph):
        run = word.add_paragraph().add_run(_clean(block.text))
        run.italic = block.italic
    elif isinstance(block, Bullets):
        for number, item in enumerate(block.items, 1):
            # Word numbers a whole document's lists as one, so ours are written out.
            text = f"{number}. {item}" if block.numbered else item
            word.add_paragraph(_clean(text), style=None if block.numbered else "List Bullet")
    elif isinstance(block, Grid):
        _write_grid(word, block)
    elif isinstance(block, PageBreak):
        word.add_page_break()


def _write_grid(word: Any, grid: Grid) -> None:
    if grid.caption:
        word.add_paragraph().add_run(_clean(grid.caption)).bold = True
    table = word.add_table(rows=0, cols=len(grid.columns), style="Table Grid")
    for number, row in enumerate((grid.columns, *grid.rows)):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            run = cell.paragraphs[0].add_run(_clean(text))
            run.bold = number == 0
            run.font.size = Pt(CELL_POINTS)
    word.add_paragraph()


def _clean(text: str) -> str:
    return CONTROL.sub("", text)
