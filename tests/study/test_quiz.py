"""A thousand items hold what the issue asks of them: one right answer, a place for everything, nothing given away."""

import re
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from rag.check import judge
from rag.draft import Evidence
from rag.library import Library
from rag.records import PassageKind, Support
from study.quiz import is_longest, make_quiz
from study.records import Criteria, Item, Kind, Level
from study.relations import load_relations
from study.workshop import Workshop

WITH_OPTIONS = (Kind.CHOICE, Kind.MATCHING, Kind.MISSING, Kind.WHO)
ROW_KINDS = (Kind.CHOICE, Kind.MISSING)


def test_a_thousand_items_of_every_kind_and_level_are_made(thousand: tuple[Item, ...]) -> None:
    assert len(thousand) == 1000
    assert {item.kind for item in thousand} == set(Kind)
    assert {item.level for item in thousand} == set(Level)
    assert len({item.id for item in thousand}) > 700


def test_every_closed_item_has_exactly_one_right_answer(thousand: tuple[Item, ...]) -> None:
    for item in thousand:
        if item.kind is Kind.OPEN:
            assert (item.options, item.correct) == ((), ())
            assert item.points
        else:
            assert len(item.correct) == 1
            assert len(item.options) == (2 if item.kind is Kind.TRUE_FALSE else 4)
            assert len({option.casefold() for option in item.options}) == len(item.options)
            assert len(item.feedback) == len(item.options)


def test_every_item_cites_words_that_stand_in_their_passage(thousand: tuple[Item, ...], library: Library) -> None:
    for item in thousand:
        assert item.citations
        assert [citation.n for citation in item.citations] == list(range(1, len(item.citations) + 1))
        for citation in item.citations:
            assert citation.quote
            assert citation.quote in library.passage_by_id[citation.passage_id].text
        marked = {int(n) for n in re.findall(r"\[(\d+)\]", item.explanation)}
        assert marked == {citation.n for citation in item.citations}


def test_the_right_answer_is_the_longest_in_at_most_35_percent(thousand: tuple[Item, ...]) -> None:
    chosen = [item for item in thousand if item.kind in WITH_OPTIONS]
    at_least_as_long = [
        len(item.options[item.correct[0]]) >= max(map(len, item.options))
        for item in chosen
        if item.kind is not Kind.MATCHING  # its options have one length
    ]
    assert np.mean(at_least_as_long) <= 0.35
    assert np.mean([is_longest(item) for item in chosen]) <= 0.35


def test_the_right_answer_is_not_the_shortest_too_often(thousand: tuple[Item, ...]) -> None:
    chosen = [item for item in thousand if item.kind in WITH_OPTIONS and item.kind is not Kind.MATCHING]
    shortest = [len(item.options[item.correct[0]]) <= min(map(len, item.options)) for item in chosen]
    assert np.mean(shortest) <= 0.4


def test_each_place_holds_20_to_30_percent_of_the_right_answers(thousand: tuple[Item, ...]) -> None:
    places = Counter(item.correct[0] for item in thousand if item.kind in WITH_OPTIONS)
    for place in range(4):
        assert 0.2 <= places[place] / places.total() <= 0.3
    halves = Counter(item.correct[0] for item in thousand if item.kind is Kind.TRUE_FALSE)
    assert 0.4 <= halves[0] / halves.total() <= 0.6


def test_no_wrong_option_stands_under_the_label_that_is_asked_for(
    thousand: tuple[Item, ...], workshop: Workshop
) -> None:
    """The tables themselves, read again without the maker's own bookkeeping, say which values belong to which key."""
    belongs: dict[str, set[str]] = {}
    for fact in workshop.facts:
        if fact.relation.ask_value:
            question = fact.fill(fact.relation.ask_value)
            belongs.setdefault(question, set()).add(fact.value.casefold())
        if fact.relation.missing:
            belongs.setdefault(fact.fill(fact.relation.missing), set()).add(fact.value.casefold())
        if fact.relation.ask_key:
            names = {fact.key.casefold(), fact.key_text.casefold()}
            belongs.setdefault(fact.fill(fact.relation.ask_key), set()).update(names)
    checked = 0
    for item in thousand:
        own = belongs.get(item.question.split("\n")[0])
        if item.kind not in ROW_KINDS or own is None:
            continue
        checked += 1
        right = item.correct[0]
        assert item.options[right].casefold() in own
        assert not own & {option.casefold() for n, option in enumerate(item.options) if n != right}
    assert checked > 250


