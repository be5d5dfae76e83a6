"""A situation told without "wij" or "onze" is taken for one; questions about the texts are not."""

from dataclasses import replace

import pytest

from rag.adviser import Adviser
from rag.case_signals import told_nearness
from rag.embedding import Embedder
from rag.library import Library
from rag.pointers import Near, Pointed
from rag.query import Query, QuestionKind
from rag.retrieve import Found, retrieve
from rag.stories import MOST_BEHIND, as_situation
from rag.understand import understand
from rag.vocabulary import make_vocabulary

STORY = (
    "Eén van de zes partijen zit bij elke vergadering, deelt in de eer en levert nooit iets. "
    "De andere vijf beginnen er genoeg van te krijgen."
)


def asked(question: str, library: Library, embedder: Embedder) -> tuple[Query, Found]:
    query = understand(question, (), (), library, make_vocabulary(library))
    return query, retrieve(query, embedder.embed_asked([query.focus]), library)


@pytest.mark.parametrize(
    "question",
    [
        STORY,
        "Twee theaters willen samen programmeren. In de wandelgangen gaat het alleen over wie straks de baas wordt.",
        "Vijf stichtingen hebben het in de zaal over het logo. In de gang hoor je wie er op wiens subsidie uit is, en wat er "
        "met de rest moet gebeuren zegt geen mens. Waar begin je als voorzitter van zo'n clubje?",
        "De gemeente zou meedoen, maar na de verkiezingen willen de nieuwe wethouders er niets van weten. Wie belt wie?",
    ],
)
def test_a_story_gets_advice(question: str, adviser: Adviser) -> None:
    answer = adviser.ask(question)
    assert answer.kind == QuestionKind.ADVICE.value
    assert "**Wat de bronnen aanraden**" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Geef me voor de les van morgen een volledig rijtje van alle faalfactoren uit de organisatiekunde.",
        "De HSL-Zuid kwam een half jaar te laat klaar en was veel duurder. Waar lag dat volgens de onderzoekers aan?",
        "Trusts mochten op een gegeven moment niet meer in Amerika. Wat zat daar volgens de tekst achter?",
        "Exit staat bij de markt. Welk woord staat er in die bijlage bij de overheid tegenover?",
        "In welke fase van een samenwerking regel je de juridische vorm en de besluitvorming precies?",
    ],
)
def test_a_question_about_the_texts_stays_what_it_was(question: str, library: Library, embedder: Embedder) -> None:
    query, found = asked(question, library, embedder)
    assert not query.is_situation
    assert as_situation(query, found, library) is query


def test_a_question_far_nearer_to_a_pointer_than_the_story_to_a_case_is_no_story(
    library: Library, embedder: Embedder
) -> None:
    query, found = asked(STORY, library, embedder)
    mean, deviation = library.asked_scale
    nearness = told_nearness(found.tuned, library).max()
    for ahead, is_story in ((MOST_BEHIND - 0.05, True), (MOST_BEHIND + 0.05, False)):
        near = Near(library.pointers[0], 0.5, mean + deviation * (nearness + ahead))
        told = as_situation(query, replace(found, pointed=Pointed((near,))), library)
        assert told.is_situation == is_story


@pytest.mark.parametrize("changed", [{"names": ("Akkermans",)}, {"named_sources": ("tno",)}, {"language": "en"}])
def test_who_names_an_author_or_a_work_asks_about_the_text(
    changed: dict[str, object], library: Library, embedder: Embedder
) -> None:
    query, found = asked(STORY, library, embedder)
    assert as_situation(query, found, library).kind is QuestionKind.ADVICE
    named = replace(query, **changed)  # type: ignore[arg-type]
    assert as_situation(named, found, library) is named
