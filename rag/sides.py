"""Find what a question sets side by side: sources, reported authors, concepts, or all sources."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.concepts import is_abbreviation, named_entries, terms_named
from rag.library import Library
from rag.named_sources import find_sources
from rag.query import Query, QuestionKind
from rag.records import Source, Term
from rag.retrieve import Found
from rag.short_names import with_short_names
from rag.side_frames import MAY_COMPARE, framed_pieces
from rag.text import STOPWORDS, fold, stem, stem_set, words
from rag.understand import PART_WEIGHT

MAX_SIDE_WORDS = 4
# Words more common than this name the field (alliantie, samenwerken), not the subject.
FIELD_RARITY = 1.6
# Ways of asking for every source at once; the weak ones do not turn a request for advice into a comparison.
ALL_SOURCES = re.compile(
    r"\b(elke?|ieder\w*|alle|verschillende|vijf|beide) (van de )?(vijf |verschillende )?"
    r"(bronnen?|teksten?|auteurs|schrijvers|stukken)\b|"
    r"\bper (bron|auteur|tekst)\b|\bnaast elkaar\b|\belkaar tegen\b|\b(all|each of the|the) (five )?sources\b"
)
SOURCES_NAMED = re.compile(r"\b(de|onze|jouw|deze) (bronnen|teksten|auteurs)\b")
# Words that ask for a comparison and say nothing about its subject.
SCAFFOLD = re.compile(
    r"(?<!over )(?<!met )\b(de |het )?(belangrijkste |grootste )?verschil(len)?( en (de )?overeenkomst(en)?)?\b"
    r"(?= (in |qua |\w+ ){0,8}tussen\b)|"
    r"\b(waarin|waar|hoe|en|wat|ze|zij) (zit(ten)? (het|de) )?verschil(len|t)?\b|\bverschil(len|t)? "
    r"(ze|zij|beide|daarin|hierin|de bronnen|van|met)\b|"
    r"\bverschilt\b|\bverschil(len)?(?=[?,.]|$)|^verschil(len)?\b|"
    r"\b(overeenkomst\w*|vergelijk\w*|tegenover|versus|vs|onderscheid\w*|oneens|eens|hetzelfde|dezelfde|zelfde|anders|hoeverre|lijken|lijkt)\b|"
    r"\b(spreken|spreekt|tegenspreken|tegenspreekt|elkaar|tegen|naast|zet|zetten|tussen|minstens|zowel|beide|elk|ieder)\b|"
    r"\b(bronnen?|teksten?|auteurs?|schrijvers?|boeken|cijfers|denk\w*|vind\w*|schrij\w*|kort|ze|gemeen|zwaartepunt|leg(gen|t)|eigenlijk)\b"
)
# Asking for something of each of the things a chapter treats one by one.
PER_ITEM = re.compile(
    r"\b(per|van (elke?|iedere?)( van de)?|voor (elke?|iedere?)) (\w+ )?"
    r"(geval|gevallen|cas(e|es|us|ussen)|voorbeeld|voorbeelden|praktijk\w+)\b"
)
MAX_ITEMS = 5
# What names no side: "zet het eens naast elkaar".
NO_SIDE = re.compile(r"^(?:elkaar|eens|even|naast|ze|zij|het|beide|allebei|die twee|alle)\b", re.IGNORECASE)
ASKING = re.compile(r"(welke?|wat|wie|hoe|waar|wanneer|noem|geef)\b", re.IGNORECASE)
# Words that ask for a comparison, wherever in the question.
CUE = re.compile(
    r"\b(verschil\w*|overeenkomst\w*|vergelijk\w*|vergelek\w*|tegenover|versus|vs|anders (?:\w+ ){0,3}dan|"
    r"gemeen met|compare|unterschied|difference)\b"
)


@dataclass(frozen=True)
class Side:
    """One thing compared: `entries` tells which entries speak of it, `stems` are its own words (none for a source).

    `name` heads what it says, `label` names it inside a sentence, `terms` are the glossary's entries for it.
    """

    name: str
    entries: NDArray[np.bool_]
    stems: frozenset[str] = frozenset()
    source_id: str = ""
    label: str = ""
    terms: tuple[Term, ...] = ()


def find_sides(query: Query, found: Found, library: Library) -> tuple[Side, ...]:
    """Return the two or more sides that `query` compares, in its own order; none when it compares nothing."""
    asked = fold(query.standalone)
    if len(query.named_sources) > 1:
        named = _in_order(query.named_sources, asked, library)
        return tuple(source_side(library.source_by_id[source_id], library) for source_id in named)
    compares = query.kind is QuestionKind.COMPARISON or (query.kind is not QuestionKind.ADVICE and CUE.search(asked))
    if compares or (query.kind is not QuestionKind.NUMBER and MAY_COMPARE.search(query.standalone)):
        sides = () if query.tables else _framed_sides(query, library)
        if len(sides) > 1:
            return sides
    if PER_ITEM.search(asked) and (items := _sibling_sides(query, found, library)):
        return items
    weak = query.kind not in (QuestionKind.ADVICE, QuestionKind.LIST) and SOURCES_NAMED.search(asked)
    if ALL_SOURCES.search(asked) or weak:
        allowed = query.source_filter or query.named_sources
        chosen = [source for source in library.sources if not allowed or source.id in allowed]
        return tuple(source_side(source, library) for source in chosen) if len(chosen) > 1 else ()
    return ()


def source_side(source: Source, library: Library) -> Side:
    """Return a source as a side."""
    entries = np.array([entry.source_id == source.id for entry in library.entries])
    label = source.names[0] if source.names else source.short
    return Side(source.short, entries, source_id=source.id, label=label)


def subject_terms(query: Query, sides: tuple[Side, ...], library: Library) -> dict[str, float]:
    """Return the search terms of `query` without the words that only ask to compare or name a side.

    A compound that the library does not know counts by its parts.
    """
    kept = stem_set(SCAFFOLD.sub(" ", fold(query.focus)))
    own = {stem(word) for word in words(query.focus)}
    named = frozenset().union(*(side.stems or stem_set(side.label) for side in sides))
    terms = {t: weight for t, weight in query.terms.items() if (t in kept or t not in own) and t not in named}
    if any(side.stems for side in sides):  # synonyms may belong to the names of the sides
        terms = {term: weight for term, weight in terms.items() if term in kept}
    if any(weight == 1.0 and not library.lexical.knows(term) for term, weight in terms.items()):
        known = {term: weight for term, weight in terms.items() if library.lexical.knows(term)}
        terms = {term: 1.0 if weight == PART_WEIGHT else weight for term, weight in known.items()} or terms
    rare = {term for term, weight in terms.items() if weight == 1.0 and library.rarity(term) >= FIELD_RARITY}
    if rare:
        terms = {term: weight for term, weight in terms.items() if weight < 1.0 or term in rare}
    return terms if any(weight == 1.0 for weight in terms.values()) else {}


def _in_order(source_ids: tuple[str, ...], asked: str, library: Library) -> list[str]:
    """Return the sources in the order in which the question names them."""

    def place(source_id: str) -> int:
        found = [asked.find(fold(name)) for name in library.source_by_id[source_id].names]
        return min((at for at in found if at >= 0), default=len(asked))

    return sorted(source_ids, key=place)


def _sibling_sides(query: Query, found: Found, library: Library) -> tuple[Side, ...]:
    """Return the sections of the chapter that the question's best finds point to, when it has a handful of them."""
    score: dict[tuple[str, tuple[str, ...]], float] = {}
    for hit in found.hits:
        if hit.passage.section:
            key = (hit.passage.source_id, hit.passage.section[:1])
            score[key] = score.get(key, 0.0) + hit.score
    for source_id, chapter in sorted(score, key=lambda key: -score[key]):
        inside = [p for p in library.passages if p.source_id == source_id and p.section[:1] == chapter]
        titles = list(dict.fromkeys(p.section[1] for p in inside if len(p.section) > 1))
        told = [p for p in inside if len(p.section) > 1 and "voorbeeld" in p.kinds]
        if 2 <= len(titles) <= MAX_ITEMS and len(told) > len(inside) / 2:
            return tuple(_section_side(source_id, (*chapter, title), library) for title in titles)
    return ()


