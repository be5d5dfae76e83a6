"""Write the source panel: one card per citation, with the quoted words highlighted where they stand."""

from rag.library import Library
from rag.records import Citation, Passage, Table
from ui import texts_web as texts
from ui.web.html import author_year, esc, origin_badge, place

# Characters of the neighbouring passage shown before and after a quote, so that it can be read in its context.
NEIGHBOUR_LENGTH = 180
# Rows of a long table shown around the ones quoted; the rest is counted and one click away.
ROWS_AROUND = 1
ITEM_SEPARATOR = "; "


def citation_card(citation: Citation, library: Library) -> str:
    """Return one citation: who, when, where, and the quote inside its passage."""
    passage = library.passage_by_id.get(citation.passage_id)
    label = texts.CARD_LABEL.format(n=citation.n or "", author=author_year(citation), place=place(citation))
    number = f'<span class="nr" aria-hidden="true">{citation.n}</span>' if citation.n else ""
    return (
        f'<article class="bron" tabindex="0" data-n="{citation.n or ""}" aria-label="{esc(label)}">'
        f"<header>{number}<strong>{esc(author_year(citation))}</strong>{origin_badge(citation.origin)}</header>"
        f'<p class="titel">{esc(citation.title)}</p><p class="plek">{esc(place(citation))}</p>'
        f"{_quote(citation, passage, library)}"
        f'<p class="verder"><a href="/passage/{esc(citation.passage_id)}">{esc(texts.OPEN_IN_LIBRARY)}</a></p>'
        "</article>"
    )


def cards(citations: tuple[Citation, ...], library: Library) -> str:
    """Return the cards of an answer in the order of their numbers."""
    return "".join(citation_card(citation, library) for citation in citations)


def _quote(citation: Citation, passage: Passage | None, library: Library) -> str:
    if passage is None or not citation.quote or citation.quote not in passage.text:
        return f'<p class="geen-citaat">{esc(texts.NO_QUOTE)}</p>'
    if passage.table:
        return _table_quote(citation.quote, passage, passage.table)
    start = passage.text.index(citation.quote)
    end = start + len(citation.quote)
    before, after = _neighbours(passage, library)
    return (
        f'<blockquote class="citaat">{_context(before)}{_text(passage.text[:start])}'
        f"<mark>{_text(citation.quote)}</mark>{_text(passage.text[end:])}{_context(after)}</blockquote>"
    )


def _text(text: str) -> str:
    return esc(text).replace("\n", "<br>")


def _context(text: str) -> str:
    return f'<span class="buren">{esc(text)}</span>' if text else ""


def _neighbours(passage: Passage, library: Library) -> tuple[str, str]:
    """Return the end of the passage before and the beginning of the one after, within the same section."""
    own = [other for other in library.passages if other.source_id == passage.source_id]
    by_position = {other.position: other for other in own}
    before, after = by_position.get(passage.position - 1), by_position.get(passage.position + 1)
    lead = _tail(before.text) if before and before.section == passage.section and not before.table else ""
    follow = _head(after.text) if after and after.section == passage.section and not after.table else ""
    return lead, follow


def _tail(text: str) -> str:
    return text if len(text) <= NEIGHBOUR_LENGTH else "… " + text[-NEIGHBOUR_LENGTH:].split(" ", 1)[-1]


def _head(text: str) -> str:
    return text if len(text) <= NEIGHBOUR_LENGTH else text[:NEIGHBOUR_LENGTH].rsplit(" ", 1)[0] + " …"


def _table_quote(quote: str, passage: Passage, table: Table) -> str:
    """Return the quoted rows in their table, with a row around them and a count of what is left out."""
    quoted = set(quote.split("\n"))
    lines = passage.text.split("\n")[1:]
    marked = {number for number, line in enumerate(lines) if line in quoted}
    marked = marked or set(range(len(table.rows)))
    shown = sorted({n for m in marked for n in range(m - ROWS_AROUND, m + ROWS_AROUND + 1) if 0 <= n < len(table.rows)})
    head = "".join(f'<th scope="col">{esc(column)}</th>' for column in table.columns)
    rows = "".join(_row(table, number, number in marked) for number in shown)
    left = len(table.rows) - len(shown)
    rest = texts.MORE_ROWS_ONE if left == 1 else texts.MORE_ROWS.format(count=left)
    note = f'<p class="rest">{esc(rest)}</p>' if left else ""
    return (
        f'<div class="citaat tabelrol" tabindex="0" role="region" aria-label="{esc(table.caption)}"><table>'
        f"<caption>{esc(table.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        f"{note}"
    )


def _row(table: Table, number: int, is_marked: bool) -> str:
    cells = [esc(ITEM_SEPARATOR.join(cell)) for cell in table.rows[number]]
    content = "".join(f"<td>{f'<mark>{cell}</mark>' if is_marked and cell else cell}</td>" for cell in cells)
    return f'<tr class="{"geciteerd" if is_marked else "omgeving"}">{content}</tr>'
