"""Make items that ask who says something: which source, or which author a source reports."""

from collections.abc import Iterator, Sequence
from functools import partial
from random import Random

import numpy as np

from rag.draft import Evidence
from rag.records import EntryRole
from rag.text import fold
from study import texts
from study.attributed import Attributed, find_attributed
from study.choosing import WRONG, choose_wrong
from study.making import Draft, Option
from study.names import capitalised, source_name
from study.records import Kind, Level
from study.scope import scope_of
from study.statements import Statement, find_statements
from study.workshop import Task, Workshop

# A sentence of another source this near in meaning may say the same. On the shipped library sentences of different
# sources that say the same lie above 0.93, others on one subject between 0.85 and 0.92.
MAX_SIMILAR = 0.925
# What shared words count beside nearness in meaning, when the nearest sentence of a source is shown.
WORDS_COUNT = 0.1
# Sources share less than half of a sentence's words before one could be said to say it.
MAX_SHARED = 0.6


def who_tasks(workshop: Workshop) -> Iterator[Task]:
    """Yield what can be asked about who says what."""
    for statement in find_statements(workshop.library, workshop.truth.lexicon):
        scope, family = scope_of(statement.passage), f"wie/{statement.passage.source_id}"
        if len(workshop.library.sources) > WRONG:
            yield Task(Kind.WHO, Level.UNDERSTAND, family, scope, partial(_which_source, workshop, statement))
    credited = find_attributed(workshop.library, workshop.truth.lexicon)
    for one in credited:
        scope, family = scope_of(one.statement.passage), f"wie/auteur/{one.statement.passage.source_id}"
        yield Task(Kind.WHO, Level.REMEMBER, family, scope, partial(_which_author, workshop, credited, one))


def _which_source(workshop: Workshop, statement: Statement, rng: Random) -> Draft | None:
    library, own = workshop.library, statement.passage.source_id
    shares = workshop.truth.shares(statement.text)
    nearest = _nearest(workshop, statement)
    if nearest is None:
        return None
    others = []
    for source_id, (similarity, evidence) in nearest.items():
        mine = np.array([place.passage.source_id == source_id for place in workshop.truth.places])
        if similarity >= MAX_SIMILAR or (shares[mine].max() if mine.any() else 0) >= MAX_SHARED:
            continue
        others.append((source_id, evidence))
    if len(others) < WRONG:
        return None
    wrong = rng.sample(others, WRONG)
    return Draft(
        Kind.WHO,
        Level.UNDERSTAND,
        texts.WHO_SOURCE.format(statement=statement.text),
        Option(
            capitalised(source_name(library, own)),
            texts.EXPLAIN_SOURCE_SAYS.format(source=capitalised(source_name(library, own)), quote=statement.text),
            (statement.evidence,),
        ),
        tuple(_elsewhere(workshop, source_id, evidence) for source_id, evidence in wrong),
        scope_of(statement.passage),
        f"zin|{statement.text}",
    )


def _elsewhere(workshop: Workshop, source_id: str, evidence: Evidence) -> Option:
    name = source_name(workshop.library, source_id)
    why = texts.EXPLAIN_NOWHERE.format(source=name if name[0].islower() else name, quote=evidence.quote)
    return Option(capitalised(name), why, (evidence,))


def _nearest(workshop: Workshop, statement: Statement) -> dict[str, tuple[float, Evidence]] | None:
    """Return for every other source its sentence nearest in meaning; None when the statement itself is not indexed."""
    library = workshop.library
    own = [
        number
        for number in library.entries_by_passage.get(statement.passage.id, ())
        if library.entries[number].text == statement.text
    ]
    if not own:
        return None
    sentences = library.entries_by_role[EntryRole.SENTENCE]
    similar = np.asarray(library.vectors)[sentences] @ np.asarray(library.vectors[own[0]])
    shared = dict(zip(workshop.place_keys, workshop.truth.shares(statement.text), strict=True))
    bonus = [shared.get((library.entries[n].passage_id, library.entries[n].text), 0.0) for n in map(int, sentences)]
    found: dict[str, tuple[float, Evidence]] = {}
    for place in np.argsort(-(similar + WORDS_COUNT * np.array(bonus))):
        entry = library.entries[int(sentences[place])]
        if entry.source_id != statement.passage.source_id and entry.source_id not in found:
            passage = library.passage_by_id[entry.passage_id]
            found[entry.source_id] = (float(similar[place]), Evidence(passage, entry.text))
        if len(found) == len(library.sources) - 1:
            break
    return found


def _which_author(workshop: Workshop, credited: Sequence[Attributed], one: Attributed, rng: Random) -> Draft | None:
    source_id = one.statement.passage.source_id
    truth = workshop.truth
    plain = one.blanked.replace(texts.BLANK, " ")
    by_author: dict[str, Attributed] = {}
    for other in credited:
        if other.statement.passage.source_id == source_id and not _share_name(other.author, one.author):
            by_author.setdefault(other.author, other)

    def fits(other: Attributed, chosen: list[Attributed]) -> bool:
        if any(_share_name(other.author, earlier.author) for earlier in chosen):
            return False
        return not truth.says(other.author, plain, lambda place: place.text == one.statement.text)

    wrong = choose_wrong(one.author, list(by_author.values()), lambda other: other.author, fits, rng)
    if wrong is None:
        return None
    source = source_name(workshop.library, source_id)
    return Draft(
        Kind.WHO,
        Level.REMEMBER,
        texts.WHO_BLANK.format(source=source, statement=one.blanked),
        _author(one, source),
        tuple(_author(other, source) for other in wrong),
        scope_of(one.statement.passage),
        f"zin|{one.statement.text}",
    )


def _author(one: Attributed, source: str) -> Option:
    why = texts.EXPLAIN_AUTHOR.format(source=capitalised(source), quote=one.statement.text)
    return Option(capitalised(one.author), why, (one.statement.evidence,))


def _share_name(first: str, second: str) -> bool:
    """Tell whether two groups of authors have somebody in common."""
    names = [{word for word in fold(text).replace(",", " ").split() if len(word) > 3} for text in (first, second)]
    return bool(names[0] & names[1] - {"collega's"})
