"""Name the user's own documents: an id, a short form to cite by, and the names a question may use."""

import re
from collections.abc import Collection
from pathlib import Path

from ingest.metadata import Metadata
from rag.records import Source
from rag.text import fold

MAX_ID = 40
MAX_SHORT_TITLE = 60
PREFIXES = frozenset("van de der den het ten ter te von".split())
KINDS = {
    "markdown": "tekst",
    "tekst": "tekst",
    "pdf": "PDF-document",
    "word": "Word-document",
    "presentatie": "presentatie",
    "webpagina": "webpagina",
}


def make_source(metadata: Metadata, form: str, sha256: str, source_id: str) -> Source:
    """Return the source record of a document of the user's."""
    short = short_form(metadata)
    last_names = [last_name(author) for author in metadata.authors]
    return Source(
        id=source_id,
        authors=metadata.authors,
        title=metadata.title,
        short=short,
        kind=KINDS[form],
        year=metadata.year,
        publisher=metadata.publisher,
        sha256=sha256,
        names=tuple(dict.fromkeys([*last_names, metadata.title])),
    )


def short_form(metadata: Metadata) -> str:
    """Return the short form of a source: 'Jansen & De Vries, 2019', 'Jansen e.a., z.j.', by title without an author."""
    names = [last_name(author) for author in metadata.authors]
    title = metadata.title
    shortened = title if len(title) <= MAX_SHORT_TITLE else title[:MAX_SHORT_TITLE].rsplit(" ", 1)[0] + " …"
    who = shortened if not names else names[0] if len(names) == 1 else " & ".join(names)
    if len(names) > 2:
        who = f"{names[0]} e.a."
    return f"{who}, {metadata.year or 'z.j.'}"


def last_name(author: str) -> str:
    """Return the last name of 'J. de Vries', 'Vries, J. de' or 'De Vries': 'De Vries'."""
    if "," in author:
        return author.split(",")[0].strip()
    words = author.split()
    start = len(words) - 1
    while start > 0 and words[start - 1].lower() in PREFIXES:
        start -= 1
    name = " ".join(words[start:])
    return name[:1].upper() + name[1:]


def make_id(metadata: Metadata, path: Path, taken: Collection[str]) -> str:
    """Return an id that is not taken: the author's last name and year, else the title, else the name of the file."""
    named = (
        f"{last_name(metadata.authors[0])} {metadata.year or ''}" if metadata.authors else metadata.title or path.stem
    )
    base = re.sub(r"[^a-z0-9]+", "-", fold(named)).strip("-")[:MAX_ID].strip("-") or "document"
    number, chosen = 1, base
    while chosen in taken:
        number += 1
        chosen = f"{base}-{number}"
    return chosen
