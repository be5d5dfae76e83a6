"""What is asked of a work itself is answered from its dossier, else from the source list; what nobody knows is said."""

import pytest

from rag.adviser import Adviser
from rag.records import RefusalReason

# question, words the answer holds, the source it cites
TOLD = (
    ("Wie schreef het essay?", "auteur van het essay is onbekend", "essay"),
    ("In welk jaar verscheen het artikel van Boonstra?", "2007", "boonstra"),
    ("Uit welk jaar is het TNO-rapport?", "2012", "tno"),
    ("Hoe heet het artikel van De Wit?", "‘Hoe alliantiepartners hun onderlinge verschillen", "de-wit"),
    ("Wie zijn de auteurs van het werkboek?", "Wilfrid Opheij", "common-eye"),
    ("Hoeveel pagina's heeft het TNO-rapport?", "54 pagina's", "tno"),
    ("Wanneer is het werkboek verschenen?", "onbekend", "common-eye"),
    ("In welk tijdschrift stond het artikel van Boonstra?", "Tijdschrift voor Management", "boonstra"),
    ("Wie gaf opdracht voor het TNO-rapport?", "opdrachtgever", "tno"),
    ("Klopt het dat het TNO-rapport uit 2010 is?", "Nee, dat klopt niet", "tno"),
    ("Is het TNO-rapport in 2012 verschenen?", "Ja, dat klopt", "tno"),
    ("Who wrote the TNO report?", "Luuk Tubbing", "tno"),
)
# What is not asked of a work of the library, though it sounds so.
OTHER = (
    "Wie schreef het boek Deep Democracy?",
    "In welk jaar verscheen het boek van Kaats en Opheij?",
    "Wat is volgens het essay de rol van vertrouwen?",
    "Welke auteur zegt in het essay iets over opportunisme?",
)


@pytest.mark.parametrize(("question", "words", "source"), TOLD)
def test_what_is_asked_of_a_work_is_told_with_a_citation(
    adviser: Adviser, question: str, words: str, source: str
) -> None:
    answer = adviser.ask(question)
    assert answer.answered and words in answer.answer
    assert {citation.source_id for citation in answer.citations} == {source}
    assert all(sentence.citations for sentence in answer.sentences)


@pytest.mark.parametrize("question", OTHER)
def test_other_books_and_subjects_are_no_question_on_a_work(adviser: Adviser, question: str) -> None:
    assert "bronvermelding" not in adviser.ask(question).answer


@pytest.mark.parametrize(
    "question", ["Hoeveel bladzijden telt het artikel van De Wit?", "Hoeveel woorden telt het essay?"]
)
def test_what_is_not_known_of_a_work_is_refused_where_the_work_opens(adviser: Adviser, question: str) -> None:
    refusal = adviser.ask(question).refusal
    assert refusal and refusal.reason is RefusalReason.NOT_IN_SOURCES
    assert len({citation.source_id for citation in refusal.nearest}) == 1


def test_the_works_of_the_library_are_listed(adviser: Adviser) -> None:
    answer = adviser.ask("Welke bronnen staan er in de bibliotheek?")
    assert {citation.source_id for citation in answer.citations} == set(adviser.library.source_by_id)
    assert all(source.title in answer.answer for source in adviser.library.sources)


def test_a_question_put_to_one_source_is_about_that_one(adviser: Adviser) -> None:
    assert "Luuk Tubbing" in adviser.ask("Wie zijn de auteurs?", sources=["tno"]).answer
