"""Show answers and sources as plain text."""

from collections.abc import Iterator

from rag.library import Library
from rag.records import Answer, Citation
from ui import texts_terminal as texts
from ui.model_lines import model_line
from ui.web.exports import marked_answer

INDENT = " " * 13
MAX_QUOTE = 240


def answer_text(answer: Answer, library: Library) -> str:
    """Return an answer with its citations as text for a terminal."""
    blocks = [marked_answer(answer)]
    if answer.trace.model:
        blocks.append(model_line(answer.trace.model))
    if answer.citations:
        lines = [texts.SOURCES_HEADING, *(citation_text(citation, library) for citation in answer.citations)]
        blocks.append("\n".join(lines))
    if answer.refusal and answer.refusal.nearest:
        lines = [texts.NEAREST_HEADING, *(citation_text(citation, library) for citation in answer.refusal.nearest)]
        blocks.append("\n".join(lines))
    if answer.follow_ups:
        blocks.append("\n".join([texts.FOLLOW_UPS_HEADING, *(f"- {question}" for question in answer.follow_ups)]))
    return "\n\n".join(blocks)


def citation_text(citation: Citation, library: Library) -> str:
    """Return one citation with its quote."""
    head = texts.CITATION.format(
        n=citation.n or "-",
        short=library.source_by_id[citation.source_id].short,
        title=citation.title,
        section=" › ".join(citation.section),
        locator=f", {citation.locator}" if citation.locator else "",
        page=texts.PAGE.format(page=citation.page) if citation.page else "",
        origin=citation.origin.value,
    )
    quote = " / ".join(citation.quote.split("\n"))
    shown = quote if len(quote) <= MAX_QUOTE else quote[:MAX_QUOTE].rsplit(" ", 1)[0] + " …"
    return f"{head}\n{texts.QUOTE.format(quote=shown)}" if shown else head


def source_lines(library: Library) -> Iterator[str]:
    """Yield a block of text per source: id, short form, title, what is indexed."""
    for source in library.sources:
        own = [passage for passage in library.passages if passage.source_id == source.id]
        parts = texts.SOURCE_EMPTY
        if own:
            tables = sum(passage.table is not None for passage in own)
            origin = "/".join(sorted({passage.origin.value for passage in own}))
            parts = texts.SOURCE_PARTS.format(passages=len(own), tables=tables, origin=origin)
        yield texts.SOURCE_LINE.format(id=source.id, short=source.short, title=source.title, indent=INDENT, parts=parts)
