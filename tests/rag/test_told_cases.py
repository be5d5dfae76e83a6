"""What happened elsewhere is told as such: under the name of the case, never as the reader's own story."""

import pytest

from rag.adviser import Adviser
from rag.library import Library
from rag.told_cases import case_line

FIGURES_EVERY_YEAR = (
    "Het ministerie rekent ons ieder jaar af op vaste cijfers. Daardoor scoort iedereen snel even iets, terwijl we "
    "eigenlijk over tien jaar iets willen veranderen in de wijk. Herkent u dat?"
)
THREE_OFFICES = (
    "Wij werken met opdrachtgever en aannemers op drie verschillende kantoren aan een spoorproject. Elk team kijkt "
    "alleen naar zijn eigen stukje en niemand bewaakt het geheel. Advies?"
)
SMALL_PARTNER = (
    "Wij zijn een kleine stichting tussen zes grote jongens en naar ons punt wordt beleefd geknikt en daarna niks mee "
    "gedaan."
)
NAMED = {
    FIGURES_EVERY_YEAR: "Dit staat er over de Allianties van de Health Action Zones",
    THREE_OFFICES: "Dit staat er over de HSL-Zuid Alliantie",
    SMALL_PARTNER: "Dit staat er in een voorbeeld van De Wit",
}


@pytest.mark.parametrize(("story", "line"), NAMED.items())
def test_a_lead_that_tells_of_a_case_stands_under_its_name(adviser: Adviser, story: str, line: str) -> None:
    assert adviser.ask(story).answer.startswith(line)


def test_below_a_heading_what_holds_for_all_comes_before_the_cases(adviser: Adviser) -> None:
    block = adviser.ask(FIGURES_EVERY_YEAR).answer.split("**")[2]
    assert block.strip().startswith("- ") and "Ook over de Allianties van de Health Action Zones:" in block


def test_advice_with_the_names_of_its_cases_stays_within_350_words(adviser: Adviser) -> None:
    for story in NAMED:
        assert len(adviser.ask(story).answer.split()) <= 350


def test_a_fact_of_a_case_that_is_asked_for_needs_no_such_line(adviser: Adviser) -> None:
    assert "Dit staat er" not in adviser.ask("Wie waren de partners in de Waardse Alliantie?").answer


def test_only_the_chapter_of_cases_and_examples_tell_of_a_case(library: Library) -> None:
    told = {passage.id: case_line(passage, library) for passage in library.passages}
    named = [passage for passage in library.passages if told[passage.id]]
    assert {passage.source_id for passage in named} <= {"tno", "de-wit", "essay"}
    assert all(passage.section[0].startswith("4") or "voorbeeld" in passage.kinds for passage in named)
    assert len({told[passage.id] for passage in named}) >= 7


def test_an_example_ends_with_its_part(library: Library) -> None:
    last = [passage for passage in library.passages if "over-organisatie" in case_line(passage, library)]
    assert last and len({passage.part for passage in last}) == 1


def test_a_case_is_named_in_full_once(adviser: Adviser) -> None:
    for story in NAMED:
        told = [line for line in adviser.ask(story).answer.split("\n") if line.startswith("Dit staat er")]
        assert len(told) == len(set(told)) >= 1
