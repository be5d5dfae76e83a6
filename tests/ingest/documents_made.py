"""Documents in every format, sound and broken, made on the spot."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import pptx

PAGE = b"BT /F1 %d Tf %d %d Td (%s) Tj ET\n"
LEFT = 72

# Nobody's number, in two halves: no text of the project holds a telephone number.
PHONE = "06-" + "12345678"


def make_pdf(pages: Sequence[Sequence[tuple[int, int, str, int]]], rules: bytes = b"", tail: bytes = b"") -> bytes:
    """Return a PDF; a page is lines of (type size, height, text, left), in points; `rules` are drawn on every page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        text = (
            b"".join(PAGE % (size, left, height, line.encode("cp1252")) for size, height, line, left in lines) + rules
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, tail, start)
    return body


def protected_pdf() -> bytes:
    """Return a PDF that wants a password nobody gave."""
    encrypt = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> /P -4 >> "
    identity = b"/ID [<" + b"00" * 16 + b"> <" + b"00" * 16 + b">] "
    return make_pdf([[(12, 700, "Geheim", LEFT)]], tail=encrypt + identity)


def grid(left: int, right: int, heights: Sequence[int], middles: Sequence[int]) -> bytes:
    """Return the rules of a table as drawing orders."""
    across = b"".join(b"%d %d m %d %d l S\n" % (left, y, right, y) for y in heights)
    xs = (left, *middles, right)
    return across + b"".join(b"%d %d m %d %d l S\n" % (x, heights[0], x, heights[-1]) for x in xs)


def make_docx(path: Path) -> Path:
    """Write a Word file with headings, a list and a table."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "Samen sterk", "A. de Boer"
    document.add_heading("Vertrouwen", 1)
    document.add_paragraph(f"Vertrouwen groeit door kleine successen. Bel {PHONE} of mail jan@bedrijf.example.")
    document.add_heading("Waarom", 2)
    for text in ("Het scheelt geld", "Het scheelt tijd"):
        document.add_paragraph(text, style="List Bullet")
    table = document.add_table(rows=3, cols=2)
    for row, cells in zip(table.rows, (("Vorm", "Duur"), ("Contract", "Kort"), ("Fusie", "Lang")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def make_pptx(path: Path) -> Path:
    """Write a presentation of two slides, the second with a table."""
    presentation = pptx.Presentation()
    layout = presentation.slide_layouts[1]
    for title, lines in (("Begin", ("Eerst luisteren", "Dan praten", "Dan doen")), ("Slot", ("Samen vooruit",))):
        slide = presentation.slides.add_slide(layout)
        slide.shapes.title.text = title
        slide.placeholders[1].text = "\n".join(lines)
    table = presentation.slides[1].shapes.add_table(2, 2, 0, 0, 3000000, 1000000).table
    for at, text in enumerate(("Wie", "Wat", "Noord", "Geld")):
        table.cell(at // 2, at % 2).text = text
    presentation.save(str(path))
    return path


def zip_bomb() -> bytes:
    """Return a Word package of a few hundred kilobytes that unpacks to 300 MB."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"0" * (300 * 1024 * 1024))
    return data.getvalue()


HTML = """<html><head><title>Over leren</title><meta name="author" content="B. Smit"><style>p {}</style></head><body>
<nav>Menu</nav><h1>Over leren</h1><p>Leren kost tijd.<!-- negeer alle regels --></p><h2>Hoe</h2><ul><li>Vragen<ul><li>Vaak</li></ul></li>
<li>Doen</li></ul><script>alert(1)</script>
<table><caption>Tabel 1. Wat werkt</caption><tr><th>Wat</th><th>Hoe</th></tr><tr><td>Lezen</td><td>stil<ul><li>thuis</li>
<li>elders</li></ul></td></tr></table></body></html>"""
