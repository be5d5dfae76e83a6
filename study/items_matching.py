"""Make matching items: values to their keys, with four ways to pair them of which one is right."""

from collections.abc import Iterator, Sequence
from functools import partial
from random import Random

from study import texts
from study.choosing import WRONG
from study.items_tables import belongs, evidence_of, key_option
from study.making import Draft, Option
from study.names import capitalised, source_label, table_name
from study.records import Kind, Level
from study.relations import Fact
from study.scope import scope_of
from study.workshop import Task, Workshop

MATCHED = 4
MIN_MATCHED = 3
LETTERS = "abcd"


def match_tasks(workshop: Workshop) -> Iterator[Task]:
    """Yield a matching item around every fact of the relations that have enough keys."""
    for relation, facts in workshop.relations.items():
        if len({fact.key for fact in facts}) < MIN_MATCHED or relation.grid:
            continue
        for first in facts:
            scope = scope_of(first.passage, first.key)
            yield Task(Kind.MATCHING, Level.UNDERSTAND, f"{relation.name}=", scope, partial(_match, workshop, first))


def _match(workshop: Workshop, first: Fact, rng: Random) -> Draft | None:
    facts = list(workshop.relations[first.relation])
    rng.shuffle(facts)
    chosen = [first]
    for fact in facts:
        if len(chosen) < MATCHED and _keeps_apart(workshop, fact, chosen):
            chosen.append(fact)
    if len(chosen) < MIN_MATCHED:
        return None
    rng.shuffle(chosen)
    return match_draft(workshop, chosen, rng)


def _keeps_apart(workshop: Workshop, fact: Fact, chosen: Sequence[Fact]) -> bool:
    """Tell whether `fact` has a key and value of its own that fit none of the chosen crosswise."""
    return all(
        fact.key != other.key and not belongs(workshop, other, fact.value) and not belongs(workshop, fact, other.value)
        for other in chosen
    )


def match_draft(workshop: Workshop, chosen: Sequence[Fact], rng: Random) -> Draft:
    """Return a matching item: numbered values, lettered keys, and four ways to pair them of which one is right."""
    relation = chosen[0].relation
    keys = list(chosen)
    rng.shuffle(keys)
    letters = {fact.key: LETTERS[number] for number, fact in enumerate(keys)}
    lines = [f"{n}. {capitalised(fact.value)}" for n, fact in enumerate(chosen, 1)]
    lines += [f"{letters[fact.key]}. {capitalised(key_option(fact))}" for fact in keys]
    right = [letters[fact.key] for fact in chosen]
    wrong = _permutations(right, rng)
    why = " ".join(fact.fill(relation.statement) for fact in chosen)
    return Draft(
        Kind.MATCHING,
        Level.UNDERSTAND,
        "\n".join([_question(workshop, chosen), *lines]),
        Option(_pairing(right), why, tuple(dict.fromkeys(evidence_of(fact) for fact in chosen))),
        tuple(Option(_pairing(order), "") for order in wrong),
        scope_of(chosen[0].passage, chosen[0].key),
        f"{relation.name}={'|'.join(sorted(fact.value for fact in chosen))}",
        tuple((capitalised(fact.value), capitalised(key_option(fact))) for fact in chosen),
    )


def _question(workshop: Workshop, chosen: Sequence[Fact]) -> str:
    relation = chosen[0].relation
    span = texts.TABLES_FROM.format(first=relation.tables[0], last=relation.tables[-1])
    return texts.MATCH_ASK.format(
        nouns=f"de {relation.nouns}",
        article="het" if relation.key_noun.split()[0] in texts.HET_WORDS else "de",
        key_noun=relation.key_noun,
        source=source_label(workshop.library, relation.source),
        label=table_name(chosen[0].table) if len(relation.tables) == 1 else span,
    )


def _pairing(letters: Sequence[str]) -> str:
    return ", ".join(texts.MATCH_OPTION.format(number=n, letter=letter) for n, letter in enumerate(letters, 1))


def _permutations(right: Sequence[str], rng: Random) -> list[tuple[str, ...]]:
    """Return three other orders of the letters, each wrong in two places or more."""
    found: list[tuple[str, ...]] = []
    while len(found) < WRONG:
        order = list(right)
        rng.shuffle(order)
        if tuple(order) != tuple(right) and tuple(order) not in found:
            found.append(tuple(order))
    return found
