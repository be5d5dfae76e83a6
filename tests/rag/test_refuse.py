"""When no answer is given, why, and what is said instead."""

import pytest

from rag.adviser import Adviser
from rag.records import RefusalReason
from rag.refuse import MIN_CONFIDENCE

NEAR_MISSES = (
    "Hoeveel viaducten bouwde de Waardse Alliantie?",
    "Wat is het e-mailadres van prof. Boonstra?",
    "Hoeveel leden heeft de Opus Dei in Nederland?",
    "Wat zegt Patrick Lencioni over vertrouwen in teams?",
)
OFF_TOPIC = (
    "Wat kost een parkeervergunning in Utrecht?",
    "recept bloemkoolsoep",
    "Wat is de hoofdstad van Australië?",
    "Hoe bak ik pannenkoeken?",
)


def _reason(question: str, adviser: Adviser) -> RefusalReason | None:
    refusal = adviser.ask(question).refusal
    return refusal.reason if refusal else None


@pytest.mark.parametrize("question", NEAR_MISSES)
def test_a_near_miss_is_refused_with_what_comes_nearest(question: str, adviser: Adviser) -> None:
    answer = adviser.ask(question)
    assert answer.refusal is not None
    assert answer.refusal.reason is RefusalReason.NOT_IN_SOURCES
    assert answer.refusal.nearest
    assert all(c.quote in adviser.library.passage_by_id[c.passage_id].text for c in answer.refusal.nearest)


@pytest.mark.parametrize("question", OFF_TOPIC)
def test_a_question_about_something_else_is_refused_as_such(question: str, adviser: Adviser) -> None:
    assert _reason(question, adviser) is RefusalReason.OFF_TOPIC


def test_who_names_people_of_the_library_is_not_off_topic(adviser: Adviser) -> None:
    assert _reason("Hoe bakken Schruijer en Vansina pannenkoeken?", adviser) is not RefusalReason.OFF_TOPIC


@pytest.mark.parametrize("question", ["help", "En?", "info", "Ik heb een vraag"])
def test_a_question_that_says_nothing_asks_for_more(question: str, adviser: Adviser) -> None:
    assert _reason(question, adviser) is RefusalReason.UNCLEAR


def test_the_refusal_says_how_the_nearest_passage_falls_short(adviser: Adviser) -> None:
    refusal = adviser.ask("Hoeveel helikopters gebruikte de Waardse Alliantie?").refusal
    assert refusal is not None
    assert "een getal en iets over ‘helikopters’ staan daar niet" in refusal.message
    refusal = adviser.ask("Hoeveel viaducten bouwde de Waardse Alliantie?").refusal  # near to sentences with numbers
    assert refusal is not None
    assert "Over ‘viaducten’ zegt de bibliotheek niets" in refusal.message
    refusal = adviser.ask("In welk jaar verbood Roosevelt de trusts?").refusal
    assert refusal is None or "een jaartal staat daar niet bij" in refusal.message


def test_the_refusal_names_a_question_that_the_library_answers(adviser: Adviser) -> None:
    refusal = adviser.ask("Hoeveel viaducten bouwde de Waardse Alliantie?").refusal
    assert refusal is not None
    suggested = refusal.message.split("wel beantwoordt: ‘")[1].split("’")[0]
    assert adviser.ask(suggested).answered


def test_a_refusal_tells_what_does_stand_at_the_place_that_comes_nearest(adviser: Adviser) -> None:
    refusal = adviser.ask("Welke zes steden waren bij de VOC aangesloten?").refusal
    assert refusal is not None
    told = refusal.message.split("Misschien helpt wat daar wel staat: ")[1]
    assert told.startswith(refusal.nearest[0].quote + " Wat de bibliotheek")
    assert "VOC" in told or "Compagnie" in told or "steden" in told
    other = adviser.ask("Hoe bak ik pannenkoeken?").refusal
    assert other is not None
    assert "wat daar wel staat" not in other.message


def test_what_is_told_is_not_said_to_be_missing(adviser: Adviser) -> None:
    for question in NEAR_MISSES:
        refusal = adviser.ask(question).refusal
        if refusal and "een getal" in refusal.message and "wat daar wel staat: " in refusal.message:
            told = refusal.message.split("wat daar wel staat: ")[1].split(" Wat de bibliotheek")[0]
            assert not any(character.isdigit() for character in told)


def test_confidence_stands_in_the_trace_on_the_side_of_the_verdict(adviser: Adviser) -> None:
    for question in (*NEAR_MISSES, "Wat is een intersectorale alliantie?", "Wat is een metaprobleem?"):
        answer = adviser.ask(question)
        assert 0.0 <= answer.trace.confidence <= 1.0
        assert answer.answered == (answer.trace.confidence >= MIN_CONFIDENCE)
