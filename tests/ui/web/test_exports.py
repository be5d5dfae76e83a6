"""Rules of what leaves the chat as a file."""

import re
import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO

from docx import Document
from lxml import etree

from rag.records import Support
from tests.ui.web.scripted import make_answer, make_library, make_refusal
from ui.web.docx_export import conversation_as_docx
from ui.web.exports import answer_as_text, conversation_as_markdown

LIBRARY = make_library("De bron zegt dit & <dat>.")
MOMENT = datetime(2026, 3, 5)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def conversation() -> list:
    return [make_answer("Een?", LIBRARY), make_refusal("Twee?", LIBRARY), make_answer("Drie?", LIBRARY)]


def test_markdown_numbers_its_footnotes_through_and_defines_each_once() -> None:
    text = conversation_as_markdown("Titel", conversation(), MOMENT)
    used = re.findall(r"(?<!\n)\[\^(\d+)\](?!:)", text)
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert used == ["1", "2"]
    assert defined == ["1", "2"]
    assert "A. Auteur (2020), Een titel, Sectie (dossier): “De bron zegt dit & <dat>.”" in text
    assert "5 maart 2026" in text


def test_word_has_real_footnotes_for_every_reference() -> None:
    data = conversation_as_docx("Titel", conversation(), MOMENT)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
        assert "footnotes.xml" in archive.read("word/_rels/document.xml.rels").decode()
        assert "footnotes+xml" in archive.read("[Content_Types].xml").decode()
    references = [element.get(f"{W}id") for element in document.iter(f"{W}footnoteReference")]
    texts = {note.get(f"{W}id"): "".join(note.itertext()) for note in notes}
    assert references == ["1", "2"]
    assert all("A. Auteur (2020)" in texts[number] for number in references)
    assert {"-1", "0"} <= set(texts)
    assert "De bron zegt dit & <dat>." in "\n".join(p.text for p in Document(BytesIO(data)).paragraphs)


def test_an_unsupported_sentence_never_leaves_without_its_mark() -> None:
    answers = [make_answer("Een?", LIBRARY, Support.UNSUPPORTED)]
    assert "<dat>. [niet onderbouwd] [^1]" in conversation_as_markdown("T", answers, MOMENT)
    data = conversation_as_docx("T", answers, MOMENT)
    assert "[niet onderbouwd]" in "\n".join(p.text for p in Document(BytesIO(data)).paragraphs)


def test_what_a_model_worded_freely_never_leaves_without_its_mark() -> None:
    plain = make_answer("Een?", LIBRARY, Support.INFERRED)
    written = replace(plain, engine=replace(plain.engine, llm="nep"))
    assert "<dat>. [vrij verwoord, niet nagegaan] [^1]" in conversation_as_markdown("T", [written], MOMENT)
    assert "[vrij verwoord" in answer_as_text(written)
    assert "[vrij verwoord" not in answer_as_text(plain)


def test_control_characters_do_not_break_a_word_file() -> None:
    library = make_library("Een \x00 vreemd \x0b teken.")
    Document(BytesIO(conversation_as_docx("T\x01", [make_answer("V\x02?", library)], MOMENT)))
