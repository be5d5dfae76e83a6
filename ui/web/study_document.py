"""Write a study document and citations as HTML; markers lead to their place."""

import re

from rag.library import Library
from rag.records import Citation
from study import texts as made
from study.citing import cited_text
from study.document import Block, Bullets, Grid, Heading, PageBreak, Paragraph, StudyDocument
from ui.web.html import esc

MARKER = re.compile(r"\[(\d{1,4})\]")


def document_html(document: StudyDocument, library: Library) -> str:
    """Return the blocks of a document below its title, its places as links into the library."""
    blocks = []
    for block in document.blocks:
        if isinstance(block, Heading) and block.text == made.GUIDE_SOURCES:
            break
        blocks.append(_block(block))
    return f"<h1>{esc(document.title)}</h1>{''.join(blocks)}{citations_html(document.citations, library, 'v')}"


def citations_html(citations: tuple[Citation, ...], library: Library, name: str) -> str:
    """Return numbered places, each a link to its passage; `name` begins their anchors."""
    items = "".join(
        f'<li id="{name}-{citation.n}"><a href="/passage/{esc(citation.passage_id)}">'
        f"{esc(cited_text(citation, library))}</a></li>"
        for citation in citations
    )
    return f'<ul class="vindplaatsen">{items}</ul>' if items else ""


def marked(text: str, name: str) -> str:
    """Return text with its markers as links to places whose anchors begin with `name`, line by line."""
    lines = [MARKER.sub(rf'<a class="noot" href="#{name}-\1">[\1]</a>', esc(line)) for line in text.split("\n")]
    return "<br>".join(lines)


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level + 1}>{esc(block.text)}</h{block.level + 1}>"
    if isinstance(block, Paragraph):
        body = marked(block.text, "v")
        return f"<p><em>{body}</em></p>" if block.italic else f"<p>{body}</p>"
    if isinstance(block, Bullets):
        tag = "ol" if block.numbered else "ul"
        items = "".join(f"<li>{marked(item, 'v')}</li>" for item in block.items)
        return f"<{tag}>{items}</{tag}>"
    if isinstance(block, Grid):
        return _grid(block)
    assert isinstance(block, PageBreak)
    return "<hr>"


def _cells(row: tuple[str, ...]) -> str:
    return "".join(f"<td>{marked(cell, 'v')}</td>" for cell in row)


def _grid(grid: Grid) -> str:
    head = "".join(f'<th scope="col">{esc(column)}</th>' for column in grid.columns)
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in grid.rows)
    caption = f"<caption>{marked(grid.caption, 'v')}</caption>" if grid.caption else ""
    label = esc(grid.caption or grid.columns[0])
    return (
        f'<div class="tabelrol" tabindex="0" role="region" aria-label="{label}"><table>{caption}'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
