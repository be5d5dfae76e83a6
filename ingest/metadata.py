"""Who wrote a document, what it is called and from when it is: front matter, sidecar, command line, the file itself."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from rag.errors import DocumentError

FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.{0,4000}?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
NAMES = {
    "titel": "title",
    "title": "title",
    "auteur": "authors",
    "auteurs": "authors",
    "author": "authors",
    "authors": "authors",
    "jaar": "year",
    "year": "year",
    "uitgever": "publisher",
    "publisher": "publisher",
}
AUTHOR_SEPARATOR = re.compile(r"\s*(?:;|&|\ben\b|\band\b)\s*")
YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
SIDECAR_SUFFIX = ".toml"


@dataclass(frozen=True)
class Metadata:
    """What is known of a document; empty where nothing says it, for nothing is guessed."""

    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    publisher: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """Return these data, filled up with those of `other`."""
        return Metadata(
            self.title or other.title,
            self.authors or other.authors,
            self.year or other.year,
            self.publisher or other.publisher,
        )


def front_matter(text: str) -> tuple[Metadata, str]:
    """Return what the front matter of a text says and the text below it."""
    match = FRONT_MATTER.match(text)
    if not match:
        return Metadata(), text
    rows: dict[str, str] = {}
    last = ""
    for line in match.group(1).splitlines():
        name, colon, value = line.partition(":")
        if colon and name.strip().lower() in NAMES:
            last = NAMES[name.strip().lower()]
            rows[last] = value.strip().strip("\"'[]")
        elif last and (listed := re.match(r"\s*-\s+(.+)", line)):
            rows[last] = "; ".join(filter(None, [rows[last], listed.group(1).strip("\"' ")]))
    return _made(rows), text[match.end() :]


def sidecar_of(path: Path) -> Path | None:
    """Return the sidecar of a document: 'boek.pdf.toml' or 'boek.toml' beside 'boek.pdf'; None where there is none."""
    for candidate in (path.with_name(path.name + SIDECAR_SUFFIX), path.with_suffix(SIDECAR_SUFFIX)):
        if candidate.is_file() and candidate != path:
            return candidate
    return None


def read_sidecar(path: Path) -> Metadata:
    """Read a sidecar; raises DocumentError where it is no TOML."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DocumentError("sidecar_unreadable", file=path.name, reason=error) from None
    rows: dict[str, str] = {}
    for name, value in data.items():
        if name.lower() in NAMES:
            rows[NAMES[name.lower()]] = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return _made(rows)


def split_authors(text: str) -> tuple[str, ...]:
    """Return the authors in 'J. Jansen; P. de Vries' or 'J. Jansen en P. de Vries'; commas stay within a name."""
    return tuple(name.strip(" ,") for name in AUTHOR_SEPARATOR.split(text) if name.strip(" ,"))


def _made(rows: dict[str, str]) -> Metadata:
    year = YEAR.search(rows.get("year", ""))
    return Metadata(
        " ".join(rows.get("title", "").split()),
        split_authors(rows.get("authors", "")),
        int(year.group()) if year else None,
        rows.get("publisher") or None,
    )
