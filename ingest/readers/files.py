"""Read a document of any known format; refuse at once what is damaged, empty, disguised or packed to explode."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from ingest.blocks import BlockKind, Reading
from rag.errors import DocumentError

# Apache POI's rule against zip bombs, and the size of the largest handbook seen with room to spare.
MAX_ENTRIES, MAX_RATIO, RATIO_FROM, MAX_UNPACKED = 2000, 100, 100 * 1024, 200 * 1024 * 1024
MAX_CHARACTERS = 12_000_000  # some 6,000 pages
FORMATS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "tekst",
    ".text": "tekst",
    ".pdf": "pdf",
    ".docx": "word",
    ".pptx": "presentatie",
    ".html": "webpagina",
    ".htm": "webpagina",
}


def format_of(path: Path) -> str:
    """Return the format of a file by its name; raises DocumentError where it cannot be read."""
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        raise DocumentError(
            "document_format", found=path.suffix or path.name, known=" ".join(sorted(FORMATS))
        ) from None


def read_document(data: bytes, form: str) -> Reading:
    """Read the bytes of a document; raises DocumentError where that cannot be done."""
    if not data.strip():
        raise DocumentError("document_empty")
    reading = _reader(form)(data)
    if not any(block.kind is not BlockKind.HEADING for block in reading.blocks):
        raise DocumentError("document_empty")
    if sum(len(block.text) for block in reading.blocks) > MAX_CHARACTERS:
        raise DocumentError("document_too_long", limit=MAX_CHARACTERS)
    return reading


def _reader(form: str) -> Callable[[bytes], Reading]:
    """Return the reader of a format; readers are imported here because each loads a large library."""
    if form in ("markdown", "tekst"):
        from ingest.readers.text import read_text

        return lambda data: read_text(data, form == "markdown")
    if form == "webpagina":
        from ingest.readers.html import read_html

        return read_html
    if form == "pdf":
        from ingest.readers.pdf import read_pdf

        return read_pdf
    return _read_word if form == "word" else _read_slides


def _read_word(data: bytes) -> Reading:
    _check_zip(data, "word/document.xml")
    from ingest.readers.docx import read_docx

    return read_docx(data)


def _read_slides(data: bytes) -> Reading:
    _check_zip(data, "ppt/presentation.xml")
    from ingest.readers.pptx import read_pptx

    return read_pptx(data)


def _check_zip(data: bytes, needed: str) -> None:
    """Raise DocumentError for a package that is damaged, protected, another format or packed to explode."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # OLE: an old Office file, or a new one behind a password
        raise DocumentError(
            "document_password" if b"E\x00n\x00c\x00r\x00y\x00p\x00t" in data else "document_old_office"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            ratios = [e.file_size / max(e.compress_size, 1) for e in entries if e.file_size > RATIO_FROM]
            if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or max(ratios, default=0) > MAX_RATIO:
                raise DocumentError("document_bomb")
            if needed not in package.namelist():
                raise DocumentError("document_damaged")
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise DocumentError("document_damaged") from None
