"""An overview introduces what was named, then lists its parts, each with its citation."""

import pytest

from rag.adviser import Adviser

WHOLE_SOURCES = {
    "Vat het essay samen": "essay",
    "Wat is de hoofdlijn van het TNO-rapport?": "tno",
    "Waar gaat het artikel van Dorien de Wit over?": "de-wit",
    "Geef een samenvatting van het artikel van Boonstra": "boonstra",
    "Wil je het essay voor me samenvatten?": "essay",
    "Wat staat er globaal in het werkboek van Common Eye?": "common-eye",
    "Wat kan ik met dit werkboek van Common Eye, wat zit er allemaal in?": "common-eye",
    "Kunt u me vertellen wat TNO heeft onderzocht en wat eruit kwam?": "tno",
    "Ik heb weinig tijd. Wat is de kern van dat werkboek?": "common-eye",
}


@pytest.mark.parametrize(("question", "source"), WHOLE_SOURCES.items())
def test_a_source_is_introduced_and_its_chapters_listed(question: str, source: str, adviser: Adviser) -> None:
    answer = adviser.ask(question)
    assert answer.answered
    assert {citation.source_id for citation in answer.citations} == {source}
    told = {p.section[0] for p in adviser.library.passages if p.source_id == source and "werkenlijst" not in p.kinds}
    about = {p.section[0] for p in adviser.library.passages if p.source_id == source and set(p.kinds) == {"inleiding"}}
    assert all(f"- {chapter}" in answer.answer for chapter in told - about)


@pytest.mark.parametrize("question", [*WHOLE_SOURCES, "Welke onderwerpen behandelt het werkboek?"])
def test_an_overview_stays_near_two_hundred_words(question: str, adviser: Adviser) -> None:
    text = " ".join(sentence.text for sentence in adviser.ask(question).sentences)
    assert len(text.split()) <= 200


def test_a_chapter_is_found_by_its_number_in_the_named_source(adviser: Adviser) -> None:
    answer = adviser.ask("Waar gaat hoofdstuk 3 van het TNO-rapport over?")
    assert {citation.section[0][0] for citation in answer.citations} == {"3"}
    assert all(f"- 3.{number} " in answer.answer for number in range(1, 7))


def test_a_section_is_found_by_its_whole_title(adviser: Adviser) -> None:
    answer = adviser.ask("Waar gaat het hoofdstuk Paradoxen en spanningen over?")
    assert {citation.section[1] for citation in answer.citations} == {"Paradoxen en spanningen"}
    assert "- Maakbaarheid – Schoonheid" in answer.answer


def test_every_line_of_an_overview_is_cited(adviser: Adviser) -> None:
    answer = adviser.ask("Vat het essay samen")
    assert all(sentence.citations for sentence in answer.sentences)
    assert all(citation.quote for citation in answer.citations)


def test_an_overview_of_a_subject_in_one_source_stays_in_that_source(adviser: Adviser) -> None:
    answer = adviser.ask("Wat zegt De Wit in het kort over leiderschap?")
    assert {citation.source_id for citation in answer.citations} == {"de-wit"}
    assert "leiderschap" in answer.answer.lower()


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("Waar gaat het artikel van Dorien de Wit over? Graag in grote lijnen, ik moet het morgen in een training inleiden.",
         "Waar gaat het artikel van Dorien de Wit over?"),
        ("Ik begeleid een bestuur bij een fusie. Wat is de hoofdlijn van het TNO-rapport?",
         "Wat is de hoofdlijn van het TNO-rapport?"),
    ],
)  # fmt: skip
def test_what_an_overview_is_wanted_for_is_not_its_subject(question: str, plain: str, adviser: Adviser) -> None:
    """One sentence asks; the others tell about the asker."""
    assert adviser.ask(question).citations == adviser.ask(plain).citations


def test_a_subject_in_the_sentence_that_asks_for_an_overview_stays(adviser: Adviser) -> None:
    answer = adviser.ask("Ik geef morgen les. Vat samen wat het essay over vertrouwen zegt.")
    assert "vertrouwen" in answer.answer.lower()
    assert answer.citations != adviser.ask("Vat het essay samen").citations


def test_the_essay_is_summed_up_by_all_its_theses(adviser: Adviser) -> None:
    answer = adviser.ask("Vat het essay samen")
    assert all(f"- Stelling {number}: " in answer.answer for number in range(1, 6))


@pytest.mark.parametrize(
    "question", ["Wat is de boodschap van Boonstra?", "Waar komt het hele artikel van Boonstra op neer?"]
)
def test_what_a_work_wants_to_say_is_its_summary(question: str, adviser: Adviser) -> None:
    assert adviser.ask(question).answer == adviser.ask("Vat het artikel van Boonstra samen").answer


@pytest.mark.parametrize(
    "question",
    [
        "Ik moet morgen een pitch van drie minuten houden over het essay. Wat is de rode draad?",
        "Waar gaat het essay over? Graag in grote lijnen, ik leid er morgen een training mee in.",
    ],
)
def test_what_an_overview_is_for_is_no_subject_of_it(question: str, adviser: Adviser) -> None:
    assert "- Stelling 1: " in adviser.ask(question).answer


def test_a_theme_told_in_another_sentence_is_what_the_overview_is_of(adviser: Adviser) -> None:
    answer = adviser.ask("Ik geef een les over evaluatie van allianties. Wat zijn de hoofdlijnen bij TNO?")
    assert {citation.source_id for citation in answer.citations} == {"tno"}
    assert all("evalu" in " ".join(c.section).lower() or "evalu" in c.quote.lower() for c in answer.citations[:3])


@pytest.mark.parametrize(
    "question", ["Wat staat er allemaal in over leiderschap?", "Wat staat er in deze bibliotheek over macht?"]
)
def test_what_stands_in_the_library_about_a_theme_is_told_per_source(question: str, adviser: Adviser) -> None:
    answer = adviser.ask(question)
    assert len({citation.source_id for citation in answer.citations}) > 2
