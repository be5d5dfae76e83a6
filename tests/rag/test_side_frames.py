"""Two sides are read from how they stand beside each other, and a long row of names costs nothing."""

import pytest

from rag.library import Library
from rag.side_frames import MAY_COMPARE, framed_pieces
from tests.timing import best_round, seconds_of


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Hoe delen Tjemkes c.s. conflicten in en hoe doen Schruijer en Vansina dat?", ["Tjemkes", "Schruijer en Vansina"]),
        ("Welke soorten botsingen noemen Schruijer en Vansina, en welke TNO?", ["Schruijer en Vansina", "TNO"]),
        ("Hoe verschilde het begin van de Waardse Alliantie van die van de HSL-Zuid?", ["Waardse Alliantie", "HSL-Zuid"]),
        ("Wat heeft het verhaal over Philips gemeen met wat De Man en Duysters adviseren?", ["Philips", "De Man en Duysters"]),
    ],
)  # fmt: skip
def test_two_that_are_asked_after_one_another_are_two_sides(question: str, sides: list[str], library: Library) -> None:
    assert sides in list(framed_pieces(question, library))


def test_each_other_is_no_side(library: Library) -> None:
    question = "Hoe staan die twee kampen tegenover elkaar, en wie heeft gelijk?"
    assert not any("elkaar" in piece for pieces in framed_pieces(question, library) for piece in pieces)


@pytest.mark.parametrize("question", ["Wie schreef het?", "Wat is vertrouwen en hoe groeit het?"])
def test_one_thing_is_no_two_sides(question: str, library: Library) -> None:
    assert list(framed_pieces(question, library)) == []


@pytest.mark.parametrize("stretch", ["Aa Bb ", "Van De Den ", "Aa en hoe ", "Aa, ", "van aaaa ", "bij aa en "])
def test_a_question_of_names_only_is_read_at_once(stretch: str, library: Library) -> None:
    question = f"Hoe {stretch * 160}"[:990] + " en hoe Aa dat?"

    def read() -> None:
        MAY_COMPARE.search(question)
        list(framed_pieces(question, library))

    assert best_round(lambda: seconds_of(read), 0.5) < 0.5
