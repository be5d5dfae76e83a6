"""A short answer: what leads it, what a composed answer adds to it, and when it is told instead of a table."""

import numpy as np
import pytest

import rag.compose_facts as facts
from rag.adviser import Adviser
from rag.chosen import Place
from rag.compose_facts import compose_fact
from rag.library import Library
from rag.lines import plain_line
from rag.query import Query, QuestionKind
from rag.retrieve import Found, retrieve
from rag.subject_sides import place_candidates
from rag.text import stem_set
from tests.ingest.fake_embedder import TunedWordEmbedder
from tests.ingest.small_library import open_small

EMBEDDER = TunedWordEmbedder()
TRUST = "Vertrouwen groeit door kleine successen."
DISTRUST = "Wantrouwen groeit door geheimen."
OPEN = "Openheid over cijfers voorkomt ruzie."
LONGER = "Een bemiddelaar brengt partners weer aan tafel."


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_small(tmp_path_factory.mktemp("library"), EMBEDDER)


def search(text: str, library: Library) -> tuple[Query, Found]:
    query = Query(text, text, text, "nl", QuestionKind.FACT, dict.fromkeys(stem_set(text), 1.0), ())
    return query, retrieve(query, EMBEDDER.embed_asked([text]), library)


def texts(query: Query, found: Found, library: Library) -> list[str]:
    return [line.text for line in compose_fact(query, found, library).lines]


def test_what_is_pointed_at_goes_first_and_a_composed_answer_completes_it_in_its_order(
    small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What leads stands in the composed answer too, and is said once."""
    query, found = search("Waardoor groeit vertrouwen langzaam?", small)
    places = [place for part in reversed(small.chosen.outlines[0].parts) for place in part.places]
    monkeypatch.setattr(facts, "outline_candidates", lambda query, found, library: place_candidates(places, library))
    assert texts(query, found, small)[:3] == [TRUST, DISTRUST, OPEN]
    assert len(set(texts(query, found, small))) == len(texts(query, found, small))
    monkeypatch.setattr(facts, "outline_candidates", lambda query, found, library: [])
    assert texts(query, found, small)[0] == TRUST
    assert OPEN not in texts(query, found, small)


@pytest.mark.parametrize(("limits", "said"), [((3, 88), [TRUST, DISTRUST, OPEN]), ((8, 10), [TRUST, OPEN])])
def test_a_composed_answer_lengthens_a_short_one_no_further_than_its_limits(
    limits: tuple[int, int], said: list[str], small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many sentences and words; one that is too long is left out, one after it that fits is not."""
    places = [_place(text, small) for text in (*((DISTRUST,) if limits[0] == 3 else (LONGER,)), OPEN, LONGER)]
    monkeypatch.setattr(facts, "outline_candidates", lambda query, found, library: place_candidates(places, library))
    monkeypatch.setattr(facts, "FACT_LED_LIMITS", limits)
    monkeypatch.setattr(facts, "FACT_LIMITS", (1, 88))
    monkeypatch.setattr(facts, "MORE_SENTENCES", 0)
    assert texts(*search("Waardoor groeit vertrouwen langzaam?", small), small) == said


def _place(text: str, library: Library) -> Place:
    number = next(n for n in np.flatnonzero(library.said_rows >= 0) if library.entries[n].text == text)
    passage_id = library.entries[number].passage_id
    return passage_id, library.text_entries[passage_id].index(int(number))


@pytest.mark.parametrize(
    "question",
    [
        "Wat maakt samenwerken in de ontwikkelingshulp lastiger dan elders?",
        "Tussen wie en wie lopen de drie communicatiekanalen die Huxham en Vangen in allianties aantroffen?",
        "Waarom kan een concern als Philips zijn relaties met andere bedrijven beter centraal afstemmen?",
    ],
)
def test_a_short_answer_says_nothing_twice(question: str, adviser: Adviser) -> None:
    """Pointer, composed answer and search often find the same; an item of a list comes once, with its list."""
    said = [plain_line(sentence.text) for sentence in adviser.ask(question).sentences]
    assert len(said) > 1
    assert sorted(set(said)) == sorted(said)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Structuur, proces en prestatie: met welke fase van een alliantie valt elk van die drie samen?", "prestatie"),
        ("Wanneer heb je bemiddelende interventies (brokering) nodig?", "brokering"),
    ],
)
def test_a_pointer_and_an_outline_that_agree_are_believed_against_a_table(
    question: str, told: str, adviser: Adviser
) -> None:
    """Only the words of the question chose the table; where both lead there is prose."""
    answer = adviser.ask(question)
    assert answer.answered
    assert "|---" not in answer.answer
    assert told in answer.answer.lower()


@pytest.mark.parametrize(
    "question",
    [
        "Welke faalfactoren noemt Boonstra bij Bestuurskunde?",
        "Wat staat er in Tabel 2 van Boonstra?",
        "Wat zijn de kenmerken van de overheid in Tabel 2 van TNO?",
    ],
)
def test_a_table_that_the_question_names_is_shown_whatever_else_is_near(question: str, adviser: Adviser) -> None:
    labels = [citation.locator or "" for citation in adviser.ask(question).citations]
    assert labels
    assert all(label.startswith("Tabel 2") for label in labels)


def test_the_sentences_that_the_questions_near_lead_to_most_complete_what_leads(
    small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three at most, most voted for first; a row counts for less, an announcement not at all."""
    query, found = search("Waardoor groeit vertrouwen langzaam?", small)
    lead = place_candidates([_place(TRUST, small)], small)
    votes = {_place(DISTRUST, small): 0.1, _place(OPEN, small): 0.4, _place(LONGER, small): 0.3}
    monkeypatch.setattr(type(found.pointed), "votes", lambda self: votes)
    monkeypatch.setattr(facts, "SECTION_BONUS", 0.0)
    monkeypatch.setattr(facts, "MIN_WORDS", 4)
    told = [candidate.text for candidate in facts.with_voted(lead, found, [], small)]
    assert told == [TRUST, OPEN, LONGER, DISTRUST]
    monkeypatch.setattr(facts, "MORE_SENTENCES", 1)
    assert [c.text for c in facts.with_voted(lead, found, [], small)] == [TRUST, OPEN]
    monkeypatch.setattr(facts, "MIN_WORDS", 7)
    assert [c.text for c in facts.with_voted(lead, found, [], small)] == [TRUST, LONGER]
