"""Quadrants: a question that tells how much of each axis gets the one row that has it."""

import pytest

from rag.adviser import Adviser
from rag.quadrants import Axes, told_signs

AXES: Axes = {0: frozenset({"vertrouw"}), 1: frozenset({"waakzam"})}


def said(question: str, adviser: Adviser) -> str:
    return " ".join(sentence.text for sentence in adviser.ask(question).sentences)


@pytest.mark.parametrize(
    ("question", "meant", "others"),
    [
        ("Weinig persoonlijk vertrouwen maar ook weinig waakzaamheid: hoe heet dat?", "Onderzoekend", "Berekenend"),
        ("Hoe heet veel persoonlijk vertrouwen met veel waakzaamheid?", "Berekenend", "Onbelemmerd"),
        ("Wat volgt uit veel vertrouwen en een grote overlap in de formele aspecten?", "robuuste", "middenkader"),
        ("Geringe overlap van de formele aspecten, maar veel vertrouwen: wat dan?", "middenkader", "robuuste"),
    ],
)
def test_only_the_row_with_that_much_of_every_axis_is_given(
    question: str, meant: str, others: str, adviser: Adviser
) -> None:
    answer = said(question, adviser)
    assert meant in answer
    assert others not in answer


def test_one_axis_is_not_enough_to_choose_a_row(adviser: Adviser) -> None:
    answer = said("Welke combinaties met veel persoonlijk vertrouwen kent het kwadrant van Common Eye?", adviser)
    assert "Berekenend" in answer and "Onbelemmerd" in answer


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("veel vertrouwen en weinig waakzaamheid", {0: True, 1: False}),
        ("het vertrouwen is laag, de waakzaamheid hoog", {0: False, 1: True}),
        ("veel vertrouwen en veel waakzaamheid; en als beide laag zijn", {0: False, 1: False}),
        ("veel vertrouwen en weinig waakzaamheid, maar dan andersom", {0: False, 1: True}),
        ("vertrouwen en waakzaamheid", {}),
    ],
)
def test_a_word_of_the_scale_speaks_of_the_nearest_axis(text: str, signs: dict[int, bool]) -> None:
    assert told_signs(text, AXES) == signs
