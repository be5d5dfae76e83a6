"""Tell where a note of the dossiers says that a source leaves out just what is asked for."""

import re
from collections.abc import Iterable, Sequence

from rag.asked import Asked, Slot
from rag.clues import Clue, best_share
from rag.library import Library
from rag.part_terms import entry_terms, heading_terms
from rag.query import Query, QuestionKind
from rag.text import fold

# What a note says of a source that leaves out the thing asked for.
_NAMES = re.compile(
    r"niet bij naam|naamloos|(?:noemt|noemen|genoemd|zegt|vermeldt)\b.*\b(?:niet|geen)|"
    r"(?:niet|geen)\b.*\b(?:noemt|genoemd)|zonder concrete|leeg\b|ontbre"
)
_FIGURES = re.compile(
    r"geen cijfer|of cijfers|(?:noemt|geeft|vermeldt) (?:geen|zelf geen)|geen (?:\w+ ){0,2}jaar|niet in de tekst|"
    r"geen (?:verdere )?maatstaf|tijdsduur|(?:niet|geen)\b.*\b(?:jaar|grootte|groepsgrootte|aantal|bedrag)\b"
)
_MEANING = re.compile(
    r"niet (?:verder |met zoveel woorden )?(?:uit|toe)\b|(?:legt|licht|omschrijft|beschrijft) .*\bniet|"
    r"geen (?:uitleg|toelichting|definitie)|"
    r"niet wat\b|alleen (?:de )?titel|zonder toelichting|uitleg ontbreekt|(?:uitleg|definitie) geeft .* niet"
)
LEFT_OUT: dict[str, re.Pattern[str]] = {
    **dict.fromkeys(
        (Slot.NAME, Slot.PERSON, Slot.ADDRESS, QuestionKind.WHO, QuestionKind.LIST, QuestionKind.REVERSE), _NAMES
    ),
    **dict.fromkeys(
        (Slot.NUMBER, Slot.PERCENTAGE, Slot.MONEY, Slot.YEAR, Slot.DURATION, QuestionKind.NUMBER), _FIGURES
    ),
    **dict.fromkeys((QuestionKind.DEFINITION, QuestionKind.FACT, QuestionKind.OVERVIEW), _MEANING),
    **dict.fromkeys((QuestionKind.ADVICE, QuestionKind.COMPARISON), _MEANING),
}
_EXPLAIN = re.compile(r"\b(bedoel\w*|legt .* uit|uitleg|betekent|wat is|wat zijn|omschrij\w+|definieert|houdt .* in)\b")


def absent_note(
    query: Query, asked: Asked, clues: Sequence[Clue], names: frozenset[str], notes: Iterable[int], library: Library
) -> float:
    """Return the share of the question, but for its `names`, that a note covers which says that just this is left out.

    `notes` are numbers of entries: the sentences of notes on what was found.
    """
    untyped = QuestionKind.DEFINITION if _EXPLAIN.search(fold(query.focus)) else query.kind
    pattern = LEFT_OUT[untyped if asked.slot is Slot.ANY else asked.slot]
    fitting = [n for n in notes if pattern.search(library.entries[n].text)]
    clues = [clue for clue in clues if clue.stem not in names] or clues  # a note says "het werkboek", not the name
    return best_share(clues, [entry_terms(n, library) | heading_terms(n, library) for n in fitting])
