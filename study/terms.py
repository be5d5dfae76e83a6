"""Read the glossary with the place in the library that carries each definition."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rag.draft import Evidence
from rag.records import PassageKind, Term
from study.truth import Truth

# A definition rests on the sentence of its section that holds at least this share of its words.
MIN_CARRIED = 0.4
# Definitions that only say that the source gives none.
EMPTY = re.compile(r"omschrijft het (?:woord|hier)|zonder uitleg|afbeelding ontbreekt|niet omschreven|niet toegelicht")
NUMBERED = re.compile(r"^(?:§ )?\d+\.\s+")
# Who is credited inside the definition, which the question already says.
CREDIT = re.compile(r"\s*\((?:werkboek )?[^()]*(?:Common Eye|\d{4}|De Wit|Boonstra|TNO)[^()]*\)")


@dataclass(frozen=True)
class Defined:
    """A term, its definition as shown, and the sentence it rests on."""

    term: Term
    definition: str
    evidence: Evidence


def find_defined(truth: Truth) -> tuple[Defined, ...]:
    """Return the terms whose definition stands on a sentence of the library, in reading order."""
    return tuple(_defined(truth))


def _defined(truth: Truth) -> Iterator[Defined]:
    places = np.array([f"{p.passage.source_id}/{_plain(p.passage.section)}" for p in truth.places])
    is_note = np.array([place.passage.kind is PassageKind.NOTE for place in truth.places])
    for term in truth.library.terms:
        if EMPTY.search(term.definition):
            continue
        own = (places == f"{term.source_id}/{_plain((term.section,))}") & ~is_note
        if not own.any():
            continue
        shares = np.where(own, truth.shares(f"{term.term} {term.definition}"), -1.0)
        best = int(shares.argmax())
        if shares[best] >= MIN_CARRIED:
            place = truth.places[best]
            table = place.passage.table
            evidence = Evidence(place.passage, place.text, table.label if table else None)
            yield Defined(term, CREDIT.sub("", term.definition), evidence)


def _plain(section: tuple[str, ...]) -> str:
    return NUMBERED.sub("", section[-1]).casefold() if section else ""