def test_no_wrong_option_is_carried_by_any_passage_of_the_library(
    thousand: tuple[Item, ...], workshop: Workshop, library: Library
) -> None:
    """The answer checker, which knows nothing of how items are made, finds no passage that carries a wrong option.

    Each wrong option is put into the sentence that would make it right and judged against the passages that share most
    words with it, but for the table that was asked about: that one is settled row by row above.
    """
    by_question = {}
    for relation in load_relations():
        for fact in workshop.relations.get(relation, ()):
            if relation.ask_value:
                by_question.setdefault(fact.fill(relation.ask_value), fact)
    carried, judged = [], 0
    for item in thousand:
        fact = by_question.get(item.question.split("\n")[0])
        if item.kind is not Kind.CHOICE or fact is None:
            continue
        tables = {other.passage.id for other in workshop.relations[fact.relation]}
        for n, option in enumerate(item.options):
            if n in item.correct:
                continue
            claim = replace(fact, value=option).fill(fact.relation.statement)
            judged += 1
            for passage in nearest_passages(claim, workshop, tables):
                verdict = judge(claim, [Evidence(passage, passage.text)], workshop.truth.lexicon)
                if verdict.support in (Support.VERBATIM, Support.TABLE):
                    carried.append((claim, passage.id))
    assert judged > 300
    assert carried == []


def nearest_passages(claim, workshop: Workshop, without: set[str], count: int = 4):
    """Return the passages that hold most of the words of `claim`."""
    shares = workshop.truth.shares(claim)
    found = {}
    for number in np.argsort(-shares)[:60]:
        passage = workshop.truth.places[int(number)].passage
        if passage.id not in without and passage.kind is not PassageKind.NOTE:
            found.setdefault(passage.id, passage)
    return list(found.values())[:count]


def test_options_of_one_item_do_not_say_the_same(thousand: tuple[Item, ...], workshop: Workshop) -> None:
    keys = {fact.fill(fact.relation.ask_key) for fact in workshop.facts if fact.relation.ask_key}
    for item in thousand:
        if item.kind in ROW_KINDS and item.question not in keys and "niet" not in item.question.split("\n")[0]:
            right = item.options[item.correct[0]]
            for n, option in enumerate(item.options):
                assert n in item.correct or not workshop.truth.alike(right, option), (item.question, right, option)


def test_a_false_statement_is_not_carried_by_the_sentence_it_was_made_from(
    thousand: tuple[Item, ...], workshop: Workshop, library: Library
) -> None:
    checked = 0
    for item in thousand:
        if item.kind is not Kind.TRUE_FALSE or item.level is not Level.UNDERSTAND or item.correct != (1,):
            continue
        checked += 1
        statement = item.question.split("? ", 1)[1]
        quote = item.citations[0].quote
        assert statement != quote
        passage = library.passage_by_id[item.citations[0].passage_id]
        verdict = judge(statement, [Evidence(passage, quote)], workshop.truth.lexicon)
        assert verdict.support is Support.UNSUPPORTED
    assert checked > 5


def test_a_true_statement_stands_in_its_passage(thousand: tuple[Item, ...]) -> None:
    for item in thousand:
        if item.kind is Kind.TRUE_FALSE and item.level is Level.UNDERSTAND and item.correct == (0,):
            assert item.question.endswith(item.citations[0].quote)


def test_a_matching_item_has_pairs_that_are_its_right_option(thousand: tuple[Item, ...]) -> None:
    for item in thousand:
        if item.kind is Kind.MATCHING:
            lines = item.question.split("\n")[1:]
            numbered = [line.split(". ", 1)[1] for line in lines if line[0].isdigit()]
            lettered = {line[0]: line.split(". ", 1)[1] for line in lines if not line[0].isdigit()}
            right = [pair.split("-")[1] for pair in item.options[item.correct[0]].split(", ")]
            assert item.pairs == tuple((value, lettered[letter]) for value, letter in zip(numbered, right, strict=True))


def test_the_same_seed_gives_the_same_quiz_and_another_seed_another(workshop: Workshop, library: Library) -> None:
    first = make_quiz(workshop, Criteria(), 12, 7)
    again = make_quiz(Workshop(library), Criteria(), 12, 7)
    assert first == again
    assert make_quiz(workshop, Criteria(), 12, 8) != first


def test_a_quiz_asks_nothing_twice(workshop: Workshop) -> None:
    items = make_quiz(workshop, Criteria(), 80, 3).items
    assert len({item.topic for item in items}) == len(items)


@pytest.mark.parametrize(
    "criteria",
    [
        Criteria(sources=("essay",)),
        Criteria(themes=("leiderschap",)),
        Criteria(phases=("evaluatie",)),
        Criteria(disciplines=("bestuurskunde",)),
    ],
)
def test_a_quiz_holds_only_what_is_asked_for(workshop: Workshop, criteria: Criteria) -> None:
    items = make_quiz(workshop, criteria, 10, 1).items
    assert len(items) == 10
    assert all(criteria.allows(item.scope) for item in items)


@pytest.mark.parametrize("level", list(Level))
def test_a_quiz_keeps_to_the_level_asked_for(workshop: Workshop, level: Level) -> None:
    items = make_quiz(workshop, Criteria(levels=(level,)), 10, 1).items
    assert {item.level for item in items} == {level}


def test_a_choice_with_little_in_it_gives_a_shorter_quiz(workshop: Workshop) -> None:
    criteria = Criteria(sources=("essay",), kinds=(Kind.MATCHING,))
    quiz = make_quiz(workshop, criteria, 50, 1)
    assert 0 < len(quiz.items) < quiz.wanted
