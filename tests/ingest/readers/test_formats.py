"""Every format gives sections, lists, tables and pages; what a page may not carry along is gone."""

from pathlib import Path

import pytest

from ingest.outline import make_parts
from ingest.readers.files import format_of, read_document
from ingest.readers.text import decode
from rag.errors import DocumentError
from tests.ingest.documents_made import HTML, LEFT, grid, make_docx, make_pdf, make_pptx


def parts_of(data: bytes, form: str):
    reading = read_document(data, form)
    return reading, make_parts(reading.blocks, reading.title or "Titel")


def test_word_gives_headings_list_and_table(tmp_path: Path):
    reading, parts = parts_of(make_docx(tmp_path / "a.docx").read_bytes(), "word")
    assert (reading.title, reading.authors) == ("Samen sterk", ("A. de Boer",))
    assert [part.section for part in parts] == [("Vertrouwen",), ("Vertrouwen", "Waarom"), ("Vertrouwen", "Waarom")]
    assert parts[0].paragraphs == ("Vertrouwen groeit door kleine successen. Bel of .",)
    assert [row[0][0] for row in parts[1].tables[0].rows] == ["Het scheelt geld", "Het scheelt tijd"]
    assert parts[2].tables[0].columns == ("Vorm", "Duur")
    assert parts[2].tables[0].rows == ((("Contract",), ("Kort",)), (("Fusie",), ("Lang",)))


def test_slides_are_pages(tmp_path: Path):
    reading, parts = parts_of(make_pptx(tmp_path / "a.pptx").read_bytes(), "presentatie")
    assert reading.pages == 2
    assert [(part.section, part.page) for part in parts] == [(("Begin",), 1), (("Slot",), 2), (("Slot",), 2)]
    assert parts[1].tables[0].rows == ((("Noord",), ("Geld",)),)


def test_html_gives_structure_without_menus_and_scripts():
    reading, parts = parts_of(HTML.encode(), "webpagina")
    assert (reading.title, reading.authors) == ("Over leren", ("B. Smit",))
    said = str(parts)
    assert "Menu" not in said and "alert" not in said and "negeer" not in said
    (table,) = [table for part in parts for table in part.tables if not table.is_list]
    assert table.caption == "Tabel 1. Wat werkt"
    assert table.rows == ((("Lezen",), ("thuis", "elders")),)


def test_pdf_gives_headings_by_size_pages_and_ruled_tables():
    body = [(11, 700 - 14 * n, f"Regel {n} van deze lopende tekst gaat over samenwerken en", LEFT) for n in range(8)]
    heads = [(20, 760, "Samenwerken", LEFT)], [(20, 760, "Vormen", LEFT)]
    words = ("Vorm", "Duur", "Contract", "Kort", "Fusie", "Lang")
    cells = [(11, 505 - 20 * (n // 2), word, LEFT + 140 * (n % 2)) for n, word in enumerate(words)]
    rules = grid(60, 400, (520, 500, 480, 460), (200,))
    reading, parts = parts_of(make_pdf([[*head, *body, *cells] for head in heads], rules), "pdf")
    assert reading.pages == 2
    assert [(part.section[-1], part.page) for part in parts if part.paragraphs] == [("Samenwerken", 1), ("Vormen", 2)]
    tables = [(table.columns, table.rows) for part in parts for table in part.tables]
    assert tables == [(("Vorm", "Duur"), ((("Contract",), ("Kort",)), (("Fusie",), ("Lang",))))] * 2


def test_markdown_gives_title_path_list_and_table():
    text = "# Boek\n\n## Een\n\nTekst *met* [een link](http://x.nl).\n\n- a\n- b\n\n| Wat | Hoe |\n|---|---|\n| x | y<br>z |\n"
    reading, parts = parts_of(text.encode(), "markdown")
    assert reading.title == "Boek"
    assert parts[0].section == ("Een",)
    assert parts[0].paragraphs == ("Tekst met een link.",)
    (table,) = [table for part in parts for table in part.tables if not table.is_list]
    assert table.rows == ((("x",), ("y", "z")),)


def test_front_matter_gives_metadata():
    reading = read_document(
        b"---\ntitel: Het boek\nauteurs:\n  - J. Jansen\n  - P. de Vries\njaar: 2019\n---\n\nTekst.", "tekst"
    )
    assert (reading.title, reading.authors, reading.year) == ("Het boek", ("J. Jansen", "P. de Vries"), 2019)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_of_office_programs_are_read(encoding: str):
    text = "Coöperatie heeft één doel: € 100 verdienen, zei hij."
    found, remarks = decode(text.encode(encoding))
    assert found.strip("\ufeff") == text
    assert remarks == (("read_as_windows_1252",) if encoding == "cp1252" else ())


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(range(128, 160)) * 40])
def test_what_is_no_text_is_refused(data: bytes):
    with pytest.raises(DocumentError) as caught:
        read_document(data, "tekst")
    assert caught.value.code in ("document_not_text", "document_encoding")


def test_other_formats_are_named_with_those_that_can_be_read():
    with pytest.raises(DocumentError) as caught:
        format_of(Path("rekening.xlsx"))
    assert caught.value.values["found"] == ".xlsx"
    assert ".docx" in str(caught.value.values["known"])
