"""Write a conversation as a Word document with real footnotes.

python-docx knows no footnotes, so their part is made here: the two separators Word asks for, then one note a citation.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt
from markdown_it.token import Token

from rag.records import Answer
from ui import texts_web as texts
from ui.web.exports import dutch_date, marked_answer, reference

FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# Word keeps -1 and 0 for the lines that separate notes from the text.
FIRST_NOTE = 1
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MARKER = re.compile(r"\s?\[(\d{1,3})\]")
_MARKDOWN = MarkdownIt("zero").enable(["list", "table", "emphasis", "escape"])


def conversation_as_docx(title: str, answers: Sequence[Answer], moment: datetime) -> bytes:
    """Return a conversation as a .docx file."""
    document = Document()
    document.core_properties.title = _clean(title)
    document.core_properties.author = texts.NAME
    document.core_properties.language = "nl-NL"
    document.add_heading(_clean(title), 0)
    document.add_paragraph(texts.EXPORT_INTRO.format(date=dutch_date(moment)))
    notes: list[str] = []
    for answer in answers:
        document.add_heading(_clean(answer.question), 1)
        _write_answer(document, answer, len(notes))
        notes.extend(reference(citation) for citation in answer.citations)
        if answer.refusal and not answer.answered and answer.refusal.nearest:
            document.add_paragraph(texts.EXPORT_NEAREST)
            for citation in answer.refusal.nearest:
                document.add_paragraph(_clean(reference(citation)), style="List Bullet")
    _add_footnotes(document, notes)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _write_answer(document: Any, answer: Answer, offset: int) -> None:
    tokens = _MARKDOWN.parse(marked_answer(answer))
    style: str | None = None
    cells: list[list[Token]] = []
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            style = "List Bullet" if token.type == "bullet_list_open" else "List Number"
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            style = None
        elif token.type == "table_open":
            cells = []
        elif token.type == "tr_open":
            cells.append([])
        elif token.type == "table_close":
            _write_table(document, cells, offset)
            cells = []
        elif token.type == "inline" and cells:
            cells[-1].append(token)
        elif token.type == "inline":
            _write_inline(document.add_paragraph(style=style), token, offset)


def _write_table(document: Any, rows: list[list[Token]], offset: int) -> None:
    table = document.add_table(rows=len(rows), cols=max(len(row) for row in rows), style="Table Grid")
    for row, tokens in zip(table.rows, rows, strict=True):
        for cell, token in zip(row.cells, tokens, strict=False):
            _write_inline(cell.paragraphs[0], token, offset)


def _write_inline(paragraph: Paragraph, token: Token, offset: int) -> None:
    bold = italic = False
    for child in token.children or []:
        if child.type in ("strong_open", "strong_close"):
            bold = child.type == "strong_open"
        elif child.type in ("em_open", "em_close"):
            italic = child.type == "em_open"
        elif child.type == "softbreak":
            paragraph.add_run(" ")
        else:
            _write_text(paragraph, child.content, offset, (bold, italic))


def _write_text(paragraph: Paragraph, text: str, offset: int, shape: tuple[bool, bool]) -> None:
    """Write text, its markers as references to footnotes."""
    for number, piece in enumerate(MARKER.split(text)):
        if number % 2:
            _add_reference(paragraph, offset + int(piece) + FIRST_NOTE - 1)
        elif piece:
            run = paragraph.add_run(_clean(piece))
            run.bold, run.italic = shape


def _add_reference(paragraph: Paragraph, note: int) -> None:
    run = paragraph.add_run()
    run.font.superscript = True
    element = OxmlElement("w:footnoteReference")
    element.set(qn("w:id"), str(note))
    run._r.append(element)


def _add_footnotes(document: Any, notes: Sequence[str]) -> None:
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
        for kind, number, tag in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    body = "".join(_footnote(number, text) for number, text in enumerate(notes, FIRST_NOTE))
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:footnotes {nsdecls('w')}>{separators}{body}</w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _footnote(number: int, text: str) -> str:
    escaped = _clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    small = '<w:rPr><w:sz w:val="18"/></w:rPr>'
    return (
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r>{small}<w:t xml:space="preserve"> {escaped}</w:t></w:r></w:p></w:footnote>'
    )


def _clean(text: str) -> str:
    """Return text without the control characters a Word file may not hold."""
    return CONTROL.sub("", text)
