"""Write HTML of our own around text of others, which is always escaped."""

from html import escape

from rag.records import Citation, Origin
from ui import texts_web as texts


def esc(value: object) -> str:
    """Return `value` as text that is safe between tags and inside quoted attributes."""
    return escape(str(value), quote=True)


def author_year(citation: Citation) -> str:
    """Return 'J.J. Boonstra (2007)', 'Tubbing e.a. (2012)' or 'Auteur onbekend (z.j.)'."""
    names = citation.authors
    who = texts.UNKNOWN_AUTHOR if not names else " en ".join(names) if len(names) < 3 else f"{names[0]} e.a."
    return f"{who} ({citation.year or texts.NO_YEAR})"


def place(citation: Citation) -> str:
    """Return where in the work it stands: section path, table, page."""
    parts = [" › ".join(citation.section), citation.locator or ""]
    if citation.page:
        parts.append(texts.PAGE.format(page=citation.page))
    return " · ".join(part for part in parts if part)


def origin_badge(origin: Origin) -> str:
    """Return the badge that says whether our account or the source itself is quoted."""
    return (
        f'<span class="merk merk-{esc(origin.value)}" title="{esc(texts.ORIGIN_MEANINGS[origin.value])}">'
        f"{esc(texts.ORIGIN_NAMES[origin.value])}</span>"
    )


def plural(count: int, forms: tuple[str, str]) -> str:
    """Return the form of a noun that fits `count`."""
    return forms[0] if count == 1 else forms[1]
