"""What a question takes for granted and the library shows to be otherwise."""

import pytest

from rag.adviser import Adviser
from rag.phrases import PREMISE_SHOWN
from rag.records import Support

# question, words the correction must hold, the source that shows it
WRONG = (
    ("Wat staat er in Tabel 9 van het TNO-rapport?", "Tabel 9 is er niet", "tno"),
    ("Geef bijlage F van TNO", "Bijlage F is er niet", "tno"),
    ("Wat is stelling 8 van het essay?", "het zijn er vijf", "essay"),
    ("Noem de zes faalfactoren die Boonstra onder Bestuurskunde zet.", "zijn het er vijf", "boonstra"),
    ("Welke tien paradoxen beschrijft Boonstra?", "twaalf paradoxen", "boonstra"),
    ("De HSL-Zuid is 250 kilometer lang. Wie beheerde de ontwikkeling?", "125 kilometer", "tno"),
    ("De maffia ontstond in de vijftiende eeuw. Hoe ging dat?", "achttiende eeuw", "boonstra"),
    (
        "Welke faalfactoren geeft Boonstra in tabel 2 bij Rechtsgeleerdheid?",
        "‘Rechtsgeleerdheid’ staat niet",
        "boonstra",
    ),
    ("Waarom vindt Mintzberg dat weinig vertrouwen alles vertraagt?", "Covey (2006)", "essay"),
    ("Boonstra telt fusies en overnames tot de allianties. Waarom?", "horen niet bij de allianties", "boonstra"),
)
RIGHT = (
    "Wat staat er in Tabel 3 van het TNO-rapport?",
    "Noem de vijf faalfactoren die Boonstra onder Bestuurskunde zet.",
    "Welke twaalf paradoxen beschrijft Boonstra?",
    "Noem drie paradoxen van Boonstra.",
    "De HSL-Zuid is 125 kilometer lang. Wie beheerde de ontwikkeling?",
    "Waarom horen fusies volgens Boonstra niet bij de allianties?",
    "Waarom zegt Covey dat weinig vertrouwen alles vertraagt?",
    "Wat is stelling 3 van het essay?",
    "Wat laten de drie praktijkgevallen in het TNO-rapport samen zien?",
    "In het overzicht van samenwerkingsvormen van Boonstra staat bij sommige dat ze wispelturig zijn. Welke zijn dat?",
)


@pytest.mark.parametrize(("question", "words", "source"), WRONG)
def test_a_wrong_premise_is_corrected_first_with_the_citation_that_shows_it(
    question: str, words: str, source: str, adviser: Adviser
) -> None:
    answer = adviser.ask(question)
    assert answer.answered
    assert words in answer.answer[:400]
    assert answer.citations[0].source_id == source
    assert all(sentence.support is not Support.UNSUPPORTED for sentence in answer.sentences)


@pytest.mark.parametrize("question", RIGHT)
def test_a_right_premise_is_not_corrected(question: str, adviser: Adviser) -> None:
    weighed = adviser.weigh(question)
    assert not weighed.corrected


def test_a_claim_by_nobody_in_the_library_is_not_put_in_another_mouth(adviser: Adviser) -> None:
    assert not adviser.weigh("Wat zegt Porter over vertrouwen tussen partners?").corrected


def test_a_situation_that_names_nobody_is_not_contradicted(adviser: Adviser) -> None:
    """Who tells what happened to them claims nothing of the library."""
    story = "Onze opdrachtgever wil dat we samenwerken met een partij waar we vroeger ruzie mee hadden. Waar moet ik op letten?"
    answer = adviser.ask(story)
    assert answer.answered and "er staat juist" not in answer.answer


def test_what_a_question_denies_it_does_not_presume(adviser: Adviser) -> None:
    answer = adviser.ask("Waarom noemt Boonstra alliantiekunde geen zelfstandige discipline?")
    assert answer.answered and PREMISE_SHOWN not in answer.answer
