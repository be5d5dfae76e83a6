"""Rules for asking in one plain form what is asked in many."""

import pytest

from rag.adviser import Adviser
from rag.ask_compare import ask_difference
from rag.ask_place import ask_place
from rag.ask_term import ask_term, ask_term_of, with_own_term
from rag.ask_text import ask_gist
from rag.library import Library
from rag.plain_forms import in_plain_form

TERM = (
    "Mag ik een omschrijving van brokering?",
    "Hoe zou je brokering omschrijven?",
    "brokering = ?",
    "Wat wordt er verstaan onder brokering?",
    "definieer brokering",
    "Wat betekent brokering?",
    "brokering, wat is dat?",
    "Leg brokering eens uit",
)
NO_TERM = (
    "Leg het verschil tussen taakconflict en relatieconflict uit",
    "Hoe omschrijft Bovaird publiek-private samenwerking?",
    "Kun je de derde uitleggen?",
    "Wat is de betekenis van vertrouwen volgens Williamson?",
)
GIST = (
    "Ik heb geen tijd om het TNO-rapport te lezen. Wat moet ik weten?",
    "Wat is de belangrijkste boodschap van het TNO-rapport?",
    "Wat beweert het TNO-rapport eigenlijk?",
    "tldr het TNO-rapport samenvatten",
    "het TNO-rapport?",
    "Kun je het TNO-rapport resumeren?",
)
NO_GIST = (
    "Wat is de boodschap van het TNO-rapport over leiderschap?",
    "Wie schreef het TNO-rapport?",
    "Hoeveel bladzijden telt het TNO-rapport?",
    "Waarin verschillen het TNO-rapport en het essay?",
    "Wat is de belangrijkste boodschap van het TNO-rapport en van het essay?",
    "Wat zegt het TNO-rapport over blockchain?",
)
PLACE = (
    "In welk rijtje staat 'Gebrek aan vertrouwen tussen de partners' ook alweer?",
    "Onder welke noemer valt ‘Gebrek aan vertrouwen tussen de partners’ in de tabel?",
    "In welk schema is ‘Gebrek aan vertrouwen tussen de partners’ ondergebracht?",
    "‘Gebrek aan vertrouwen tussen de partners’, in welke tabel vind ik dat?",
)
NO_PLACE = (
    "Welke valkuil hoort in tabel 4 bij gedeelde koers?",
    "Moeten we btw rekenen over diensten die partners leveren?",
    "In welke tabel staat iets over kernfysica en kwantummechanica?",
)
DIFFERENCE = (
    "Kun je brokering vergelijken met convening?",
    "Hoe verhoudt brokering zich tot convening?",
    "Ik haal brokering en convening altijd door elkaar.",
    "Is er een wezenlijk onderscheid te maken tussen brokering en convening?",
    "brokering vs convening",
    "Zijn brokering en convening niet gewoon hetzelfde?",
)
NO_DIFFERENCE = (
    "Hoe verhoudt de ene partner zich tot het netwerk als hij volgens Camps geen macht heeft?",
    "Vergelijk TNO, Boonstra en De Wit",
    "Vergelijk eens hoe Boonstra en De Wit aankijken tegen verschillen",
    "Wat is het verschil tussen een weg aanbesteden en een gebied ontwikkelen, als je kijkt naar flexibiliteit?",
)


@pytest.mark.parametrize("question", TERM)
def test_a_term_is_asked_for_in_one_way(question: str) -> None:
    assert ask_term(question) == "Wat is brokering?"


@pytest.mark.parametrize("question", NO_TERM)
def test_what_is_no_term_is_not_asked_for_as_one(question: str) -> None:
    assert ask_term(question) == question


@pytest.mark.parametrize("question", GIST)
def test_the_gist_of_a_text_is_asked_for_in_one_way(question: str, library: Library) -> None:
    assert ask_gist(question, library) == "Waar gaat het TNO-rapport over?"


