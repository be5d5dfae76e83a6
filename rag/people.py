"""Know the people a library cites, by their surnames."""

import re
from functools import lru_cache

from rag.library import Library
from rag.records import EntryRole
from rag.text import fold

NAME = r"[A-ZÀ-Þ][\w’'-]+"
CAPITALISED = re.compile(rf"\b{NAME}")
QUESTION_WORD = r"(?!(?:Wat|Waarom|Hoe|Wie|Welke?|Wanneer|Waar|In|De|Het|Een|Die|Deze|Dit|Dat|Er|Ook|Volgens|Klopt)\b)"
SURNAMES = rf"({QUESTION_WORD}(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|['’]t|in|en|e\.a\.|&) |{NAME},? )*{NAME})"
CITED = re.compile(
    rf"\b{SURNAMES} \((?:19|20)\d\d|\([^()]*?({NAME})[^()]*? (?:19|20)\d\d\)|\b(?:[Vv]olgens|[Aa]ldus) {SURNAMES}"
)


@lru_cache(maxsize=8)
def find_people(library: Library) -> frozenset[str]:
    """Return the folded surnames of the people the texts cite: before a year, or after 'volgens' and the like."""
    found: set[str] = set()
    for number in library.entries_by_role[EntryRole.SENTENCE]:
        for match in CITED.finditer(library.entries[int(number)].text):
            for name in CAPITALISED.findall(next(group for group in match.groups() if group)):
                found.add(fold(name))
    places = {fold(word) for source in library.sources for name in source.names for word in CAPITALISED.findall(name)}
    authors = {fold(author.split()[-1]) for source in library.sources for author in source.authors}
    return frozenset(found - (places - authors))
