"""A question that brings up something else is not answered with what was asked before."""

import pytest

from rag.adviser import Adviser
from rag.records import Turn

TABLE = "Geef de valkuilen uit de slottabel van TNO bij de evaluatie"
CONTRACTS = "Bij wat voor soort projecten legt de overheid het samenwerken met bedrijven vooral contractueel vast?"


def behind(before: str, question: str, adviser: Adviser) -> bool:
    """Return whether `question` is answered when it is asked behind `before` and its answer."""
    told = adviser.ask(before).answer
    return adviser.ask(question, (Turn("user", before), Turn("assistant", told))).answered


@pytest.mark.parametrize(
    ("before", "question"),
    [
        (TABLE, "Wat verdient een alliantiemanager gemiddeld?"),
        (CONTRACTS, "Hoe bak ik een zuurdesembrood zonder gietijzeren pan?"),
    ],
)
def test_a_question_on_something_else_stays_unanswered(before: str, question: str, adviser: Adviser) -> None:
    assert not behind(before, question, adviser)


def test_a_question_that_points_back_is_answered(adviser: Adviser) -> None:
    assert behind(TABLE, "En welke succesfactoren staan daar bij?", adviser)
