"""Read HTML with libxml2's parser; scripts, menus and footers are left out."""

from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from ingest.blocks import Block, BlockKind, Reading, heading, item, paragraph, table
from ingest.private import remove_private
from ingest.readers.cells import make_rows, plain
from ingest.readers.markdown import with_captions
from ingest.readers.text import decode
from rag.errors import DocumentError

SKIPPED = frozenset("script style nav footer header aside form noscript template svg button iframe object head".split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}
TEXTS = frozenset("p blockquote pre figcaption dd dt address summary".split())
MAX_DEPTH = 200


def read_html(data: bytes) -> Reading:
    """Read a page; its title and author are those of its head, or its only heading of level 1."""
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        charset = b"charset" in data[:2048].lower()
        root = lxml_html.document_fromstring(data if charset else remove_nul(decode(data)[0]), parser=parser)
    except (etree.ParserError, ValueError):
        raise DocumentError("document_empty") from None
    body = root.find("body")
    main = next(iter(root.iter("main")), body if body is not None else root)
    blocks = with_captions([block for block in _blocks(main, 0) if block.rows or block.text])
    tops = [block.text for block in blocks if block.kind is BlockKind.HEADING and block.level == 1]
    if len(tops) == 1 and blocks and blocks[0].text == tops[0]:
        blocks = blocks[1:]
    named = plain(root.findtext(".//title") or "")
    author = root.xpath("string(//meta[@name='author']/@content)")
    return Reading(tuple(blocks), title=tops[0] if len(tops) == 1 else named, authors=(author,) if author else ())


def remove_nul(text: str) -> str:
    """Return `text` without NUL, at which libxml2 stops."""
    return text.replace("\x00", " ")


def _blocks(element: Any, depth: int) -> Iterator[Block]:
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in SKIPPED or depth > MAX_DEPTH:
        return
    if tag in HEADINGS:
        yield heading(_text(element), HEADINGS[tag])
    elif tag == "table":
        yield from _table(element)
    elif tag == "li":
        yield from _items(element)
    elif tag in TEXTS:
        yield paragraph(_text(element))
    else:
        yield from _inside(element, depth)


def _inside(element: Any, depth: int) -> Iterator[Block]:
    """Yield the blocks of an element that only holds others; loose text between them is a paragraph."""
    if element.text and element.text.strip():
        yield paragraph(_tidy(element.text))
    for child in element:
        yield from _blocks(child, depth + 1)
        if child.tail and child.tail.strip():
            yield paragraph(_tidy(child.tail))


def _items(element: Any) -> Iterator[Block]:
    yield item(_own_text(element))
    for inner in element.iter("ul", "ol"):
        yield from (item(_own_text(child)) for child in inner.iterchildren("li"))


def _table(element: Any) -> Iterator[Block]:
    rows, has_head = [], False
    for number, row in enumerate(element.iter("tr")):
        cells = row.xpath("./th|./td")
        has_head = has_head or (number == 0 and bool(cells) and all(cell.tag == "th" for cell in cells))
        rows.append([_cell(cell) for cell in cells])
    rows = [row for row in rows if row]
    if len(rows) < 2:
        yield from (paragraph(" – ".join(filter(None, (plain(cell) for cell in row)))) for row in rows)
        return
    if has_head:
        rows[0] = [f"<b>{plain(cell)}</b>" for cell in rows[0]]
    caption = element.find("caption")
    columns, made = make_rows(rows)
    yield table(columns, made, _text(caption) if caption is not None else "")


def _cell(cell: Any) -> str:
    """Return a cell with its list items marked, as cells of extracted tables are."""
    items = [f"<li>{_text(one)}</li>" for one in cell.iter("li")]
    return "".join(items) or _text(cell)


def _own_text(element: Any) -> str:
    """Return the text of a list item without that of lists inside it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag not in ("ul", "ol"):
            parts.append(child.text_content())
        parts.append(child.tail or "")
    return _tidy(" ".join(parts))


def _text(element: Any) -> str:
    return _tidy(element.text_content())


def _tidy(text: str) -> str:
    return " ".join(remove_private(text).split())
