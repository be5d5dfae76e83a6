"""Rules for taking the words of asking from a question."""

import pytest

from rag.adviser import Adviser
from rag.ask_frame import strip_frame, whole_questions

PLAIN = "Wat doet een bruggenbouwer?"
FRAMED = (
    "Ik moet dit voor mijn baas uitzoeken. {q}",
    "{q} Geen lang verhaal aub, ik heb haast.",
    "Goedemorgen, even een vraagje: {q} Alvast bedankt!",
    "Stel dat iemand je dit vraagt: {q} Wat zeg je dan?",
    "{q} antwoord graag in maximaal drie zinnen",
    "Tentamenvraag: {q}",
    "Ik moet voor mijn presentatie iets hebben: {q}",
    "Voor een memo: {q}",
    "Morgen geef ik een workshop aan managers. {q}",
    "{q} En leg het uit alsof ik er niks van weet.",
)
INSIDE = {
    "Kun je me vertellen wat een bruggenbouwer doet?": "Wat doet een bruggenbouwer?",
    "Ik snap nog steeds niet waarom allianties mislukken.": "Waarom mislukken allianties?",
    "Gaarne verneem ik hoe partners vertrouwen opbouwen.": "Hoe bouwen partners vertrouwen op?",
    "Ik zou graag willen weten hoe je meeliftgedrag voorkomt": "Hoe voorkom je meeliftgedrag?",
    "Leg uit wat een alliantie is.": "Wat is een alliantie?",
    "Ik wil graag weten wat transactiekosten zijn": "Wat zijn transactiekosten?",
    "Leg in gewone mensentaal uit wat lock-in is.": "Wat is lock-in?",
    "Leg eens uit wat de waterlijn inhoudt.": "Wat houdt de waterlijn in?",
    "Zou u mij kunnen melden in welke fase de kern hoort?": "In welke fase de kern hoort?",
}
# Stories, questions that lean on what stands before them, and what is asked of the whole.
KEPT = (
    "Onze partner houdt cijfers achter. Wat nu?",
    "Wij overleggen elke week, maar zijn bestuur wil niet. Hoe krijgen we hem mee?",
    "Ik geef een training over vertrouwen. Wat zeggen de bronnen daarover?",
    "Snel iets laten zien: hoe kijken TNO en Boonstra daartegenaan?",
    "Ik geef een college over evaluatie. Wat zijn de hoofdlijnen bij TNO?",
    "Ik maak een presentatie. Help?",
    "Onze vergadering loopt altijd uit de hand. Wat nu?",
    "Wat is een alliantie? En wie noemt de valkuilen?",
    "Vat samen hoe de managementfase verloopt.",
    "Waar gaat het artikel van Boonstra in het kort over?",
    "Geef eens wat voorbeelden van metaproblemen.",
    "Kun je helpen?",
    "Wie beslist er eigenlijk, het bestuur of de directie?",
    "Alleen het getal: partijen in het Convenant Gezond Gewicht.",
)


@pytest.mark.parametrize("frame", FRAMED)
def test_sentences_and_clauses_that_only_ask_are_taken_away(frame: str) -> None:
    assert strip_frame(frame.format(q=PLAIN)) == PLAIN


@pytest.mark.parametrize("question", INSIDE)
def test_a_question_inside_a_clause_becomes_one(question: str) -> None:
    assert strip_frame(question) == INSIDE[question]


@pytest.mark.parametrize("question", KEPT)
def test_what_tells_something_or_leans_on_it_stays(question: str) -> None:
    assert strip_frame(question) == question


def test_a_word_that_means_nothing_to_the_library_may_stand_in_a_clause_of_asking() -> None:
    asked = f"Amai, ik vraag het voor de leesgroep. {PLAIN}"
    assert strip_frame(asked, lambda word: word not in {"amai", "leesgroep"}) == PLAIN
    assert strip_frame(asked, lambda word: word not in {"amai"}) == asked


def test_a_question_is_whole_when_it_stands_alone() -> None:
    asked = "Ik kom net van de ledenraad. Waarom mislukken allianties zo vaak? En wat doe je daaraan?"
    assert whole_questions(asked) == ("Waarom mislukken allianties zo vaak?",)
    assert whole_questions("Waarom mislukken allianties zo vaak?") == ()


@pytest.mark.parametrize("frame", [*FRAMED, "Moi, ik zit hier in de ledenvergadering van de kaasmakers. {q}"])
def test_the_frame_of_a_question_changes_no_answer(frame: str, adviser: Adviser) -> None:
    plain, framed = adviser.ask(PLAIN), adviser.ask(frame.format(q=PLAIN))
    assert framed.answered
    assert {sentence.text for sentence in framed.sentences} <= {sentence.text for sentence in plain.sentences}
    assert framed.question == frame.format(q=PLAIN)


def test_an_english_question_beside_something_else_keeps_its_note(adviser: Adviser) -> None:
    answer = adviser.ask("My sourdough starter died again last Tuesday evening. Why do alliances fail?")
    assert answer.answered and answer.language == "en" and answer.answer.startswith("*")
