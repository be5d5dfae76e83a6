"""The sentence that answers stands first in a short answer; the others keep their order."""

from dataclasses import replace

import numpy as np
import pytest

from rag import answer_first as module
from rag.adviser import Adviser
from rag.answer_first import SIGNALS, answer_first, entry_of, measure_opening, opening_sentences
from rag.boosted import Boosted
from rag.clock import Clock
from rag.compose import draft_answer
from rag.draft import Draft, Line, LineStyle
from rag.leaning import leans
from rag.library import Library
from rag.query import Query, QuestionKind
from rag.retrieve import Found

QUESTION = "Wat wil het Convenant Gezond Gewicht bereiken?"


@pytest.fixture(scope="module")
def asked(adviser: Adviser) -> tuple[Query, Found, Draft]:
    query, found = adviser._search(QUESTION, (), (), Clock())
    return query, found, draft_answer(query, found, adviser.library)


def trees_for(name: str, bound: float) -> Boosted:
    """Return one tree that finds likely what has more than `bound` of the signal called `name`."""
    column = SIGNALS.index(name)
    return Boosted(SIGNALS, 0.0, np.array([[column]]), np.array([[bound]]), np.array([[0.0, 5.0]]))


def test_the_likeliest_sentence_goes_first_and_the_rest_keep_their_order(
    asked: tuple[Query, Found, Draft], library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    query, found, draft = asked
    lines = opening_sentences(draft)
    last = max(n for n, line in enumerate(lines) if not leans(line.text))
    assert last > 0
    monkeypatch.setattr(module, "load_boosted", lambda _: trees_for("place", last - 0.5))
    monkeypatch.setattr(module, "FAR_LESS", 99.0)
    ordered = answer_first(draft, query, found, library).lines
    rest = [line for line in draft.lines if line is not ordered[0]]
    assert ordered == (lines[last], *rest)


def test_what_is_far_less_likely_is_left_out(
    asked: tuple[Query, Found, Draft], library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    query, found, draft = asked
    monkeypatch.setattr(module, "load_boosted", lambda _: trees_for("place", 0.5))
    said = answer_first(draft, query, found, library).lines
    assert draft.lines[0] not in said
    assert {*draft.lines[1:]} == {*said}


def test_a_draft_that_opens_leaning_opens_with_what_does_not(
    asked: tuple[Query, Found, Draft], library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    query, found, draft = asked
    monkeypatch.setattr(module, "load_boosted", lambda _: trees_for("place", 99.0))
    first = draft.lines[0].text
    monkeypatch.setattr(module, "leans", lambda text: text == first)
    assert answer_first(draft, query, found, library).lines[0] == draft.lines[1]


def test_a_sentence_that_leans_never_goes_first(
    asked: tuple[Query, Found, Draft], library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    query, found, draft = asked
    monkeypatch.setattr(module, "load_boosted", lambda _: trees_for("place", 0.5))
    monkeypatch.setattr(module, "leans", lambda _: True)
    monkeypatch.setattr(module, "FAR_LESS", 99.0)
    assert answer_first(draft, query, found, library) == draft


def test_what_has_an_order_of_its_own_keeps_it(
    asked: tuple[Query, Found, Draft], library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    query, found, draft = asked
    monkeypatch.setattr(module, "load_boosted", lambda _: trees_for("place", 0.5))
    assert answer_first(draft, query, found, library) != draft
    for kind in (QuestionKind.OVERVIEW, QuestionKind.COMPARISON, QuestionKind.LIST):
        assert answer_first(draft, replace(query, kind=kind), found, library) == draft
    assert answer_first(draft, replace(query, is_situation=True), found, library) == draft


def test_only_sentences_before_a_heading_or_list_are_the_opening(library: Library) -> None:
    sentence, heading = Line("Een zin."), Line("Kop", style=LineStyle.HEADING)
    assert opening_sentences(Draft((sentence, heading, sentence))) == [sentence]
    assert opening_sentences(Draft((Line("De drie zijn:"), sentence))) == []
    assert entry_of(sentence, library) is None


def test_every_signal_is_measured_of_every_sentence(asked: tuple[Query, Found, Draft], library: Library) -> None:
    query, found, draft = asked
    lines = opening_sentences(draft)
    entries = [entry for line in lines if (entry := entry_of(line, library)) is not None]
    rows = measure_opening(lines, entries, query, found, library)
    assert rows.shape == (len(lines), len(SIGNALS)) and np.isfinite(rows).all()
    assert rows[:, SIGNALS.index("place")].tolist() == list(range(len(lines)))


def test_the_answer_to_a_plain_question_opens_with_it(adviser: Adviser) -> None:
    assert adviser.ask(QUESTION).sentences[0].text.startswith("Het doel van het convenant")


def test_who_asks_for_an_example_gets_one_first(adviser: Adviser) -> None:
    """And none of another thing: "voorbeelden van sterke verandering" are none of brokering."""
    assert adviser.ask("Geef een voorbeeld van een metaprobleem.").sentences[0].text.startswith("Een voorbeeld van een")
    assert "worst practice" in adviser.ask("Geef een voorbeeld van een worst practice.").sentences[0].text
    told = adviser.ask("Geef een voorbeeld van brokering.")
    assert not told.sentences[0].text.startswith("Voorbeelden van sterke verandering")
