"""Make flashcards from definitions, table rows, examples and paradoxes.

A card's id depends on what it asks about and not on how the passage puts it, so that it survives a change of the
library; its version changes with the words it rests on, which is how a changed passage flags its card.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rag.draft import Evidence, make_citation
from rag.records import Citation, Passage, PassageKind
from rag.text import sentences
from study import texts
from study.items_tables import evidence_of
from study.names import capitalised, source_name
from study.records import Criteria, Scope
from study.relations import Fact
from study.scope import scope_of
from study.terms import find_defined
from study.workshop import Workshop

ID_LENGTH, VERSION_LENGTH = 16, 12
# An example needs an opening to recognise it by and something to tell after it.
MIN_EXAMPLE, MAX_EXAMPLE = 3, 7
PARADOX_JOINER = " – "


class CardKind(StrEnum):
    """Say what a card is made from."""

    TERM = "begrip"
    ROW = "tabelrij"
    EXAMPLE = "voorbeeld"
    PARADOX = "paradox"


@dataclass(frozen=True)
class LearningCard:
    """A question and its answer on two sides, with the place the answer stands."""

    id: str
    version: str
    kind: CardKind
    front: str
    back: str
    citation: Citation
    scope: Scope


def make_cards(workshop: Workshop, criteria: Criteria) -> tuple[LearningCard, ...]:
    """Return the cards that fit `criteria`, in reading order, no two with one id."""
    found: dict[str, LearningCard] = {}
    for card in _all_cards(workshop):
        if criteria.allows(card.scope):
            found.setdefault(card.id, card)
    return tuple(found.values())


def _all_cards(workshop: Workshop) -> Iterator[LearningCard]:
    yield from _terms(workshop)
    yield from _rows(workshop)
    yield from _paradoxes(workshop)
    yield from _examples(workshop)


def _card(
    workshop: Workshop, kind: CardKind, key: tuple[str, ...], sides: tuple[str, str], evidence: Evidence
) -> LearningCard:
    front, back = sides
    passage = evidence.passage
    identity = "\n".join((kind.value, passage.source_id, *key))
    content = "\n".join((front, back, evidence.quote))
    return LearningCard(
        id=hashlib.sha256(identity.encode()).hexdigest()[:ID_LENGTH],
        version=hashlib.sha256(content.encode()).hexdigest()[:VERSION_LENGTH],
        kind=kind,
        front=front,
        back=back,
        citation=make_citation(workshop.library, evidence),
        scope=scope_of(passage, key[-1]),
    )


def _terms(workshop: Workshop) -> Iterator[LearningCard]:
    for one in find_defined(workshop.truth):
        source = source_name(workshop.library, one.term.source_id)
        front = texts.CARD_DEFINITION.format(source=source, term=one.term.term)
        yield _card(workshop, CardKind.TERM, (one.term.term,), (front, one.definition), one.evidence)


def _rows(workshop: Workshop) -> Iterator[LearningCard]:
    for fact in workshop.facts:
        relation = fact.relation
        if relation.ask_key:
            key = (relation.name, fact.aspect, fact.value)
            answer = capitalised(_all_keys(workshop, fact))
            yield _card(workshop, CardKind.ROW, key, (fact.fill(relation.ask_key), answer), evidence_of(fact))
        if relation.ask_value and relation.one_to_one:
            key = (relation.name, fact.aspect, fact.key)
            sides = (fact.fill(relation.ask_value), capitalised(fact.value))
            yield _card(workshop, CardKind.ROW, key, sides, evidence_of(fact))


def _all_keys(workshop: Workshop, fact: Fact) -> str:
    """Return every key a value stands under: what stands under two is right with both."""
    own = [f for f in workshop.relations[fact.relation] if f.value == fact.value and f.aspect == fact.aspect]
    return "; ".join(dict.fromkeys(one.key if "|" not in one.key else one.key_text for one in own))


def _paradoxes(workshop: Workshop) -> Iterator[LearningCard]:
    for passage in workshop.library.passages:
        title = passage.section[-1] if passage.section else ""
        if passage.kind is PassageKind.TEXT and PARADOX_JOINER in title and "Paradox" in " ".join(passage.section[:-1]):
            front = texts.CARD_PARADOX.format(title=title)
            yield _card(workshop, CardKind.PARADOX, (title,), (front, passage.text), Evidence(passage, passage.text))


def _examples(workshop: Workshop) -> Iterator[LearningCard]:
    for passage in workshop.library.passages:
        told = example_sentences(passage)
        if not told:
            continue
        source = capitalised(source_name(workshop.library, passage.source_id))
        front = texts.CARD_EXAMPLE.format(source=source, section=passage.section[-1], opening=told[0])
        key = (passage.section[-1], told[0])
        yield _card(workshop, CardKind.EXAMPLE, key, (front, " ".join(told[1:])), Evidence(passage, passage.text))


def example_sentences(passage: Passage) -> tuple[str, ...]:
    """Return the sentences of a passage that tells an example of a fitting length; none for other passages."""
    if passage.kind is not PassageKind.TEXT or "voorbeeld" not in passage.kinds or not passage.section:
        return ()
    told = tuple(text for line in passage.text.split("\n") for text in sentences(line))
    fits = MIN_EXAMPLE <= len(told) <= MAX_EXAMPLE and not any(text.endswith((":", "?")) for text in told)
    return told if fits else ()
