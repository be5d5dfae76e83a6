"""Tell what a work, or a part of it, says as a whole, by the sentences chosen for it beforehand."""

import re
from dataclasses import dataclass

import numpy as np

from rag.chosen import Outline
from rag.compose_overview import find_section, overview_subject
from rag.draft import Draft
from rag.library import Library
from rag.lines import place_lines
from rag.nearness import similarities
from rag.outlines import is_of, named_share
from rag.query import Query, QuestionKind
from rag.retrieve import Found
from rag.text import fold, words

# Asking for the whole of something rather than for a thing in it.
ASKS_WHOLE = re.compile(
    r"\b(boodschap|strekking|teneur|kern(punten|boodschap)|rode draad|"
    r"kern van\b.*\b(stuk|artikel|deel|paragraaf|hoofdstuk|bijdrage|verhaal|casus|case|tekst)|"
    r"hoofd(lijn|punt|gedacht|zak|boodschap)\w*|grote lijnen|grosso modo|als geheel|samenvat\w*|samengevat|"
    r"vat\b.*\bsamen|waar draait het\b.*\bom\b|verhaal achter|waar(over)? (gaa[nt]|ging)|in het kort|"
    r"kort gezegd|wat heb ik .*\baan|"
    r"summar\w+|gist|main (point|message)s?|zusammenfass\w*|résum\w*)\b"
)
CHAPTER_NAMED = re.compile(r"\b(hoofdstuk|paragraaf|sectie|chapter|section|kapitel)\b")
# Kinds of question that ask for something in it all the same.
OTHER_KINDS = (QuestionKind.COMPARISON, QuestionKind.NUMBER, QuestionKind.WHO)
# How far the nearest question of a digest may be behind the nearest pointer, how near it must be, both in standard
# deviations, and what it counts for that it names all that is asked: of 109 overviews 66 are told whole (56 without).
MOST_BEHIND, LEAST_NEAR, NAMED_WEIGHT = 1.0, 3.0, 3.0
# A digest so near, in standard deviations, that names so much of what is asked, is asked for whatever words it lacks.
SURE_NEAR, SURE_NAMED = 4.5, 0.5


@dataclass(frozen=True)
class NearDigest:
    """A digest, how near its nearest question is (standard deviations), and which share of what is asked it names."""

    outline: Outline
    nearness: float
    named: float


def compose_digest(query: Query, found: Found, library: Library) -> Draft:
    """Return the digest that `query` asks for; without lines where it asks for none."""
    if query.tables or query.wants_rows or query.kind in OTHER_KINDS:
        return Draft(())
    if query.is_situation and not (query.names or query.named_sources):
        return Draft(())
    if not asks_whole(query) or not overview_subject(query, library):
        return Draft(())
    if CHAPTER_NAMED.search(fold(query.standalone)) and find_section(
        query, library, query.source_filter or query.named_sources
    ):  # its parts are listed
        return Draft(())
    near = find_digest(query, found, library)
    if near is None:
        return Draft(())
    lines = tuple(line for part in near.outline.parts for line in place_lines(part.places, library))
    sure = near.nearness >= SURE_NEAR and near.named >= SURE_NAMED
    return Draft(lines, certain=sure or bool(query.people))


def asks_whole(query: Query) -> bool:
    """Tell whether a question asks for the whole of something rather than for a thing in it."""
    return query.kind is QuestionKind.OVERVIEW or bool(ASKS_WHOLE.search(fold(query.standalone)))


def find_digest(query: Query, found: Found, library: Library) -> NearDigest | None:
    """Return the digest nearest to `query`, from the sources it may be answered from, if it is near enough."""
    told, outlines = library.asked.outlines, library.chosen.outlines
    if not len(told.owners):
        return None
    if query.people:
        return _digest_of(query, found, library)
    mean, deviation = library.asked_scale
    nearness = (similarities(told.vectors, found.tuned) - mean) / deviation
    pointed = max((near.similarity for near in found.pointed.answered), default=mean)
    subject = {term: library.rarity(term) for term, weight in overview_subject(query, library).items() if weight == 1.0}
    weighed: dict[int, float] = {}
    for row in np.flatnonzero(nearness >= LEAST_NEAR):
        number = int(told.owners[row])
        if outlines[number].is_digest and is_of(number, query, library):
            named = named_share(subject, number, library)
            weighed[number] = max(weighed.get(number, 0.0), float(nearness[row]) + NAMED_WEIGHT * named)
    if not weighed:
        return None
    best = max(weighed, key=lambda number: (weighed[number], -number))
    own = float(nearness[told.owners == best].max())
    if own < (pointed - mean) / deviation - MOST_BEHIND:  # nor is a less likely one what is asked for
        return None
    return NearDigest(outlines[best], own, named_share(subject, best, library))


def _digest_of(query: Query, found: Found, library: Library) -> NearDigest | None:
    """Return the nearest digest of which a question names all whose words are asked for."""
    told, (mean, deviation) = library.asked.outlines, library.asked_scale
    nearness = (similarities(told.vectors, found.tuned) - mean) / deviation
    for row in np.argsort(-nearness, kind="stable"):
        outline = library.chosen.outlines[int(told.owners[row])]
        if outline.is_digest and query.people <= frozenset(words(" ".join(outline.questions))):
            return NearDigest(outline, float(nearness[row]), 1.0)
    return None
