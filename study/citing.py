"""Write a citation as a line of text."""

from rag.library import Library
from rag.records import Citation
from study import texts

MAX_QUOTE = 400


def place_text(citation: Citation, library: Library) -> str:
    """Return where a citation stands: source, section and table."""
    return texts.CARD_PLACE.format(
        short=library.source_by_id[citation.source_id].short,
        section=" › ".join(citation.section),
        locator=f", {citation.locator}" if citation.locator else "",
    )


def quote_text(citation: Citation) -> str:
    """Return the quoted words on one line, cut off at a word where they are long."""
    flat = " / ".join(citation.quote.split("\n"))
    return flat if len(flat) <= MAX_QUOTE else flat[:MAX_QUOTE].rsplit(" ", 1)[0] + " …"


def cited_text(citation: Citation, library: Library) -> str:
    """Return a numbered line with place and quote."""
    template = texts.CITED if citation.quote else texts.CITED_BARE
    return template.format(
        n=citation.n,
        short=library.source_by_id[citation.source_id].short,
        section=" › ".join(citation.section),
        locator=f", {citation.locator}" if citation.locator else "",
        quote=quote_text(citation),
    )
