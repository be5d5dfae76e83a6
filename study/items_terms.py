"""Make items from the glossary: from term to meaning, from meaning to term, and open."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from random import Random

from rag.text import sentences, stem_set
from study import texts
from study.choosing import choose_wrong
from study.making import Draft, OpenDraft, Option
from study.names import capitalised, source_name
from study.records import Kind, Level
from study.scope import scope_of
from study.terms import Defined, find_defined
from study.workshop import Task, Workshop

# Terms considered as wrong options, the nearest in subject.
MAX_OTHERS = 24
# A definition falls apart at these; a part needs at least so many content words of its own.
PART = re.compile(r"[;:] | en (?=toch |past |botsen |berust |over )|, (?=die |met |zodat |maar )")
MIN_PART = 2
MAX_LABEL = 5


def term_tasks(workshop: Workshop) -> Iterator[Task]:
    """Yield what can be asked from every term."""
    terms = find_defined(workshop.truth)
    for one in terms:
        scope, family = scope_of(one.evidence.passage), f"begrip/{one.term.source_id}"
        yield Task(Kind.OPEN, Level.UNDERSTAND, f"{family}?", scope, partial(_openly, workshop, one))
        if workshop.truth.shares_word(one.term.term, one.definition):
            continue  # the term stands in its own definition
        yield Task(Kind.CHOICE, Level.REMEMBER, f"{family}>", scope, partial(_meaning, workshop, terms, one))
        yield Task(Kind.CHOICE, Level.UNDERSTAND, f"{family}<", scope, partial(_name, workshop, terms, one))


def _others(terms: Sequence[Defined], one: Defined) -> list[Defined]:
    """Return other terms of the same source, from the passages nearest to this one's in subject."""
    own = one.evidence.passage
    others = [other for other in terms if other.term.source_id == one.term.source_id and other.term != one.term]

    def distance(other: Defined) -> tuple[int, int]:
        theirs = other.evidence.passage
        shared = len({*own.themes, *own.kinds} & {*theirs.themes, *theirs.kinds})
        return (-shared, abs(theirs.position - own.position))

    return sorted(others, key=distance)[:MAX_OTHERS]


def may_mean(workshop: Workshop, one: Defined, other: Defined) -> bool:
    """Tell whether the definition of `other` may be right for the term of `one`, by their names or anywhere."""
    truth = workshop.truth
    names = [{name.casefold() for name in (d.term.term, *d.term.synonyms, *d.term.english)} for d in (one, other)]
    if names[0] & names[1] or truth.alike(one.term.term, other.term.term):
        return True
    if truth.alike(one.definition, other.definition):
        return True
    if truth.shares_word(one.term.term, other.definition) or truth.shares_word(other.term.term, one.definition):
        return True
    home = {other.evidence.passage.id}
    return bool(truth.says(one.term.term, other.definition, lambda place: place.passage.id in home))


def _chosen(
    workshop: Workshop, terms: Sequence[Defined], one: Defined, is_name: bool, rng: Random
) -> tuple[Defined, ...] | None:
    def fits(other: Defined, chosen: list[Defined]) -> bool:
        return not may_mean(workshop, one, other) and not any(may_mean(workshop, c, other) for c in chosen)

    def text_of(other: Defined) -> str:
        return other.term.term if is_name else other.definition

    return choose_wrong(text_of(one), _others(terms, one), text_of, fits, rng)


def _why(workshop: Workshop, one: Defined) -> str:
    source = capitalised(source_name(workshop.library, one.term.source_id))
    return texts.EXPLAIN_TERM.format(source=source, term=one.term.term, definition=one.definition)


def _option(workshop: Workshop, one: Defined, text: str) -> Option:
    return Option(capitalised(text), _why(workshop, one), (one.evidence,))


def _meaning(workshop: Workshop, terms: Sequence[Defined], one: Defined, rng: Random) -> Draft | None:
    wrong = _chosen(workshop, terms, one, False, rng)
    if wrong is None:
        return None
    source = source_name(workshop.library, one.term.source_id)
    return Draft(
        Kind.CHOICE,
        Level.REMEMBER,
        texts.TERM_ASK.format(source=source, term=one.term.term),
        _option(workshop, one, one.definition),
        tuple(_option(workshop, other, other.definition) for other in wrong),
        scope_of(one.evidence.passage),
        f"begrip|{one.term.source_id}|{one.term.term}",
    )


def _name(workshop: Workshop, terms: Sequence[Defined], one: Defined, rng: Random) -> Draft | None:
    wrong = _chosen(workshop, terms, one, True, rng)
    if wrong is None:
        return None
    source = source_name(workshop.library, one.term.source_id)
    return Draft(
        Kind.CHOICE,
        Level.UNDERSTAND,
        texts.TERM_NAME.format(source=source, definition=one.definition),
        _option(workshop, one, one.term.term),
        tuple(_option(workshop, other, other.term.term) for other in wrong),
        scope_of(one.evidence.passage),
        f"begrip|{one.term.source_id}|{one.term.term}",
    )


def split_points(definition: str) -> tuple[str, ...]:
    """Return what a definition says, part by part, so that an answer can be right in part."""
    found: list[str] = []
    for sentence in sentences(definition):
        parts: list[str] = []
        for piece in PART.split(sentence):
            if parts and min(len(stem_set(parts[-1])), len(stem_set(piece))) < MIN_PART:
                parts[-1] = sentence[sentence.index(parts[-1]) : sentence.index(piece) + len(piece)]
            else:
                parts.append(piece)
        if len(parts) > 1 and f"{parts[0]}:" in sentence and len(parts[0].split()) <= MAX_LABEL:
            del parts[0]  # 'Kenmerk van complexiteit: …' only says what sort of thing it is
        found.extend(capitalised(part.strip(" .")) for part in parts)
    return tuple(found)


def _openly(workshop: Workshop, one: Defined, rng: Random) -> OpenDraft:
    source = source_name(workshop.library, one.term.source_id)
    points = tuple((point, one.evidence) for point in split_points(one.definition))
    question = texts.TERM_OPEN.format(source=source, term=one.term.term)
    topic = f"begrip|{one.term.source_id}|{one.term.term}"
    return OpenDraft(Level.UNDERSTAND, question, points, scope_of(one.evidence.passage), topic)