@pytest.mark.parametrize("question", NO_GIST)
def test_what_asks_for_something_in_a_text_does_not_ask_for_its_gist(question: str, library: Library) -> None:
    assert ask_gist(question, library) == question


@pytest.mark.parametrize("question", PLACE)
def test_where_an_entry_stands_is_asked_in_one_way(question: str, library: Library) -> None:
    assert ask_place(question, library) == "Waar staat ‘Gebrek aan vertrouwen tussen de partners’?"


@pytest.mark.parametrize("question", NO_PLACE)
def test_what_is_no_entry_is_not_asked_for_as_one(question: str, library: Library) -> None:
    assert ask_place(question, library) == question


@pytest.mark.parametrize("question", DIFFERENCE)
def test_two_things_are_compared_in_one_way(question: str) -> None:
    assert ask_difference(question) == "Wat is het verschil tussen brokering en convening?"


@pytest.mark.parametrize("question", NO_DIFFERENCE)
def test_what_compares_more_or_less_than_two_things_stays(question: str) -> None:
    assert ask_difference(question) == question


def test_people_who_wrote_together_are_one_side() -> None:
    assert ask_difference("De Wit vs Kaats en Opheij") == "Wat is het verschil tussen De Wit en Kaats en Opheij?"


def test_a_plain_form_is_left_as_it_is(library: Library) -> None:
    for question in ("Wat is brokering?", "Waar gaat het TNO-rapport over?", "Wat is het verschil tussen PPS en PNS?"):
        assert in_plain_form(question, library) == question


@pytest.mark.parametrize("asked", [*TERM[:3], *GIST[:3], *DIFFERENCE[:3]])
def test_however_it_is_asked_the_answer_is_the_same(asked: str, adviser: Adviser) -> None:
    plain = in_plain_form(asked, adviser.library)
    assert [s.text for s in adviser.ask(asked).sentences] == [s.text for s in adviser.ask(plain).sentences]


def test_another_form_of_a_term_asks_for_the_term(library: Library) -> None:
    assert with_own_term("Wat is opportunisme?", library) == "Wat is opportunistisch gedrag?"
    for question in ("Wat is vertrouwen?", "Wat is vals spelen?", "Wat is opportunisme volgens Williamson?"):
        assert with_own_term(question, library) == question


@pytest.mark.parametrize(
    "question",
    [
        "Wat verstaat TNO onder een ngo?",
        "Hoe typeert TNO een ngo?",
        "Geef de definitie van een ngo volgens TNO",
        "Wat bedoelt TNO met een ngo?",
    ],
)
def test_what_a_source_understands_by_a_term_is_asked_in_one_way(library: Library, question: str) -> None:
    assert ask_term_of(question, library) == "Wat bedoelt TNO met een ngo?"


@pytest.mark.parametrize(
    "question",
    ["Hoe omschrijft Bovaird PPS?", "Wat verstaat men onder een ngo?", "Wat is volgens TNO het nut van een ngo?"],
)
def test_what_nobody_of_the_sources_understands_is_left_as_it_is(library: Library, question: str) -> None:
    assert ask_term_of(question, library) == question


def test_a_plain_question_for_a_sources_term_is_answered(adviser: Adviser) -> None:
    answer = adviser.ask("Wat verstaat Boonstra onder een alliantie?")
    assert answer.answered and "gezamenlijke doelstellingen" in answer.answer


def test_all_of_a_kind_are_asked_for_without_the_word_all(library: Library) -> None:
    assert in_plain_form("Welke spanningen noemt Boonstra allemaal?", library) == "Welke spanningen noemt Boonstra?"


def test_counted_conclusions_are_a_list_and_no_gist(library: Library) -> None:
    question = "Welke vier conclusies trekt het TNO-rapport?"
    assert ask_gist(question, library) == question


def test_the_core_of_a_thing_is_not_the_gist_of_the_text(library: Library) -> None:
    question = "Wat is volgens Common Eye de kern van een goed gesprek?"
    assert ask_gist(question, library) == question
    assert ask_gist("Wat is de kern van het werkboek?", library) == "Waar gaat het werkboek over?"
