"""What a follow-up brings up takes the place of what the question before it asked about."""

import pytest

from rag.followup_swap import asked_of_all, brought_up, of_whom, swapped
from tests.timing import best_round, seconds_of


@pytest.mark.parametrize(
    ("rest", "previous", "asked"),
    [
        ("de keerzijde", "Wat zijn de voordelen van PPS?", "Wat zijn de nadelen van PPS?"),
        ("het omgekeerde daarvan", "Wat doet een gesloten netwerk?", "Wat doet een open netwerk?"),
        ("andersom", "Wat gebeurt er bij te veel regels?", "Wat gebeurt er bij te weinig regels?"),
        ("de aanbesteding", "Wat levert de gebiedsontwikkeling op?", "Wat levert de aanbesteding op?"),
        ("het omgekeerde", "Wat als er veel vertrouwen en weinig regels zijn?", ""),
        ("de tweede", "Wat is de stelling?", ""),
        ("de aanbesteding", "Wat doet de stuurgroep met de begroting?", ""),
        ("de keerzijde", "Wie schreef het rapport?", ""),
    ],
)
def test_an_opposite_or_another_thing_is_asked_in_the_same_way(rest: str, previous: str, asked: str) -> None:
    assert swapped(rest, previous) == asked


@pytest.mark.parametrize(
    ("rest", "previous", "asked"),
    [
        ("allianties, hoe ver gaan die terug", "Welke netwerken noemt X?", "hoe ver gaan allianties terug"),
        ("bij de Waardse, wat deden ze daar anders", "Wat ging er mis?", "wat deden ze bij de Waardse anders"),
        ("leg die over geld eens uit", "Welke paradoxen noemt X?", "leg paradoxen over geld eens uit"),
        ("leg die over geld eens uit", "Wat is een paradox?", ""),
        ("die tweede soort, hoe ontstaat die", "Welke soorten zijn er?", ""),
        ("wij zitten vast, waar is dat goed voor", "Wat is een triade?", ""),
    ],
)
def test_what_a_question_puts_first_is_what_it_is_about(rest: str, previous: str, asked: str) -> None:
    assert brought_up(rest, previous) == asked


def test_how_many_somebody_has_asks_of_them_what_was_asked() -> None:
    assert of_whom("Kaats en Opheij, hoeveel hebben die er") == "Kaats en Opheij"
    assert of_whom("allianties, hoeveel hebben die er") == "allianties, hoeveel hebben die er"


def test_what_was_counted_is_named_when_all_are_to_be_named() -> None:
    assert asked_of_all("noem ze allemaal", "Hoeveel paradoxen noemt X?") == "Welke paradoxen noemt X?"
    assert asked_of_all("korter graag", "Hoeveel paradoxen noemt X?") == "Hoeveel paradoxen noemt X?"


def test_a_message_without_end_is_read_at_once() -> None:
    def read() -> None:
        for message in ("Ax" * 400, "En " * 300, "De Wit en " * 90, "bij " + "Ax en " * 150):
            of_whom(message)
            swapped(message, f"Wat {message}?")
            brought_up(message, f"Welke {message}?")

    assert best_round(lambda: seconds_of(read), 1.0) < 1.0
