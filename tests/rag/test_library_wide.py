"""Rules for questions for all that the library says on a subject."""

import pytest

from rag.adviser import Adviser
from rag.library import Library
from rag.library_wide import ask_of_all, subject_of_all
from rag.sources_on import only_source_on

ASKED = (
    "Geef me een overzicht van alles wat de teksten over {x} zeggen.",
    "Welke lessen over {x} vind ik in alle bronnen bij elkaar?",
    "Vat samen wat deze bibliotheek over {x} te melden heeft.",
    "Hoe kijken de auteurs in deze bibliotheek aan tegen {x}?",
    "Ik moet morgen een presentatie houden over {x}. Wat zijn de hoofdlijnen?",
    "Ik ben trainer en wil weten wat jullie bronnen allemaal zeggen over {x}.",
    "{x}: vat eens samen wat de verschillende auteurs erover zeggen.",
    "{x} – wat staat daar allemaal over in de teksten?",
)
OTHER = (
    "Wat zegt De Wit over vertrouwen tussen partners die elkaar niet kennen?",
    "Onze partner houdt alles over vertrouwen af. Wat zeggen de bronnen?",
    "Wat zeggen de bronnen over hoe vaak allianties mislukken?",
    "Waarover gaat hoofdstuk 3?",
    "Geef een overzicht van de valkuilen in de managementfase.",
    "Wat zeggen de bronnen over vertrouwen, en volgens wie kan het te veel zijn?",
)


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(
    "subject", ["vertrouwen", "leren", "macht en machtsverschillen", "motieven om samen te werken"]
)
def test_all_that_is_said_is_asked_in_one_way_however_it_is_put(asked: str, subject: str, library: Library) -> None:
    text = asked.format(x=subject)
    assert subject_of_all(text) == subject
    assert ask_of_all(text, (), library) == f"Wat zeggen de bronnen over {subject}?"


@pytest.mark.parametrize("question", OTHER)
def test_a_question_for_something_else_stays_as_it_is(question: str, library: Library) -> None:
    assert subject_of_all(question) == ""
    assert ask_of_all(question, (), library) == question


@pytest.mark.parametrize("asked", ASKED)
def test_a_subject_of_the_register_is_answered_from_several_sources(asked: str, adviser: Adviser) -> None:
    """Not from the one table in which a cell bears its name."""
    for subject in ("vertrouwen", "cultuur"):
        answer = adviser.ask(asked.format(x=subject))
        assert answer.answered
        assert len({citation.source_id for citation in answer.citations}) >= 3, subject


def test_of_what_one_source_alone_speaks_the_others_are_not_quoted(adviser: Adviser) -> None:
    answer = adviser.ask("Wat zeggen de verschillende bronnen over de Waardse Alliantie?")
    assert answer.answered and {citation.source_id for citation in answer.citations} == {"tno"}
    assert answer.standalone_question == "Vat samen wat TNO over de Waardse Alliantie zegt."


def test_a_subject_that_no_source_has_draws_no_source_in(adviser: Adviser) -> None:
    """Four spoke of managing or of expecting, and none of both."""
    assert "**" not in adviser.ask("Wat zeggen de bronnen over het managen van verwachtingen?").answer
    assert not adviser.ask("Geef een overzicht van alles wat jullie bronnen over blockchain zeggen.").answered


def test_no_verdict_on_something_else_opens_what_is_said_on_a_subject(adviser: Adviser) -> None:
    """What two theses of the essay share tells nothing of self-organisation."""
    assert "Stelling 1 en stelling 2" not in adviser.ask("Wat zeggen de bronnen over zelforganisatie?").answer


def test_a_word_is_a_sources_own_when_the_others_hardly_have_it(library: Library) -> None:
    assert only_source_on({"wards"}, library) == "tno"
    assert only_source_on({"vertrouw"}, library) == ""
    assert only_source_on({"wards", "philip"}, library) == ""
    assert only_source_on({"blockchain"}, library) == ""
