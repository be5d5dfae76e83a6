"""Make items from what belongs together in tables: choose, match, fill in."""

from collections.abc import Iterator, Sequence
from functools import partial
from random import Random

from rag.draft import Evidence
from rag.phrases import count_word
from study import texts
from study.choosing import WRONG, choose_wrong
from study.making import Draft, OpenDraft, Option
from study.names import capitalised, row_text, source_label, table_name
from study.records import Kind, Level
from study.relations import Fact
from study.scope import scope_of
from study.workshop import Task, Workshop

# A missing row is asked with at most this many of its neighbours shown.
MAX_SHOWN = 6
MIN_SHOWN = 3
MAX_OPEN_POINTS = 8


def table_tasks(workshop: Workshop) -> Iterator[Task]:
    """Yield what can be asked from every relation."""
    for relation, facts in workshop.relations.items():
        for fact in facts:
            if not workshop.truth.shares_word(fact.key_text, fact.value):  # else the one gives the other away
                yield from _fact_tasks(workshop, fact, has_keys=len(_keys(facts)) > WRONG)
        for own in _groups(facts).values():
            if relation.missing:
                yield from _group_tasks(workshop, own)


def _fact_tasks(workshop: Workshop, fact: Fact, has_keys: bool) -> Iterator[Task]:
    relation, scope = fact.relation, scope_of(fact.passage, fact.key)
    if relation.ask_value:
        make = partial(_ask_value, workshop, fact)
        yield Task(Kind.CHOICE, Level.REMEMBER, f"{relation.name}>", scope, make)
    if relation.ask_key and has_keys:
        yield Task(Kind.CHOICE, Level.REMEMBER, f"{relation.name}<", scope, partial(_ask_key, workshop, fact))


def _group_tasks(workshop: Workshop, own: Sequence[Fact]) -> Iterator[Task]:
    relation, scope = own[0].relation, scope_of(own[0].passage, own[0].key)
    if len(own) > MIN_SHOWN:
        for fact in own:
            make = partial(_missing, workshop, fact)
            yield Task(Kind.MISSING, Level.REMEMBER, f"{relation.name}-", scope, make)
    if MIN_SHOWN <= len(own) <= MAX_OPEN_POINTS:
        yield Task(Kind.OPEN, Level.REMEMBER, f"{relation.name}?", scope, partial(_list_openly, workshop, own))


def evidence_of(fact: Fact) -> Evidence:
    """Return the row a fact stands in as evidence."""
    locator = f"{table_name(fact.table)}, {fact.key.replace('|', ', ')}"
    return Evidence(fact.passage, row_text(fact.passage, fact.row), locator)


def belongs(workshop: Workshop, fact: Fact, value: str) -> bool:
    """Tell whether `value` is, or may be, right for the key of `fact`, here or anywhere else in the library."""
    facts = workshop.relations[fact.relation]
    own = [other for other in facts if other.key == fact.key and other.aspect == fact.aspect]
    truth = workshop.truth
    if any(truth.alike(value, other.value) for other in own):
        return True
    tables = {other.passage.id for other in facts}
    return bool(truth.says(fact.key_text, value, lambda place: place.passage.id in tables))


def _keys(facts: Sequence[Fact]) -> list[str]:
    return list(dict.fromkeys(fact.key for fact in facts))


def _groups(facts: Sequence[Fact]) -> dict[tuple[str, str], list[Fact]]:
    found: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        found.setdefault((fact.key, fact.aspect), []).append(fact)
    return found


def _option(fact: Fact, text: str) -> Option:
    return Option(capitalised(text), fact.fill(fact.relation.statement), (evidence_of(fact),))


def wrong_facts(workshop: Workshop, fact: Fact, rng: Random) -> tuple[Fact, ...] | None:
    """Return three facts of other keys whose values are nowhere right for the key of `fact`, nor alike."""
    others = [
        other
        for other in workshop.relations[fact.relation]
        if other.key != fact.key and other.aspect == fact.aspect and other.value != fact.value
    ]
    truth = workshop.truth

    def fits(other: Fact, chosen: list[Fact]) -> bool:
        return not any(truth.alike(other.value, one.value) for one in chosen) and not belongs(
            workshop, fact, other.value
        )

    return choose_wrong(fact.value, others, lambda other: other.value, fits, rng)


def _ask_value(workshop: Workshop, fact: Fact, rng: Random) -> Draft | None:
    wrong = wrong_facts(workshop, fact, rng)
    if wrong is None:
        return None
    return Draft(
        Kind.CHOICE,
        Level.REMEMBER,
        fact.fill(fact.relation.ask_value),
        _option(fact, fact.value),
        tuple(_option(other, other.value) for other in wrong),
        scope_of(fact.passage, fact.key),
        f"{fact.relation.name}|{fact.key}|{fact.value}",
    )


def _ask_key(workshop: Workshop, fact: Fact, rng: Random) -> Draft | None:
    facts = workshop.relations[fact.relation]
    examples = {other.key: other for other in facts if other.aspect == fact.aspect}
    examples.pop(fact.key, None)

    def fits(other: Fact, chosen: list[Fact]) -> bool:
        return not belongs(workshop, other, fact.value)

    chosen = choose_wrong(fact.key_text, list(examples.values()), lambda other: other.key_text, fits, rng)
    if chosen is None:
        return None
    question = fact.fill(fact.relation.ask_key)
    return Draft(
        Kind.CHOICE,
        Level.REMEMBER,
        question,
        _option(fact, key_option(fact)),
        tuple(_option(other, key_option(other)) for other in chosen),
        scope_of(fact.passage, fact.key),
        f"{fact.relation.name}|{fact.key}|{fact.value}",
    )


def key_option(fact: Fact) -> str:
    """Return a key as an option: its own spelling, or its name in a sentence where it is no text of its own."""
    return fact.key_text if "|" in fact.key or fact.key.isdigit() else fact.key


def _missing(workshop: Workshop, fact: Fact, rng: Random) -> Draft | None:
    wrong = wrong_facts(workshop, fact, rng)
    if wrong is None:
        return None
    own = [other for other in workshop.relations[fact.relation] if other.key == fact.key and other != fact]
    shown = set(rng.sample(range(len(own)), min(MAX_SHOWN, len(own))))
    lines = [f"- {capitalised(other.value)}" for number, other in enumerate(own) if number in shown]
    lines.insert(rng.randrange(len(lines) + 1), f"- {texts.BLANK}")
    return Draft(
        Kind.MISSING,
        Level.REMEMBER,
        "\n".join([fact.fill(fact.relation.missing), *lines]),
        _option(fact, fact.value),
        tuple(_option(other, other.value) for other in wrong),
        scope_of(fact.passage, fact.key),
        f"{fact.relation.name}|{fact.key}|{fact.value}",
    )


def _list_openly(workshop: Workshop, own: Sequence[Fact], rng: Random) -> OpenDraft:
    first = own[0]
    relation = first.relation
    question = texts.OPEN_FACTS.format(
        count=count_word(len(own)),
        nouns=relation.nouns,
        key=key_option(first),
        source=source_label(workshop.library, relation.source),
        label=table_name(first.table),
    )
    points = tuple((capitalised(fact.value), evidence_of(fact)) for fact in own)
    return OpenDraft(
        Level.REMEMBER, question, points, scope_of(first.passage, first.key), f"{relation.name}|{first.key}"
    )
