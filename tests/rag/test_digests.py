"""What a part of a work says as a whole is told by the sentences chosen for it, and by nothing else."""

import pytest

from rag.adviser import Adviser
from rag.digests import compose_digest, find_digest
from rag.embedding import Embedder
from rag.library import Library
from rag.outlines import near_outlines
from rag.query import Query
from rag.retrieve import Found, retrieve
from rag.understand import understand
from rag.vocabulary import make_vocabulary

PARTS = {
    "Hoe verging het de HSL-Zuid, in grote lijnen?": "125 kilometer",
    "Vertel eens in grote lijnen wat er in de casus van de Waardse Alliantie gebeurde": "Waardse Alliantie",
    "Geef de hoofdpunten uit de bijdrage van Maarten Königs": "Königs",
    "Waar draait het bij Arienne van Staveren om?": "Van Staveren",
    "Wat is het verhaal achter de HSL-Zuid?": "125 kilometer",
    "Waar komt het verhaal van Schruijer en Vansina in het kort op neer?": "Schruijer",
}


def ask(question: str, library: Library, embedder: Embedder) -> tuple[Query, Found]:
    query = understand(question, (), (), library, make_vocabulary(library))
    return query, retrieve(query, embedder.embed_asked([query.focus]), library)


@pytest.mark.parametrize(("question", "named"), PARTS.items())
def test_a_part_is_told_by_its_digest_alone(
    question: str, named: str, library: Library, embedder: Embedder, adviser: Adviser
) -> None:
    query, found = ask(question, library, embedder)
    near = find_digest(query, found, library)
    assert near is not None and near.outline.is_digest
    answer = adviser.ask(question)
    assert answer.answered and named in answer.answer
    assert all(sentence.citations for sentence in answer.sentences if sentence.support)
    chosen = {library.passage_by_id[name].section for name, _ in near.outline.places}
    assert {citation.section for citation in answer.citations} <= chosen


def test_whose_work_is_asked_for_as_a_whole_is_credited_with_nothing(adviser: Adviser) -> None:
    answer = adviser.ask("Waar komt het werk van Beemer en zijn collega's in het kort op neer?")
    assert answer.sentences[0].citations  # no remark that it stands under another name
    assert {citation.section[-1] for citation in answer.citations} == {
        "Alliantiemanagement in maatschappelijke markten: praktijkreflecties"
    }


@pytest.mark.parametrize(
    "question",
    [
        "Waar gaat het artikel van Dorien de Wit over?",  # a whole work: its chapters are listed
        "Welke vier rollen heeft de centrale afdeling?",
        "Wie schreef de bijdrage over vertrouwen?",
        "Wat is een gesloten netwerk?",
    ],
)
def test_what_asks_for_no_part_as_a_whole_gets_no_digest(question: str, library: Library, embedder: Embedder) -> None:
    query, found = ask(question, library, embedder)
    assert compose_digest(query, found, library).lines == ()


def test_digests_are_no_outlines_of_other_answers(library: Library, embedder: Embedder) -> None:
    query, found = ask("Vat de case van de HSL-Zuid samen", library, embedder)
    assert not any(near.outline.is_digest for near in near_outlines(query, found, library))


def test_every_digest_that_ships_can_be_asked_for_and_says_more_than_a_sentence(library: Library) -> None:
    digests = [outline for outline in library.chosen.outlines if outline.is_digest]
    assert len(digests) > 200
    assert all(len(digest.places) >= 5 and len(digest.questions) >= 5 for digest in digests)
