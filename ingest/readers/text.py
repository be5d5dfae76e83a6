"""Read Markdown and plain text, whatever their encoding."""

import codecs
import re

from ingest.blocks import Reading
from ingest.metadata import front_matter
from ingest.private import remove_private
from ingest.readers.extracted import read_extracted
from ingest.readers.markdown import read_markdown
from rag.errors import DocumentError

UTF16_SHARE = 0.3
BINARY_SHARE = 0.02
OTHER_ENCODING = "read_as_windows_1252"
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of `data` and a remark where it is not UTF-8; raises DocumentError where it is no text."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _decoded(data, encoding), ()
    head = data[:4096]
    if head and head.count(0) >= UTF16_SHARE * len(head):
        return _decoded(data, "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"), ()
    try:
        return _checked(data.decode("utf-8")), ()
    except UnicodeDecodeError:
        return _decoded(data, "cp1252"), (OTHER_ENCODING,)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return _checked(data.decode(encoding))
    except UnicodeDecodeError:
        _checked(data[:20000].decode("latin-1"))
        raise DocumentError("document_encoding") from None


def _checked(text: str) -> str:
    """Return `text`; raises DocumentError where too many of its first characters are no text."""
    head = text[:20000]
    if len(CONTROL.findall(head)) > BINARY_SHARE * len(head):
        raise DocumentError("document_not_text")
    return text


def read_text(data: bytes, is_markdown: bool) -> Reading:
    """Read a text file; Markdown by its own rules, other text as it comes out of PDF extraction."""
    text, remarks = decode(data)
    meta, body = front_matter(text)
    body = remove_private(body)
    reading = read_markdown(body) if is_markdown and "\t" not in body else read_extracted(body)
    return Reading(
        reading.blocks,
        title=meta.title or reading.title,
        authors=meta.authors,
        year=meta.year,
        pages=reading.pages,
        remarks=remarks,
    )
