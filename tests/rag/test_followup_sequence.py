"""A talk moves on to the phase after or before the one it is about, in the order of the source."""

import pytest

from rag.adviser import Adviser
from rag.followup_sequence import name_phase
from rag.records import Turn

OF_TNO = "Welke thema's noemt TNO voor de managementfase?"
OF_DE_WIT = "Wat doe je bij De Wit in de fase ontdekken en leren?"


@pytest.mark.parametrize(
    ("question", "previous", "named"),
    [
        ("En in de fase daarna?", OF_TNO, "evaluatiefase"),
        ("En hoe zit dat in de vorige fase?", OF_TNO, "formatiefase"),
        ("Hoe ziet de volgende fase eruit?", OF_DE_WIT, "Productiviteit en meerwaarde"),
        ("En daarvoor?", OF_DE_WIT, "Ontwerpen en afstemmen"),
        ("En daarna?", "Wat gebeurt er in de fase Delen van het werkboek?", "Overeenkomen"),
        ("Wat gebeurt er in de fase daarna?", "Wat raadt De Wit aan bij de start?", "Ontdekken en leren"),
    ],
)
def test_the_next_or_last_phase_gets_its_name(question: str, previous: str, named: str, adviser: Adviser) -> None:
    assert named in name_phase(question, previous, "", adviser.library)


def test_the_phase_is_read_from_the_answer_where_the_question_names_none(adviser: Adviser) -> None:
    answer = "Dat hoort bij de formatiefase van TNO."
    assert "managementfase" in name_phase(
        "En de fase daarna?", "Waar hoort partnerselectie bij?", answer, adviser.library
    )


@pytest.mark.parametrize(
    ("question", "previous"),
    [
        ("En in de fase daarna?", "Welke thema's noemt TNO voor de evaluatiefase?"),  # there is none
        ("En in de fase daarna?", "Wat is een kartel?"),  # the talk is about none
        ("Wat zegt TNO over vertrouwen?", OF_TNO),  # none is meant
        ("En daarna?", "Wat is een kartel?"),
    ],
)
def test_no_phase_is_made_up(question: str, previous: str, adviser: Adviser) -> None:
    assert name_phase(question, previous, "", adviser.library) == ""


def test_the_answer_is_about_the_phase_that_is_meant(adviser: Adviser) -> None:
    history = (Turn("user", OF_DE_WIT), Turn("assistant", "Werken met een leeragenda."))
    answer = adviser.ask("En wat moet je doen in de fase daarvoor?", history)
    assert "Ontwerpen en afstemmen" in answer.standalone_question
    assert "Leeragenda" not in answer.answer.split("\n")[0]
