"""What an answer promises, on the shipped library."""

import re

import pytest

from rag.adviser import Adviser
from rag.errors import UsageError
from rag.records import Answer, Support, Turn

QUESTIONS = (
    "Welke faalfactoren noemt Boonstra bij Bestuurskunde?",
    "Wat is een intersectorale alliantie?",
    "Onze partner houdt informatie achter, wat nu?",
    "Hoeveel procent van de allianties mislukt?",
    "Wat is het verschil tussen contractuele arrangementen en partnerschap?",
    "Welke spelregels gelden in een netwerk volgens het werkboek?",
    "Wie vindt kennis belangrijker dan relaties?",
    "Wat kost een vergadertafel?",
)


@pytest.fixture(scope="module")
def answers(adviser: Adviser) -> list[Answer]:
    return [adviser.ask(question) for question in QUESTIONS]


def test_every_sentence_of_an_answer_is_cited_and_supported(answers: list[Answer]) -> None:
    for answer in answers:
        for sentence in answer.sentences:
            assert sentence.citations, sentence.text
            assert sentence.support is not Support.UNSUPPORTED, sentence.text


def test_every_quote_stands_in_its_passage_character_for_character(answers: list[Answer], adviser: Adviser) -> None:
    for answer in answers:
        for citation in answer.citations:
            assert citation.quote
            assert citation.quote in adviser.library.passage_by_id[citation.passage_id].text


def test_citations_are_numbered_from_one_in_reading_order_without_gaps(answers: list[Answer]) -> None:
    for answer in answers:
        markers = [int(n) for n in re.findall(r"\[(\d+)\]", answer.answer)]
        assert list(dict.fromkeys(markers)) == [citation.n for citation in answer.citations]


def test_the_five_factors_of_bestuurskunde_and_nothing_else(adviser: Adviser) -> None:
    answer = adviser.ask("Welke faalfactoren noemt Boonstra bij Bestuurskunde?")
    table = next(p for p in adviser.library.tables if p.source_id == "boonstra" and p.table.label == "Tabel 2")
    expected = [row[1][0] for row in table.table.rows if row[0][0] == "Bestuurskunde"]
    assert len(expected) == 5
    assert [s.text for s in answer.sentences[1:]] == expected
    assert {c.locator for c in answer.citations} == {"Tabel 2, Bestuurskunde"}


def test_a_refusal_is_an_answer_that_says_what_was_looked_for(adviser: Adviser) -> None:
    answer = adviser.ask("Hoe bak je een appeltaart met kaneel?")
    assert not answer.answered
    assert answer.refusal is not None
    assert "appeltaart" in answer.refusal.message
    assert answer.sentences == ()
    assert answer.citations == ()


def test_answers_stay_within_the_sources_asked_for(adviser: Adviser) -> None:
    answer = adviser.ask("Wat is vertrouwen?", sources=("essay",))
    assert {c.source_id for c in answer.citations} <= {"essay"}


def test_the_same_question_gives_the_same_answer(adviser: Adviser) -> None:
    first, second = (adviser.ask("Hoe gaan partners om met verschillen?") for _ in range(2))
    assert (first.answer, first.citations) == (second.answer, second.citations)


def test_a_follow_up_is_understood_from_the_history(adviser: Adviser) -> None:
    history = (
        Turn("user", "Welke faalfactoren noemt Boonstra bij Bestuurskunde?"),
        Turn("assistant", "Vijf factoren."),
    )
    answer = adviser.ask("En bij Bedrijfskunde?", history)
    assert "Bedrijfskunde" in answer.standalone_question or "bedrijfskunde" in answer.standalone_question
    assert len(answer.sentences) == 1 + 6


def test_a_question_in_english_is_answered_in_dutch_and_says_so(adviser: Adviser) -> None:
    answer = adviser.ask("What does the TNO report say about trust between the partners in an alliance?")
    assert answer.language == "en"
    assert answer.answer.startswith("*Je vraag is in het Engels gesteld")


@pytest.mark.parametrize(
    ("question", "code"), [("", "question_empty"), ("  ?!", "question_empty"), ("x" * 3000, "question_too_long")]
)
def test_unusable_questions_raise_a_usage_error(adviser: Adviser, question: str, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        adviser.ask(question)
    assert caught.value.code == code


def test_an_unknown_source_is_named_with_the_known_ones(adviser: Adviser) -> None:
    with pytest.raises(UsageError) as caught:
        adviser.ask("Wat is vertrouwen?", sources=("porter",))
    assert caught.value.values["found"] == "porter"
