"""Read Markdown with a real parser."""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.blocks import Block, BlockKind, Reading, heading, item, paragraph, table
from ingest.readers.cells import make_rows, plain
from ingest.readers.lines import CAPTION, MAX_HEADING


def read_markdown(text: str) -> Reading:
    """Read Markdown: headings, paragraphs, lists, tables; a single first heading of level 1 is the title."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    blocks = with_captions(list(_blocks(tokens)))
    tops = [block for block in blocks if block.kind is BlockKind.HEADING and block.level == 1]
    if len(tops) == 1 and blocks[0] is tops[0]:
        return Reading(tuple(blocks[1:]), title=tops[0].text)
    return Reading(tuple(blocks))


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    rows: list[list[str]] = []
    listed = 0
    opened = ""
    for token in tokens:
        if token.type == "list_item_open":
            listed += 1
        elif token.type == "list_item_close":
            listed -= 1
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            columns = tuple(plain(cell) for cell in rows[0])
            yield (
                table(columns, make_rows([[""] * len(columns), *rows[1:]])[1])
                if rows[1:]
                else paragraph(" – ".join(columns))
            )
            rows = []
        elif token.type in ("heading_open", "paragraph_open", "th_open", "td_open"):
            opened = token.tag
        elif token.type == "inline":
            yield from _inline(token, opened, rows, listed)
        elif token.type in ("fence", "code_block") and token.content.strip():
            yield paragraph(" ".join(token.content.split()))
        elif token.type == "html_block" and plain(token.content):
            yield paragraph(plain(token.content))


def _inline(token: Token, opened: str, rows: list[list[str]], listed: int) -> Iterator[Block]:
    if opened in ("th", "td"):
        rows[-1].append(token.content)
        return
    text = " ".join(_text(token).split())
    if opened.startswith("h"):
        yield heading(text, int(opened[1]))
    elif text:
        yield item(text) if listed else paragraph(text)


def _text(token: Token) -> str:
    """Return the words of an inline token without marks; links and pictures give their text only."""
    spaces = ("softbreak", "hardbreak", "html_inline")
    return "".join(" " if child.type in spaces else child.content for child in token.children or ())


def with_captions(blocks: list[Block]) -> list[Block]:
    """Give a table the line right above it that names it: 'Tabel 2. …', or a short bold line."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else None
        if block.kind is BlockKind.TABLE and not block.caption and before and _is_caption(before):
            found.pop()
            block = table(block.columns, block.rows, before.text, block.page)
        found.append(block)
    return found


def _is_caption(block: Block) -> bool:
    short = block.kind is BlockKind.PARAGRAPH and len(block.text) <= 2 * MAX_HEADING
    return short and CAPTION.match(block.text) is not None
