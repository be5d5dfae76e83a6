"""A comparison knows what it sets side by side, and an ordinary question sets nothing side by side."""

import pytest

from rag.adviser import Adviser
from rag.concepts import terms_meant
from rag.library import Library
from rag.query import Query
from rag.retrieve import Found, retrieve
from rag.sides import Side, find_sides, subject_terms
from rag.text import stem_set
from rag.understand import understand
from rag.vocabulary import Vocabulary, make_vocabulary


@pytest.fixture(scope="module")
def vocabulary(adviser: Adviser) -> Vocabulary:
    return make_vocabulary(adviser.library)


def ask_sides(question: str, adviser: Adviser, vocabulary: Vocabulary) -> tuple[Query, Found, tuple[Side, ...]]:
    """Return the understood question, what was found and the sides it compares."""
    query = understand(question, (), (), adviser.library, vocabulary)
    found = retrieve(query, adviser._embedder.embed_asked([query.focus]), adviser.library)
    return query, found, find_sides(query, found, adviser.library)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Wat zeggen TNO en Boonstra over vertrouwen?", ["TNO", "Boonstra"]),
        ("Wat is het verschil tussen PPS, PNS en PuS?", ["PPS", "PNS", "PuS"]),
        ("verschil pps en pus", ["PPS", "PUS"]),
        (
            "Oerlemans & Kenis tegenover De Man & Duysters: waar ligt het accent?",
            ["Oerlemans & Kenis", "De Man & Duysters"],
        ),
        ("Vergelijk Klijn en Van Twist met Jeroen in 't Veld over PPS", ["Klijn en Van Twist", "Jeroen in 't Veld"]),
        ("Waarin verschilt Koppenjan van Boonstra over conflicten?", ["Koppenjan", "Boonstra"]),
        ("Wat is het verschil tussen een open en een gesloten netwerk?", ["Open netwerk", "Gesloten netwerk"]),
        ("Hoe verschilt de hiërarchie van het netwerk?", ["Hiërarchie", "Netwerk"]),
        ("Wat is het verschil tussen fase 1 en fase 2 bij TNO?", ["Fase 1", "Fase 2"]),
        ("Leg de HSL-Zuid eens naast de Waardse Alliantie", ["HSL-Zuid Alliantie", "Waardse Alliantie"]),
        ("Zet PPS en PNS naast elkaar", ["PPS", "PNS"]),
        ("Schruijer en Vansina delen ruzies anders in dan TNO. Welke soorten kennen ze elk?", ["TNO", "Boonstra"]),
        (
            "Als je De Man en Duysters naast Schruijer en Vansina legt, wat valt dan op?",
            ["De Man en Duysters", "Schruijer en Vansina"],
        ),
        ("Wat verstaan TNO en Klijn en Van Twist onder publiek-private samenwerking?", ["TNO", "Boonstra"]),
        ("Hoe denken de bronnen over vertrouwen?", ["Boonstra", "TNO", "De Wit", "het essay", "Common Eye"]),
    ],
)
def test_sides_are_found_in_the_order_of_the_question(
    question: str, expected: list[str], adviser: Adviser, vocabulary: Vocabulary
) -> None:
    _, _, sides = ask_sides(question, adviser, vocabulary)
    assert [side.label.lower() for side in sides] == [name.lower() for name in expected]


@pytest.mark.parametrize(
    "question",
    [
        "Overleg loopt vast en onze mensen staan tegenover elkaar. Wat nu?",
        "Welke overheidswaarde staat tegenover 'geheimhouding' bij marktpartijen?",
        "Wat zegt Boonstra over verschillen tussen partners?",
        "Wat is een alliantie?",
        "Welke rol had ProRail bij de Waardse Alliantie?",
    ],
)
def test_a_question_that_compares_nothing_has_no_sides(question: str, adviser: Adviser, vocabulary: Vocabulary) -> None:
    assert ask_sides(question, adviser, vocabulary)[2] == ()


def test_an_author_is_looked_for_only_where_the_library_names_him(adviser: Adviser, vocabulary: Vocabulary) -> None:
    _, _, sides = ask_sides("Waarin verschilt Koppenjan van Boonstra over conflicten?", adviser, vocabulary)
    entries = adviser.library.entries
    assert all(
        "Koppenjan" in f"{e.context} {e.text}" for e, inside in zip(entries, sides[0].entries, strict=True) if inside
    )
    assert {e.source_id for e, inside in zip(entries, sides[1].entries, strict=True) if inside} == {"boonstra"}


def test_asking_words_and_names_of_sides_are_no_subject(adviser: Adviser, vocabulary: Vocabulary) -> None:
    question = "Wat is het verschil in huisvesting tussen de HSL-Zuid en de Waardse Alliantie?"
    query, _, sides = ask_sides(question, adviser, vocabulary)
    assert list(subject_terms(query, sides, adviser.library)) == ["huisvest"]


def test_differences_that_are_the_subject_stay_in_it(adviser: Adviser, vocabulary: Vocabulary) -> None:
    query, _, sides = ask_sides("Boonstra en De Wit over verschillen tussen partners", adviser, vocabulary)
    assert "verschil" in subject_terms(query, sides, adviser.library)


def test_a_case_is_meant_by_what_people_call_it(library: Library) -> None:
    """The Waardse Alliantie is what built the "Betuwelijn"."""
    meant = terms_meant("Ging het bij de Betuwelijn beter dan bij de hogesnelheidslijn?", library)
    assert stem_set("Waardse Alliantie") | stem_set("HSL-Zuid") <= meant
    assert terms_meant("Ging het beter bij de spoorwegen?", library) == frozenset()


def test_what_is_asked_to_be_set_side_by_side_names_no_side(adviser: Adviser, vocabulary: Vocabulary) -> None:
    question = "Wat zijn de vormen van PPS bij Jeroen in 't Veld? Vergelijk het eens met elkaar."
    *_, sides = ask_sides(question, adviser, vocabulary)
    assert not any(side.name.lower().startswith(("eens", "elkaar", "het")) for side in sides)