def _section_side(source_id: str, section: tuple[str, ...], library: Library) -> Side:
    entries = np.zeros(len(library.entries), dtype=np.bool_)
    for part, passages in library.passages_by_part.items():
        if passages[0].source_id == source_id and passages[0].section[: len(section)] == section:
            entries[library.entries_by_part[part]] = True
    return Side(section[-1], entries, stem_set(section[-1]), label=section[-1])


def _framed_sides(query: Query, library: Library) -> tuple[Side, ...]:
    """Return the sides named in 'tussen A en B', 'A tegenover B', 'vergelijk A met B'."""
    for pieces in framed_pieces(with_short_names(query.standalone, library), library):
        itself = any(find_sources(fold(piece), library) for piece in pieces)
        allowed = query.source_filter or (() if itself else query.named_sources)
        sides = [side for piece in pieces if (side := _side(piece, allowed, library))]
        if len(sides) > 1 and len(sides) == len(pieces):
            return tuple(sides)
    return ()


def _side(piece: str, allowed: tuple[str, ...], library: Library) -> Side | None:
    """Return the source, author or concept that `piece` names; None when the library does not know it."""
    sources = find_sources(fold(piece), library)
    if len(sources) == 1:
        return source_side(library.source_by_id[sources[0]], library)
    own = stem_set(piece)
    length = sum(word not in STOPWORDS for word in words(piece)) - piece.count("-")
    if ASKING.match(piece) or NO_SIDE.match(piece) or not own or length > MAX_SIDE_WORDS:
        return None
    entries = named_entries(piece, own, library)
    if allowed:
        entries &= np.array([entry.source_id in allowed for entry in library.entries])
    name = piece.upper() if is_abbreviation(piece, library) else piece[0].upper() + piece[1:]
    return Side(name, entries, own, label=name, terms=terms_named(own, library)) if entries.any() else None
