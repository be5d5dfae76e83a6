"""Read PDF files: PDFium gives text and type sizes, pdfplumber the ruled tables; the rest is extracted text."""

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from time import process_time
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.blocks import Reading
from ingest.private import remove_private
from ingest.readers.extracted import read_extracted
from ingest.readers.lines import MAX_HEADING
from rag.errors import DocumentError

MAX_PAGES = 3000
MIN_CHARS_PER_PAGE = 15  # a scan has none, or the few of a stamp
MIN_RULES = 6  # drawn objects on a page that may hold a table
TABLE_SECONDS = 12.0  # what looking for tables may take per file; later tables are read as text
TABLES_CUT = "tables_not_all_read"
HEADING_SIZE, BOLD_WEIGHT = 1.15, 600
PARAGRAPH_GAP = 1.35
LINE_BREAK_HYPHEN = re.compile("[\x02\ufffe]")
TOOL_TITLE = re.compile(
    r"^(microsoft word|powerpoint|untitled|naamloos|.*\.(docx?|pptx?|indd|pdf|xlsx?))\b", re.IGNORECASE
)


@dataclass(frozen=True)
class PdfLine:
    """One line of a page: its text, type size, whether it is bold, and where it stands (points from the bottom)."""

    text: str
    size: float
    bold: bool
    bottom: float
    top: float


def read_pdf(data: bytes) -> Reading:
    """Read a PDF file; raises DocumentError for one that is damaged, protected, too long or scanned."""
    document = _open(data)
    count = len(document)
    if count > MAX_PAGES:
        raise DocumentError("document_too_many_pages", pages=count, limit=MAX_PAGES)
    pages = [_lines(document[number]) for number in range(count)]
    if sum(len(line.text) for page in pages for line in page) < MIN_CHARS_PER_PAGE * count:
        raise DocumentError("document_scanned", pages=count)
    sizes = heading_sizes([line for page in pages for line in page])
    tables, complete = _tables(data, document)
    texts = [page_text(page, sizes, tables.get(number, ())) for number, page in enumerate(pages)]
    reading = read_extracted(remove_private("\f".join(texts)))
    meta = document.get_metadata_dict()
    title = reading.title or ("" if TOOL_TITLE.match(meta.get("Title", "")) else meta.get("Title", "").strip())
    author = remove_private(meta.get("Author", "")).strip()
    remarks = () if complete else (TABLES_CUT,)
    return Reading(reading.blocks, title, (author,) if author else (), pages=count, remarks=remarks)


def _open(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = "document_password" if "password" in str(error).lower() else "document_damaged"
        raise DocumentError(code) from None


def _lines(page: Any) -> list[PdfLine]:
    """Return the lines of a page in the order of the file."""
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    found: list[PdfLine] = []
    start = 0
    for raw in re.split(r"(?<=\n)", text):
        bare = LINE_BREAK_HYPHEN.sub("-", raw.rstrip())
        if bare.strip():
            found.append(_line(text_page, bare, start + len(raw) - len(raw.lstrip())))
        start += len(raw)
    text_page.close()
    page.close()
    return found


def _line(text_page: Any, text: str, index: int) -> PdfLine:
    import ctypes

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
    middle = index + len(text.strip()) // 2
    size = float(pdfium.FPDFText_GetFontSize(text_page, index))
    bold = min(pdfium.FPDFText_GetFontWeight(text_page, n) for n in (index, middle)) >= BOLD_WEIGHT
    return PdfLine(text.strip(), round(size, 1), bold, bottom.value, top.value)


def heading_sizes(lines: Sequence[PdfLine]) -> dict[float, int]:
    """Return the level of every type size that stands out: larger than that of most text, on short lines."""
    letters = Counter[float]()
    for line in lines:
        letters[line.size] += len(line.text)
    body = letters.most_common(1)[0][0] if letters else 0.0
    large = {line.size for line in lines if line.size >= HEADING_SIZE * body and len(line.text) <= MAX_HEADING}
    return {size: min(level, 6) for level, size in enumerate(sorted(large, reverse=True), 1)}


def page_text(lines: Sequence[PdfLine], sizes: dict[float, int], tables: Sequence["FoundTable"]) -> str:
    """Return a page as extracted text: headings marked, a blank line between paragraphs, tables tab-separated."""
    pitches = sorted(a.bottom - b.bottom for a, b in zip(lines, lines[1:], strict=False) if a.bottom > b.bottom)
    pitch = pitches[len(pitches) // 2] if pitches else 0.0
    rows: list[str] = []
    written: set[int] = set()
    before: PdfLine | None = None
    for line in lines:
        inside = next((n for n, table in enumerate(tables) if table.holds(line)), None)
        if inside is not None:
            if inside not in written:
                written.add(inside)
                rows += ["", *tables[inside].rows, ""]
            before = None
            continue
        level = sizes.get(line.size, 0)
        if before and before.size == line.size and level and rows and len(rows[-1]) + len(line.text) <= MAX_HEADING:
            rows[-1] += f" {line.text}"
        elif level and any(char.isalpha() for char in line.text):
            rows += ["", f"{'#' * level} {line.text}", ""]
            rows.pop()
        else:
            if before and (before.size != line.size or before.bottom - line.bottom > PARAGRAPH_GAP * pitch):
                rows.append("")
            rows.append(f"**{line.text}**" if line.bold and len(line.text) <= MAX_HEADING else line.text)
        before = line
    return "\n".join(rows)


@dataclass(frozen=True)
class FoundTable:
    """A ruled table: its place on the page (points from the bottom) and its rows, tab-separated."""

    bottom: float
    top: float
    rows: tuple[str, ...]

    def holds(self, line: PdfLine) -> bool:
        """Tell whether a line of the page belongs to the table."""
        return self.bottom <= (line.bottom + line.top) / 2 <= self.top


def _tables(data: bytes, document: Any) -> tuple[dict[int, tuple[FoundTable, ...]], bool]:
    """Return the ruled tables by page (from 0), and whether all pages were searched."""
    ruled = [number for number in range(len(document)) if _is_ruled(document[number])]
    if not ruled:
        return {}, True
    import pdfplumber

    started = process_time()
    found: dict[int, tuple[FoundTable, ...]] = {}
    with pdfplumber.open(io.BytesIO(data)) as plumber:
        for number in ruled:
            if process_time() - started > TABLE_SECONDS:
                return found, False
            page = plumber.pages[number]
            height = float(page.height)
            made = [_found(table, height) for table in page.find_tables()]
            found[number] = tuple(table for table in made if len(table.rows) > 1)
            page.close()
    return found, True


def _is_ruled(page: Any) -> bool:
    paths = 0
    for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3):
        paths += 1
        if paths >= MIN_RULES:
            break
    page.close()
    return paths >= MIN_RULES


def _found(table: Any, height: float) -> FoundTable:
    _, top, _, bottom = table.bbox
    cells = [[_cell(cell or "") for cell in row] for row in table.extract()]
    rows = tuple("\t".join(row) for row in cells if any(row) and len(row) > 1)
    return FoundTable(height - float(bottom), height - float(top), rows)


def _cell(text: str) -> str:
    """Return a cell on one line; lines that start with a bullet are marked as its items."""
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    if sum(line.startswith(("•", "- ", "–", "▪")) for line in lines) < 2:
        return " ".join(lines)
    items: list[str] = []
    for line in lines:
        if line.startswith(("•", "- ", "–", "▪")) or not items:
            items.append(line.lstrip("•-–▪ "))
        else:
            items[-1] += f" {line}"
    return "".join(f"<li>{one}</li>" for one in items)
