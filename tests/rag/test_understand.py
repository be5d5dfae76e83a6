"""What kind of question is asked."""

import pytest

from rag.library import Library
from rag.query import QuestionKind
from rag.understand import understand
from rag.vocabulary import Vocabulary, make_vocabulary


@pytest.fixture(scope="module")
def vocabulary(library: Library) -> Vocabulary:
    return make_vocabulary(library)


@pytest.mark.parametrize(
    ("question", "is_compared"),
    [
        ("Waarin verschillen publieke partners van private?", True),
        ("Verschillen Boonstra en TNO van mening over contracten?", True),
        ("Hoe benut je de verschillen die van pas komen bij het werken met partners?", False),
        ("Waarom is het gek dat verschillen vaak de oorzaak van mislukking heten?", False),
        ("Waarom gelden verschillen als oorzaak van mislukking?", False),
    ],
)
def test_differences_that_are_the_subject_are_not_compared(
    question: str, is_compared: bool, library: Library, vocabulary: Vocabulary
) -> None:
    """To differ from something asks for a comparison; the differences between partners are a subject of their own."""
    kind = understand(question, (), (), library, vocabulary).kind
    assert (kind is QuestionKind.COMPARISON) == is_compared


@pytest.mark.parametrize(
    ("question", "is_situation"),
    [
        ("Ik geef morgen een college over vertrouwen. Wat zeggen de bronnen daarover?", False),
        ("Ik moet een korte presentatie houden over PPS. Welke vormen zijn er?", False),
        ("Ik geef leiding aan een samenwerking die vastloopt op vertrouwen. Wat nu?", True),
        ("Vat de case van de HSL-Zuid voor me samen.", False),
        ("Kunt u me vertellen wat TNO heeft onderzocht?", False),
        ("Voor mijn training wil ik de waarden van markt en overheid. Welke horen er bij de markt?", False),
    ],
)
def test_who_prepares_a_lesson_is_in_no_situation(
    question: str, is_situation: bool, library: Library, vocabulary: Vocabulary
) -> None:
    assert understand(question, (), (), library, vocabulary).is_situation == is_situation


@pytest.mark.parametrize(
    "question",
    [
        "Bij welke auteur vind ik het idee dat samenhang kan komen uit beelden?",
        "Ik zoek het voor mijn les: welke denker wordt aangehaald over sociaal kapitaal?",
        "Op wiens onderzoek leunt het verhaal over de gezondheidszones?",
    ],
)
def test_a_question_for_an_author_asks_who_however_it_is_told(
    question: str, library: Library, vocabulary: Vocabulary
) -> None:
    assert understand(question, (), (), library, vocabulary).kind is QuestionKind.WHO
