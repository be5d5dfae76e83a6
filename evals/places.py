"""Compare where an answer points with where the case says it stands."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from evals.match import plain_words
from evals.records import Place
from rag.library import Library
from rag.text import fold

NUMBERING = re.compile(r"^\s*(?:\d+(?:\.\d+)*\.?|[A-Z]\.)\s+")
TABLE_NAME = re.compile(r"\b(tabel|figuur|bijlage)\s+(\d+|[a-z]\b)", re.IGNORECASE)
# Shorter titles ("Zorg") stand inside too many others to count when only contained.
MIN_CONTAINED = 5


@lru_cache(maxsize=8192)
def plain_title(title: str) -> str:
    """Return a section title folded, without number and punctuation."""
    return " ".join(plain_words(NUMBERING.sub("", title)))


@lru_cache(maxsize=65536)
def same_title(first: str, second: str) -> bool:
    """Tell whether two titles are the same or one contains the other."""
    one, other = plain_title(first), plain_title(second)
    short, long = sorted((one, other), key=len)
    return bool(short) and (short == long or (len(short) >= MIN_CONTAINED and f" {short} " in f" {long} "))


def is_at(place: Place, source_id: str, section: Sequence[str]) -> bool:
    """Tell whether a section path of a source is, or lies in, `place`."""
    if place.source != source_id:
        return False
    if place.exact:
        return any(plain_title(place.section) == plain_title(title) for title in section)
    return any(same_title(place.section, title) for title in section)


@lru_cache(maxsize=4)
def _titles(library: Library) -> frozenset[tuple[str, str]]:
    return frozenset((p.source_id, plain_title(title)) for p in library.passages for title in p.section)


def resolve(gold: Iterable[Place], library: Library) -> tuple[Place, ...]:
    """Return the places, exact where a section has the very title: "Definitie" is then no other title that holds it."""
    return tuple(replace(p, exact=(p.source, plain_title(p.section)) in _titles(library)) for p in gold)


def in_library(place: Place, library: Library) -> bool:
    """Tell whether any passage of the library lies at `place`."""
    return any(is_at(place, passage.source_id, passage.section) for passage in library.passages)


def rank_places(gold: Sequence[Place], found: Iterable[str], library: Library) -> tuple[str, ...]:
    """Return the sections of the found passages in order, each once; gold ones as "gold-<number>"."""
    ranking: dict[str, None] = {}
    for passage_id in found:
        passage = library.passage_by_id.get(passage_id)
        if passage is None:
            continue
        hits = [f"gold-{n}" for n, place in enumerate(gold) if is_at(place, passage.source_id, passage.section)]
        for key in hits or [f"{passage.source_id}: {' > '.join(passage.section)}"]:
            ranking.setdefault(key)
    return tuple(ranking)


def table_number(text: str | None) -> str | None:
    """Return 'tabel 2' of 'Tabel 2, Bestuurskunde'; None where no table is named by number."""
    match = TABLE_NAME.search(fold(text or ""))
    return f"{match.group(1)} {match.group(2)}" if match else None
