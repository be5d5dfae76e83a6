"""How many alliances fail is asked in one way, and only where nothing else is asked."""

import pytest

from rag.ask_share import ask_share


@pytest.mark.parametrize(
    "question",
    [
        "Welk deel van de allianties mislukt?",
        "Hoe groot is de kans dat een samenwerking mislukt?",
        "Hoeveel van de tien allianties lopen stuk?",
        "hoe vaak gaat een samenwerkingsverband mis",
        "Wat is de faalkans van een alliantie?",
    ],
)
def test_every_way_to_ask_how_many_fail_is_one(question: str) -> None:
    assert ask_share(question) == "Hoeveel procent van de allianties mislukt?"


def test_how_many_succeed_and_whose_figure_is_asked_for_stay() -> None:
    assert ask_share("Wat is de slaagkans van een alliantie?") == "Hoeveel procent van de allianties slaagt?"
    asked = ask_share("Welk deel van de allianties mislukt volgens TNO?")
    assert asked == "Hoeveel procent van de allianties mislukt volgens TNO?"


@pytest.mark.parametrize(
    "question",
    [
        "Welk deel van de allianties in de zorg mislukt?",
        "Hoeveel allianties zijn er in Nederland?",
        "Waarom mislukt een alliantie zo vaak?",
        "Hoe vaak moet je een alliantie evalueren?",
        "Hoeveel procent van de allianties slaagt en hoeveel mislukt?",
        "Welk deel van de begroting gaat op?",
    ],
)
def test_what_asks_for_something_else_stays_as_it_is(question: str) -> None:
    assert ask_share(question) == question
