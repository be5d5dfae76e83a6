"""Make true/false items: what a table puts together or pulls apart, and sentences as they stand or turned round."""

from collections.abc import Iterator
from functools import partial
from random import Random

from study import texts
from study.falsify import falsified
from study.items_tables import belongs, evidence_of
from study.making import Draft, Option, finish_true_false
from study.names import capitalised, source_name
from study.records import Item, Kind, Level
from study.relations import Fact
from study.scope import scope_of
from study.statements import Statement, find_statements
from study.workshop import Task, Workshop


def true_false_tasks(workshop: Workshop) -> Iterator[Task]:
    """Yield what can be put as true or false; half of each sort is made true."""
    for number, fact in enumerate(workshop.facts):
        if workshop.truth.shares_word(fact.key_text, fact.value):
            continue
        make = partial(_pairing, workshop, fact, number % 2 == 0)
        sort = "ja" if number % 2 == 0 else "nee"
        scope = scope_of(fact.passage, fact.key)
        yield Task(Kind.TRUE_FALSE, Level.REMEMBER, f"juist/{sort}/{fact.passage.source_id}/t", scope, make)
    for number, statement in enumerate(find_statements(workshop.library, workshop.truth.lexicon)):
        make = partial(_sentence, workshop, statement, number % 2 == 0)
        sort = "ja" if number % 2 == 0 else "nee"
        scope = scope_of(statement.passage)
        family = f"juist/{sort}/{statement.passage.source_id}/z"
        yield Task(Kind.TRUE_FALSE, Level.UNDERSTAND, family, scope, make)


def _pairing(workshop: Workshop, fact: Fact, is_true: bool, rng: Random) -> Item | None:
    shown = fact
    if not is_true:
        others = [
            other
            for other in workshop.relations[fact.relation]
            if other.key != fact.key and other.aspect == fact.aspect and not belongs(workshop, other, fact.value)
        ]
        if not others:
            return None
        other = rng.choice(others)
        shown = Fact(fact.relation, fact.passage, fact.row, other.key, fact.value, fact.aspect)
    statement = shown.fill(fact.relation.statement)
    option = Option(texts.TRUE, fact.fill(fact.relation.statement), (evidence_of(fact),))
    draft = Draft(
        Kind.TRUE_FALSE,
        Level.REMEMBER,
        texts.TRUE_FALSE_ASK.format(statement=statement),
        option,
        (),
        scope_of(fact.passage, fact.key),
        f"{fact.relation.name}|{fact.key}|{fact.value}",
    )
    return finish_true_false(draft, is_true, workshop.library)


def _sentence(workshop: Workshop, statement: Statement, is_true: bool, rng: Random) -> Item | None:
    shown = statement.text
    if not is_true:
        altered = list(falsified(statement, workshop.truth))
        if not altered:
            return None
        shown = rng.choice(altered)
    elif not list(falsified(statement, workshop.truth)):
        return None  # true ones are chosen from the same sentences, so that their form gives nothing away
    source = source_name(workshop.library, statement.passage.source_id)
    why = texts.EXPLAIN_SOURCE_SAYS.format(source=capitalised(source), quote=statement.text)
    draft = Draft(
        Kind.TRUE_FALSE,
        Level.UNDERSTAND,
        texts.TRUE_FALSE_SOURCE.format(source=source, statement=shown),
        Option(texts.TRUE, why, (statement.evidence,)),
        (),
        scope_of(statement.passage),
        f"zin|{statement.text}",
    )
    return finish_true_false(draft, is_true, workshop.library)
