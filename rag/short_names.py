"""Write what a question calls by its long name in the short one the library mostly uses: "publiek-ngo" is PNS."""

import re
from collections import Counter

from rag.library import Library
from rag.remembered import once_per_library
from rag.text import fold

# What may stand behind the first word of such a name and adds nothing to it.
BEHIND = r"(?:[ -](?:samenwerk\w*|alliantie\w*|verband\w*|partnerschap\w*|samenwerkingsverband\w*))?"
ENDING = r"(?:e|se)?"


def with_short_names(text: str, library: Library) -> str:
    """Return `text` with the long names of terms that have an abbreviation shortened; what explains one is left."""
    for pattern, short in _patterns(library):
        if not re.search(rf"\b{re.escape(short)}\b", text):
            text = pattern.sub(short, text)
    return text


@once_per_library
def _patterns(library: Library) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what the long names that begin with a hyphened word look like, each with its abbreviation.

    A name that several sources explain is left: one may abbreviate it and the others not.
    """
    found: dict[str, str] = {}
    counts = Counter(term.term for term in library.terms)
    for term in (term for term in library.terms if counts[term.term] == 1):
        first = fold(term.term).split()[0]
        if "-" in first and term.term.islower() and term.abbreviations and term.abbreviations[0][0].isupper():
            found.setdefault(first.removesuffix("e"), term.abbreviations[0])
    return tuple(
        (re.compile(rf"\b{re.escape(first)}{ENDING}\b{BEHIND}", re.IGNORECASE), short) for first, short in found.items()
    )
