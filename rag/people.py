"""Know the people a library cites, by their surnames."""

import re
from collections import Counter
from collections.abc import Sequence, Set

from rag.library import Library
from rag.records import EntryRole
from rag.remembered import once_per_library
from rag.text import fold, words

NAME = r"[A-ZÀ-Þ][\w’'-]+"
CAPITALISED = re.compile(rf"\b{NAME}")
QUESTION_WORD = r"(?!(?:Wat|Waarom|Hoe|Wie|Welke?|Wanneer|Waar|In|De|Het|Een|Die|Deze|Dit|Dat|Er|Ook|Volgens|Klopt)\b)"
SURNAMES = rf"({QUESTION_WORD}(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|['’]t|in|en|e\.a\.|&) |{NAME},? )*{NAME})"
CITED = re.compile(
    rf"\b{SURNAMES} \((?:19|20)\d\d|\([^()]*?({NAME})[^()]*? (?:19|20)\d\d\)|\b(?:[Vv]olgens|[Aa]ldus) {SURNAMES}"
)
# A question that sets a person beside a source.
COMPARES = re.compile(
    r"\b(vergelijk\w*|verschil\w*|overeenkomst\w*|tegenover|versus|anders (?:\w+ ){0,3}dan)\b|"
    r"\ben (over|bij|volgens|hoe|welke|wat)\b|\bnaast\b|\b(alle ?twee|allebei|beiden?)\b"
)
PARTICLES = r"(?:(?:van|de|den|der|in|['’]t) )*"


@once_per_library
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


def with_authors(named: tuple[str, ...], folded: str, library: Library) -> tuple[str, ...]:
    """Return the source named, with that of the people compared with it: "conflicten bij Schruijer en bij TNO"."""
    if len(named) != 1:
        return named
    people = frozenset(words(folded)) & find_people(library)
    if not (COMPARES.search(folded) or _is_joined(folded, library.source_by_id[named[0]].names, people)):
        return named
    counts = Counter(
        passage.source_id
        for passage in library.passages
        if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", fold(passage.text)) for name in people)
    )
    if not counts or counts[named[0]]:
        return named
    added = counts.most_common(1)[0][0]
    return tuple(source.id for source in library.sources if source.id in (*named, added))


def _is_joined(folded: str, names: Sequence[str], people: Set[str]) -> bool:
    """Tell whether a source and a person stand beside each other: "TNO en Klijn", "De Man en het werkboek"."""
    source, person = "|".join(re.escape(fold(name)) for name in names), "|".join(map(re.escape, people))
    joint = r"(?:,| en| of| &) (?:het |de )?"
    return bool(people) and bool(
        re.search(rf"(?<!\w)(?:{source}){joint}{PARTICLES}(?:{person})(?!\w)", folded)
        or re.search(rf"(?<!\w)(?:{person}){joint}(?:{source})(?!\w)", folded)
    )
