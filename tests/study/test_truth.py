"""What the library says anywhere is found, also in other words; what it does not say is not."""

import pytest

from study.workshop import Workshop


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Gebrek aan vertrouwen tussen de partners",
            "Gebrek aan vertrouwen tussen de partners bij de start van de alliantie",
        ),
        (
            "Investeren in ontwikkeling van vertrouwen",
            "Investeren in vertrouwensontwikkeling bij vorming van allianties",
        ),
        ("Vermogen om conflicten op te lossen", "Partijen hebben het vermogen conflicten op te lossen"),
    ],
)
def test_options_that_say_the_same_in_other_words_are_alike(workshop: Workshop, first: str, second: str) -> None:
    assert workshop.truth.alike(first, second)


def test_options_on_different_things_are_not_alike(workshop: Workshop) -> None:
    assert not workshop.truth.alike("Onzorgvuldige procedures voor aanbesteding", "Angst om autonomie te verliezen")


def test_a_claim_is_found_where_its_topic_is_spoken_of(workshop: Workshop) -> None:
    found = workshop.truth.says("bestuurskunde", "Onzorgvuldige procedures voor aanbesteding", lambda place: False)
    assert "boonstra:142" in {place.passage.id for place in found}


def test_a_claim_the_library_does_not_make_is_not_found(workshop: Workshop) -> None:
    assert workshop.truth.says("bestuurskunde", "Te weinig parkeerplaatsen bij het kantoor", lambda place: False) == []
