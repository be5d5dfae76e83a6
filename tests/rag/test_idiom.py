"""Idiom is put in plain words before anything is searched for."""

import pytest

from rag.adviser import Adviser
from rag.idiom import in_plain_words
from rag.text import words
from tests.timing import best_round, seconds_of

PLAIN = {
    "Wat heeft de VOC uiteindelijk de das omgedaan?": "Wat heeft de VOC uiteindelijk doen mislukken?",
    "Wanneer trek je de stekker uit een alliantie?": "Wanneer je beëindigen uit een alliantie?",
    "Wat is de grootste boosdoener bij innovatie?": "Wat is de grootste oorzaak bij innovatie?",
    "Wat is de boosdoener bij innovatie?": "Wat is de oorzaak bij innovatie?",
}
LEFT = (
    "Wat is een alliantie?",
    "Hoe meet je resultaten?",
    "In welke fase hoort onderhandelen?",
)


def nothing_of(*unknown: str) -> object:
    """Return a library that knows all words but these."""
    return lambda word: word not in unknown


@pytest.mark.parametrize(("asked", "plain"), PLAIN.items())
def test_an_expression_becomes_what_it_means(asked: str, plain: str) -> None:
    known = nothing_of("das", "omgedaan", "stekker", "boosdoener")
    assert in_plain_words(asked, known) == plain  # type: ignore[arg-type]


@pytest.mark.parametrize("asked", LEFT)
def test_plain_words_stay(asked: str) -> None:
    assert in_plain_words(asked, nothing_of(*words(asked))) == asked  # type: ignore[arg-type]


def test_what_the_library_says_itself_stays() -> None:
    asked = "Wanneer trek je de stekker uit een alliantie?"
    assert in_plain_words(asked, lambda word: True) == asked


def test_plain_words_that_the_library_does_not_know_either_are_no_help() -> None:
    asked = "Wanneer trek je de stekker uit een alliantie?"
    assert in_plain_words(asked, nothing_of("stekker", "beeindigen")) == asked  # type: ignore[arg-type]


def test_words_that_stand_far_apart_are_no_expression() -> None:
    near = "Wanneer moet je de stekker eruit trekken?"
    far = "De stekker van het apparaat zat los, dus wij vroegen de elektricien of hij later die week kon trekken."
    assert in_plain_words(near, nothing_of("stekker")) != near  # type: ignore[arg-type]
    assert in_plain_words(far, nothing_of("stekker")) == far  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Wat bekokstoofden de gewesten met elkaar in Utrecht?", "als eenheid naar buiten"),
        ("Welke bondgenoot gooit na een overname vermoedelijk de handdoek in de ring?", "machtsbalans"),
        ("Wie kon het gelag betalen voor het geploeter met de HSL-Zuid?", "belastingbetaler"),
    ],
)
def test_a_question_in_idiom_is_answered(adviser: Adviser, question: str, said: str) -> None:
    answer = adviser.ask(question)
    assert answer.answered and said in answer.answer


def test_the_question_itself_stands_as_it_was_asked(adviser: Adviser) -> None:
    asked = "Wie kon het gelag betalen voor het geploeter met de HSL-Zuid?"
    assert adviser.ask(asked).question == asked


def test_an_expression_said_over_and_over_takes_no_longer_than_a_question_may() -> None:
    asked = "Wie zit er met de armen over elkaar? " * 50
    assert best_round(lambda: seconds_of(lambda: in_plain_words(asked, lambda word: False)), 1.0) < 1.0
