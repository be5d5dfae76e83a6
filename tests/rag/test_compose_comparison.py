"""A comparison gives every side its own say under its own name, and claims only what its citations show."""

import pytest

from rag.adviser import Adviser
from rag.phrases import BY_EDITORS
from rag.records import Answer

QUESTIONS = (
    "Wat zeggen Boonstra en TNO over vertrouwen, en waarin verschillen ze?",
    "Hoe denken de bronnen over vertrouwen?",
    "Wat is het verschil tussen contractuele arrangementen en partnerschap?",
    "Vergelijk de HSL-Zuid en de Waardse Alliantie",
    "Wat is het verschil tussen PPS, PNS en PuS?",
    "In hoeverre spreken de bronnen elkaar tegen over het mislukkingspercentage?",
)


@pytest.fixture(scope="module")
def answers(adviser: Adviser) -> dict[str, Answer]:
    return {question: adviser.ask(question) for question in QUESTIONS}


def under(answer: Answer, heading: str) -> str:
    """Return the text between a heading and the next one."""
    return answer.answer.split(f"**{heading}**")[1].split("\n**")[0]


def test_each_named_source_speaks_under_its_own_heading(answers: dict[str, Answer]) -> None:
    answer = answers[QUESTIONS[0]]
    by_number = {citation.n: citation for citation in answer.citations}
    for heading, source in (("Boonstra, 2007", "boonstra"), ("Tubbing e.a. (TNO), 2012", "tno")):
        text = under(answer, heading)
        said = [sentence for sentence in answer.sentences if sentence.text in text]
        assert len(said) >= 2
        assert {by_number[n].source_id for sentence in said for n in sentence.citations} == {source}


def test_all_sources_speak_when_all_are_asked(answers: dict[str, Answer]) -> None:
    cited = {citation.source_id for citation in answers[QUESTIONS[1]].citations}
    assert cited == {"boonstra", "tno", "de-wit", "essay", "common-eye"}


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_claim_has_a_citation_whose_quote_stands_in_its_passage(
    question: str, answers: dict[str, Answer], adviser: Adviser
) -> None:
    answer = answers[question]
    assert answer.answered and all(sentence.citations for sentence in answer.sentences)
    for citation in answer.citations:
        assert citation.quote and citation.quote in adviser.library.passage_by_id[citation.passage_id].text


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_comparison_stays_readable(question: str, answers: dict[str, Answer]) -> None:
    """A verdict takes up to 90 words, what the sides say 220, and markers some more."""
    assert len(answers[question].answer.split()) < 330


@pytest.mark.parametrize(
    ("question", "rows", "cells"),
    [
        ("Hoe verschilt de hiërarchie van het netwerk?", 7, ["Er is een probleem", "Er is een probleemperceptie"]),
        ("Wat zijn de verschillen tussen markt en overheid?", 10, ["Winst", "Algemeen belang"]),
        (
            "Wat is het verschil tussen contractuele arrangementen en partnerschap?",
            10,
            ["Aandacht voor procesmanagement"],
        ),
        ("Wat is het verschil tussen bedrijfskunde en bestuurskunde in faalfactoren?", 11, ["Bestuurskunde"]),
    ],
)
def test_a_table_that_compares_the_sides_itself_is_given(
    question: str, rows: int, cells: list[str], adviser: Adviser
) -> None:
    answer = adviser.ask(question)
    assert sum(" | " in sentence.text for sentence in answer.sentences) == rows
    assert all(cell in answer.answer for cell in cells)


def test_disagreement_on_figures_is_said_with_every_figure(answers: dict[str, Answer]) -> None:
    text = under(answers[QUESTIONS[5]], "Waarin ze verschillen")
    assert all(figure in text for figure in ("55", "50", "24 tot 70"))


def test_terms_said_to_be_shared_stand_in_every_side(adviser: Adviser) -> None:
    shared = 0
    for subject in ("opportunisme", "leren", "evaluatie", "conflicten", "partnerkeuze", "communicatie"):
        answer = adviser.ask(f"Wat zeggen De Wit en TNO over {subject}?")
        for sentence in answer.sentences:
            if "noemen allebei" in sentence.text:
                shared += 1
                cited = [citation for citation in answer.citations if citation.n in sentence.citations]
                if any(citation.locator == BY_EDITORS for citation in cited):
                    continue  # a verdict may say so of its own accord
                assert {citation.source_id for citation in cited} == {"de-wit", "tno"}
    assert shared


def test_the_same_comparison_gives_the_same_answer(adviser: Adviser, answers: dict[str, Answer]) -> None:
    assert adviser.ask(QUESTIONS[1]).answer == answers[QUESTIONS[1]].answer


def test_a_person_is_set_beside_a_source_that_does_not_hold_them(adviser: Adviser) -> None:
    answer = adviser.ask(
        "Over welke soorten conflicten hebben Schruijer en Vansina het, en over welke het TNO-rapport?"
    )
    assert {"boonstra", "tno"} <= {citation.source_id for citation in answer.citations}
    assert "taakconflict" in answer.answer
    texts = [sentence.text.rstrip(";.") for sentence in answer.sentences]
    assert len(texts) == len(set(texts))
