"""Make items that ask to recognise a row of a table in a situation from practice."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.resources import files
from random import Random

from rag.records import EntryRole
from study.choosing import choose_wrong
from study.items_tables import evidence_of
from study.making import Draft, Option
from study.names import capitalised
from study.records import Kind, Level
from study.relations import Fact
from study.scope import scope_of
from study.workshop import Task, Workshop

FILE = "situations.toml"


@dataclass(frozen=True)
class Situation:
    """What somebody tells, the row it is an example of, and the rows that would fit as well."""

    source: str
    table: str
    value: str
    told: str
    shown: str
    row: str
    never: tuple[str, ...]


@lru_cache(maxsize=1)
def load_situations() -> tuple[Situation, ...]:
    """Return the situations that ship."""
    data = tomllib.loads(files("study").joinpath("data", FILE).read_text(encoding="utf-8"))
    return tuple(
        Situation(
            source=group["source"],
            table=group["table"],
            value=group["value"],
            told=one["told"],
            shown=one.get("shown", one["told"]),
            row=one["row"],
            never=tuple(one.get("never", ())),
        )
        for group in data["table"]
        for one in group["situations"]
    )


def situation_tasks(workshop: Workshop) -> Iterator[Task]:
    """Yield an item for each situation whose question and row are both in the library."""
    asked = [entry.text for entry in workshop.library.entries if entry.role is EntryRole.QUESTION]
    for situation in load_situations():
        fact = next((fact for fact in workshop.facts if _is_meant(fact, situation)), None)
        if fact is not None and any(question.startswith(situation.told) for question in asked):
            family = f"situatie/{situation.source}/{situation.table}"
            make = partial(_recognise, workshop, situation, fact)
            yield Task(Kind.CHOICE, Level.APPLY, family, scope_of(fact.passage, fact.key), make)


def _is_meant(fact: Fact, situation: Situation) -> bool:
    relation = fact.relation
    return (
        (relation.source, relation.value) == (situation.source, situation.value)
        and fact.table.label == situation.table
        and fact.value == situation.row
        and bool(relation.situation)
    )


def _recognise(workshop: Workshop, situation: Situation, fact: Fact, rng: Random) -> Draft | None:
    truth = workshop.truth
    others = [
        other
        for other in workshop.relations[fact.relation]
        if other.value != fact.value
        and other.value not in situation.never
        and not truth.alike(other.value, fact.value)
        and not truth.shares_word(situation.shown, other.value)
    ]

    def fits(other: Fact, chosen: list[Fact]) -> bool:
        return not any(truth.alike(other.value, one.value) for one in chosen)

    wrong = choose_wrong(fact.value, others, lambda other: other.value, fits, rng)
    if wrong is None:
        return None
    return Draft(
        Kind.CHOICE,
        Level.APPLY,
        fact.relation.situation.format(situation=situation.shown),
        _option(fact),
        tuple(_option(other) for other in wrong),
        scope_of(fact.passage, fact.key),
        f"situatie|{situation.told}",
    )


def _option(fact: Fact) -> Option:
    return Option(capitalised(fact.value), fact.fill(fact.relation.statement), (evidence_of(fact),))
