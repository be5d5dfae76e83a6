"""Rules for questions about the answer just given."""

import pytest

from rag.about_answer import asks_for_source, has_answer
from rag.adviser import Adviser
from rag.phrases import NO_PAGES
from rag.records import Turn

ASKED = (
    "En wie zegt dat?",
    "Waar staat dat?",
    "Uit welke bron komt dat?",
    "Wat is de bron daarvan?",
    "Kun je daar een bron bij geven?",
    "Hoe weet je dat?",
    "Weet je dat zeker?",
    "Op welke bladzijde staat dat?",
    "Klopt dat wel?",
    "bronvermelding graag",
)
OTHER = (
    "Wie zegt dat vertrouwen economische waarde heeft?",
    "Waar staat dat over vertrouwen?",
    "Zegt Boonstra dat ook?",
    "Wie was dat?",
    "Welke bronnen spreken dat tegen?",
)


def talk(adviser: Adviser, *questions: str) -> tuple[Turn, ...]:
    history: tuple[Turn, ...] = ()
    for question in questions:
        told = adviser.ask(question, history)
        history = (*history, Turn("user", question), Turn("assistant", told.answer))
    return history


@pytest.mark.parametrize("question", ASKED)
def test_who_asks_for_the_source_gets_the_places_of_what_was_said(question: str, adviser: Adviser) -> None:
    history = talk(adviser, "Wat is een metaprobleem?")
    before, told = adviser.ask("Wat is een metaprobleem?"), adviser.ask(question, history)
    assert told.answered and told.answer.startswith("**Tubbing e.a. (TNO), 2012, ‘")
    assert {c.passage_id for c in before.citations} <= {c.passage_id for c in told.citations}
    assert told.question == question


@pytest.mark.parametrize("question", OTHER)
def test_a_question_with_a_subject_of_its_own_is_another_question(question: str) -> None:
    assert not asks_for_source(question)


def test_what_is_missing_is_not_traced(adviser: Adviser) -> None:
    history = talk(adviser, "Wat kost een facilitator per dag?")
    told = adviser.ask("Waar staat dat?", history)
    assert not told.answered and not told.citations


def test_a_table_is_named_and_not_told_again(adviser: Adviser) -> None:
    history = talk(adviser, "Wat zijn de faalfactoren volgens de bestuurskunde in tabel 2 van Boonstra?")
    told = adviser.ask("Waar staat dat?", history)
    assert told.answer.startswith("**Boonstra, 2007, ") and "Tabel 2" in told.answer
    assert len(told.sentences) == 1


def test_an_answer_in_other_words_is_traced_to_what_ours_says(adviser: Adviser) -> None:
    question = "Wat is een metaprobleem?"
    said = "De oorzaak en de impact van zulke metaproblemen liggen in allerlei sectoren en domeinen."
    told = adviser.ask("Wie zegt dat?", (Turn("user", question), Turn("assistant", said)))
    assert told.answer.startswith("**Tubbing e.a. (TNO), 2012, ‘")
    other = adviser.ask("Wie zegt dat?", (Turn("user", question), Turn("assistant", "Morgen schijnt de zon.")))
    assert not other.answer.startswith("**Tubbing")


def test_pages_the_library_does_not_know_are_said_to_be_unknown(adviser: Adviser) -> None:
    history = talk(adviser, "Wat is een metaprobleem?")
    assert NO_PAGES in adviser.ask("Op welke bladzijde staat dat?", history).answer


def test_the_talk_stays_with_its_subject_behind_a_question_for_the_source(adviser: Adviser) -> None:
    asked = ("Wat zijn de succesfactoren in de formatiefase volgens TNO?", "Waar staat dat?")
    told = adviser.ask("En in de managementfase?", talk(adviser, *asked))
    assert (
        told.standalone_question == adviser.ask("En in de managementfase?", talk(adviser, asked[0])).standalone_question
    )


def test_only_an_answer_can_be_asked_about() -> None:
    assert not has_answer(()) and not has_answer((Turn("user", "Wat is een alliantie?"),))


@pytest.mark.parametrize(
    "question", ["Zeggen de andere bronnen dat ook?", "En de andere bronnen?", "Is iedereen het daarover eens?"]
)
def test_what_the_other_sources_say_is_asked_of_all(question: str, adviser: Adviser) -> None:
    told = adviser.ask(question, talk(adviser, "Wat zegt De Wit over leiderschap?"))
    assert told.standalone_question == "Wat zeggen de bronnen over leiderschap?"
    assert len({citation.source_id for citation in told.citations}) > 1


@pytest.mark.parametrize("question", ["Kan dat korter?", "Kun je dat samenvatten?"])
def test_a_shorter_answer_is_the_beginning_of_the_one_before(question: str, adviser: Adviser) -> None:
    for asked in ("Waarom mislukken allianties?", "Onze partner houdt informatie achter, wat nu?"):
        before = adviser.ask(asked)
        told = adviser.ask(question, talk(adviser, asked))
        assert len(told.sentences) == 2 < len(before.sentences)
        assert {s.text for s in told.sentences} <= {s.text for s in before.sentences}
