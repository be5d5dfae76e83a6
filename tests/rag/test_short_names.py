"""What a question calls by its long name is looked for by the short one the library mostly uses."""

import pytest

from rag.adviser import Adviser
from rag.library import Library
from rag.short_names import with_short_names


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Wat zijn de nadelen van publiek-publieke samenwerking?", "Wat zijn de nadelen van PuS?"),
        ("Vergelijk publiek-ngo met publiek-publiek samenwerken", "Vergelijk PNS met PuS"),
        ("Publiek-ngo verbanden", "PNS"),
        ("Wat is publiek-ngo samenwerking (PNS)?", "Wat is publiek-ngo samenwerking (PNS)?"),
        ("Wat is publiek-private samenwerking?", "Wat is publiek-private samenwerking?"),
        ("Wat is een alliantie?", "Wat is een alliantie?"),
    ],
)
def test_a_long_name_that_one_source_abbreviates_is_shortened(text: str, short: str, library: Library) -> None:
    """One that several sources explain is left, and so is one beside its abbreviation."""
    assert with_short_names(text, library) == short


def test_of_three_forms_the_two_that_are_compared_are_told(adviser: Adviser) -> None:
    """By their short names and by their long ones."""
    for question in (
        "Vergelijk PNS met PuS: wat is bij elk het gevaar?",
        "Vergelijk publiek-ngo met publiek-publiek samenwerken.",
    ):
        answer = adviser.ask(question).answer
        assert "**PPS**" not in answer
        assert "PNS" in answer and "PuS" in answer


def test_who_asks_which_author_is_told_a_name_and_not_who_wrote_the_report(adviser: Adviser) -> None:
    answer = adviser.ask("Welke auteurs schrijven over allianties in de jeugdzorg en de woningbouw?")
    assert answer.answered and "Beemer" in answer.answer
    assert "Tubbing" not in answer.answer
