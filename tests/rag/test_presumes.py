"""What a question takes for granted, and when the library bears it out."""

import pytest

from rag.adviser import Adviser
from rag.library import Library
from rag.presumes import is_borne_out, presumes
from rag.query import Query, QuestionKind
from rag.records import Bearing


def query_of(text: str) -> Query:
    return Query(text, text, text, "nl", QuestionKind.FACT, {}, ())


@pytest.mark.parametrize(
    ("question", "is_presuming"),
    [
        ("Waarom is vertrouwen overbodig?", True),
        ("TNO telt vijf fasen. Welke zijn dat?", True),
        ("De VOC was toch een zorgnetwerk?", True),
        ("Welke fasen telt TNO?", False),
        ("Hoe gaat dat? En wie doet het?", False),
    ],
)
def test_a_statement_or_a_why_takes_something_for_granted(question: str, is_presuming: bool) -> None:
    assert presumes(query_of(question)) is is_presuming


def test_a_premise_is_borne_out_by_the_words_that_make_the_difference(library: Library) -> None:
    """One word of difference turns a wrong premise into a right one; the sentence that answers holds that word."""
    pointer = next(p for p in library.pointers if p.bearing is Bearing.PREMISE and p.targets)
    said = library.entries[library.entries_at(pointer.targets)[0]].text
    asked = set(pointer.text.lower().split())
    other = next(word for word in said.split() if len(word) > 5 and word.isalpha() and word.lower() not in asked)
    assert is_borne_out(f"{pointer.text} {other}", pointer, library)
    assert not is_borne_out(f"{pointer.text} zeppelin", pointer, library)


def test_a_wrong_premise_is_answered_with_what_sets_it_right_first(adviser: Adviser) -> None:
    asked = (
        "Hoe komt het dat gebiedsontwikkeling met private partijen vooral zo goedkoop is, volgens Jeroen in 't Veld?"
    )
    assert "creativiteit en innovatie" in adviser.ask(asked).sentences[0].text
