"""What is found for a question: words, vectors and pointers together."""

from collections.abc import Callable

import numpy as np
import pytest

from rag.embedding import Both, Embedder
from rag.library import Library
from rag.query import Query, QuestionKind
from rag.retrieve import MAX_HITS, Found, retrieve, retrieve_within
from rag.text import stem_set
from rag.understand import understand
from rag.vocabulary import make_vocabulary
from tests.ingest.fake_embedder import TunedWordEmbedder
from tests.ingest.small_library import open_small

EMBEDDER = TunedWordEmbedder()
NOTHING = "xylofoon"
Find = Callable[..., Found]
QUESTIONS = (
    "Wat zegt TNO over vertrouwen?",
    "Welke fasen kent de levenscyclus van een alliantie?",
    "Onze partner houdt zijn cijfers voor zich. Wat nu?",
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return a small library with seven pointers."""
    return open_small(tmp_path_factory.mktemp("library"), EMBEDDER)


def query_of(text: str, sources: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> Query:
    terms = dict.fromkeys(stem_set(text), 1.0)
    return Query(text, text, text, "nl", QuestionKind.FACT, terms, (), source_filter=sources, named_sources=named)


def asked(plain: str, tuned: str) -> Both:
    """Return vectors of two texts, as if one question lay near the one plain and near the other tuned."""
    return Both(EMBEDDER.embed_asked([plain]).plain, EMBEDDER.embed_asked([tuned]).tuned)


def sections(found: Found) -> list[str]:
    return list(dict.fromkeys(hit.passage.section[-1] for hit in found.hits))


@pytest.fixture(scope="module")
def find(library: Library, embedder: Embedder) -> Find:
    """Return what finds the passages for a question in the shipped library, from some sources or all."""
    vocabulary = make_vocabulary(library)

    def found_for(question: str, sources: tuple[str, ...] = ()) -> Found:
        query = understand(question, (), sources, library, vocabulary)
        return retrieve(query, embedder.embed_asked([query.focus]), library)

    return found_for


@pytest.mark.parametrize("question", QUESTIONS)
def test_passages_come_best_first_each_once_and_no_more_than_asked(question: str, find: Find) -> None:
    found = find(question)
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert 0 < len(scores) <= MAX_HITS
    assert len({hit.passage.id for hit in found.hits}) == len(scores)


@pytest.mark.parametrize("source", ["de-wit", "essay"])
def test_only_the_sources_asked_for_are_found(source: str, find: Find, library: Library) -> None:
    """By words, by vectors and by pointers alike."""
    found = find(QUESTIONS[2], (source,))
    assert {hit.passage.source_id for hit in found.hits} == {source}
    assert {near.pointer.source_id for near in found.pointed.near} == {source}
    outside = np.array([entry.source_id != source for entry in library.entries])
    assert not found.lexical[outside].any()
    assert not found.dense[outside].any()


def test_a_source_named_in_the_question_is_searched_alone(small: Library) -> None:
    found = retrieve(query_of("vertrouwen", named=("ander",)), asked("vertrouwen", "vertrouwen"), small)
    assert {hit.passage.source_id for hit in found.hits} == {"ander"}


def test_the_filter_goes_before_the_sources_that_a_question_names(small: Library) -> None:
    query = query_of("vertrouwen", sources=("proef",), named=("ander",))
    found = retrieve(query, asked("vertrouwen", "vertrouwen"), small)
    assert {hit.passage.source_id for hit in found.hits} == {"proef"}


@pytest.mark.parametrize(
    ("pointer", "section"),
    [("Wie brengt partners weer aan tafel?", "Openheid"), ("Wat regelt een contract over betalen?", "Afspraken")],
)
def test_a_part_that_near_pointers_lead_to_is_found_without_a_word_of_it(
    pointer: str, section: str, small: Library
) -> None:
    """No term occurs, and the plain vector is of something else: only the tuned vector leads there."""
    found = retrieve(query_of(NOTHING), asked(NOTHING, pointer), small)
    assert found.pointed.alike[0].pointer.text == pointer
    by_pointer = {s: [h.score for h in found.hits if h.passage.section[-1] == s][0] for s in sections(found)}
    other = retrieve(query_of(NOTHING), asked(NOTHING, "Waardoor groeit vertrouwen langzaam?"), small)
    before = {s: [h.score for h in other.hits if h.passage.section[-1] == s][0] for s in sections(other)}
    assert by_pointer[section] > before[section]


def test_words_find_a_part_that_no_pointer_leads_to(small: Library) -> None:
    """The table of colours is led to by the wrong premise only, which is not near."""
    found = retrieve(query_of("rood warm kleur"), asked("warm rood", NOTHING), small)
    assert found.hits[0].passage.section[-1] == "Afspraken"
    assert any("rood" in small.entries[n].text for n in np.flatnonzero(found.lexical))


def test_the_plain_vector_finds_entries_and_the_tuned_one_pointers(small: Library) -> None:
    both = asked("openheid over cijfers", "Welke successen geven vertrouwen?")
    found = retrieve(query_of(NOTHING), both, small)
    assert np.array_equal(found.vector, both.plain[0])
    assert np.array_equal(found.tuned, both.tuned[0])
    assert found.pointed.alike[0].pointer.text == "Welke successen geven vertrouwen?"
    assert "Openheid over cijfers" in small.entries[int(np.argmax(found.dense))].text
    for number, similarity in enumerate(found.dense):
        if similarity:
            assert similarity == pytest.approx(float(np.asarray(small.vectors)[number] @ both.plain[0]), abs=1e-5)


def test_a_search_within_marked_entries_finds_nothing_outside_them(find: Find, library: Library) -> None:
    found = find(QUESTIONS[0])
    inside = np.array([entry.source_id == "essay" for entry in library.entries])
    within = retrieve_within({"vertrouw": 1.0}, found, inside, library)
    assert not within.lexical[~inside].any()
    assert not within.dense[~inside].any()
    assert np.array_equal(within.vector, found.vector)
    assert within.pointed is found.pointed


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_question_finds_the_same_twice(question: str, find: Find) -> None:
    first, second = (find(question) for _ in range(2))
    assert first.hits == second.hits
    assert first.pointed == second.pointed


def test_a_question_of_the_lists_finds_itself_and_the_part_it_leads_to(find: Find, library: Library) -> None:
    """Asked as it stands it is the nearest pointer nearly always, and its part is always among the passages."""
    answered = [p for p, gap in zip(library.pointers, library.pointer_is_gap, strict=True) if not gap]
    tried = answered[5 :: len(answered) // 40]
    nearest = 0
    for pointer in tried:
        found = find(pointer.text)
        nearest += found.pointed.alike[0].pointer.text == pointer.text
        part = library.passage_by_id[pointer.targets[0][0]].part
        assert part in [hit.passage.part for hit in found.hits], pointer.text
    assert nearest >= 0.9 * len(tried)
