"""A question is asked again behind the one before it when that leads far better; else it stays as it was understood."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from rag.embedding import Both
from rag.library import Library
from rag.pointers import Near, Pointed
from rag.query import Query
from rag.records import Bearing, Turn
from rag.retrieve import Found, retrieve
from rag.second_try import MIN_GAIN, MOST_WORDS, try_with_history
from rag.understand import MAX_QUESTION, understand
from rag.vocabulary import Vocabulary, make_vocabulary
from tests.ingest.fake_embedder import TunedWordEmbedder
from tests.ingest.small_library import open_small

EMBEDDER = TunedWordEmbedder()
BEFORE = "Wat regelt een contract over betalen?"
QUESTION = "Vertel eens iets meer?"
HISTORY = (Turn("user", "Hoi"), Turn("assistant", "Dag."), Turn("user", BEFORE), Turn("assistant", "Wie wat betaalt."))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_small(tmp_path_factory.mktemp("library"), EMBEDDER)


@pytest.fixture(scope="module")
def vocabulary(small: Library) -> Vocabulary:
    return make_vocabulary(small)


def asked(text: str, small: Library, vocabulary: Vocabulary, fit: float = 0.0) -> tuple[Query, Found]:
    """Return a question as understood, and what was found with a pointer that fits so well."""
    query = understand(text, (), (), small, vocabulary)
    found = retrieve(query, EMBEDDER.embed_asked([query.focus]), small)
    return query, replace(found, pointed=Pointed((Near(small.pointers[0], fit, 0.5),)))


def never(texts: Sequence[str]) -> Both:
    return pytest.fail(f"asked again: {texts}")


def fit_of(found: Found) -> float:
    return found.pointed.fit


def fit_behind(small: Library, vocabulary: Vocabulary) -> float:
    """Return how well the best pointer fits the two questions together."""
    query = understand(f"{BEFORE.rstrip('?')}: {QUESTION}", (), (), small, vocabulary)
    return fit_of(retrieve(query, EMBEDDER.embed_asked([query.focus]), small))


def test_what_leads_far_better_behind_the_last_question_is_asked_so(small: Library, vocabulary: Vocabulary) -> None:
    query, found = asked(QUESTION, small, vocabulary)
    other, again = try_with_history(query, found, HISTORY, small, vocabulary, EMBEDDER.embed_asked)
    assert other.standalone == f"{BEFORE.rstrip('?')}: {QUESTION}"
    assert fit_of(again) == fit_behind(small, vocabulary) >= MIN_GAIN
    assert small.pointers[3].text == BEFORE
    assert again.pointed.near[0].pointer is small.pointers[3]


def test_the_question_itself_stays_as_it_was_asked(small: Library, vocabulary: Vocabulary) -> None:
    """It is what the answer repeats, in the language it was asked in."""
    query, found = asked(QUESTION, small, vocabulary)
    english = replace(query, text="tell me more?", language="en")
    other, _ = try_with_history(english, found, HISTORY, small, vocabulary, EMBEDDER.embed_asked)
    assert (other.text, other.language) == ("tell me more?", "en")


@pytest.mark.parametrize(("short_of", "is_changed"), [(0.01, True), (-0.01, False)])
def test_a_small_gain_changes_nothing(
    short_of: float, is_changed: bool, small: Library, vocabulary: Vocabulary
) -> None:
    """The question before it draws towards its own answer, which was given already."""
    query, found = asked(QUESTION, small, vocabulary, fit_behind(small, vocabulary) - MIN_GAIN - short_of)
    other, again = try_with_history(query, found, HISTORY, small, vocabulary, EMBEDDER.embed_asked)
    assert (other is not query, again is not found) == (is_changed, is_changed)


@pytest.mark.parametrize("bearing", list(Bearing))
def test_a_pointer_that_corrects_counts_as_one_that_answers_and_one_without_answer_does_not(
    bearing: Bearing, small: Library, vocabulary: Vocabulary
) -> None:
    query, found = asked(QUESTION, small, vocabulary)
    sure = Pointed((Near(replace(small.pointers[0], bearing=bearing), 1.0, 0.9),))
    other, _ = try_with_history(query, replace(found, pointed=sure), HISTORY, small, vocabulary, EMBEDDER.embed_asked)
    assert (other is not query) == (bearing is Bearing.GAP)


@pytest.mark.parametrize("history", [(), (Turn("assistant", BEFORE),)])
def test_without_a_question_before_it_nothing_is_asked_again(
    history: Sequence[Turn], small: Library, vocabulary: Vocabulary
) -> None:
    query, found = asked(QUESTION, small, vocabulary)
    assert try_with_history(query, found, history, small, vocabulary, never) == (query, found)


def test_a_question_of_many_words_stands_on_its_own(small: Library, vocabulary: Vocabulary) -> None:
    query, found = asked(QUESTION, small, vocabulary)
    for count in (MOST_WORDS, MOST_WORDS + 1):
        long = replace(query, content=tuple(f"woord{number}" for number in range(count)))
        embed = EMBEDDER.embed_asked if count == MOST_WORDS else never
        other, _ = try_with_history(long, found, HISTORY, small, vocabulary, embed)
        assert (other is long) == (count > MOST_WORDS)


def test_two_questions_that_are_too_long_together_are_not_joined(small: Library, vocabulary: Vocabulary) -> None:
    """Each was short enough to be asked; the follow-up is no error of the user's."""
    query, found = asked(QUESTION, small, vocabulary)
    long = (Turn("user", f"{'x' * (MAX_QUESTION - 10)}?"),)
    assert try_with_history(query, found, long, small, vocabulary, never) == (query, found)


def test_the_sources_asked_of_hold_for_the_second_try_too(small: Library, vocabulary: Vocabulary) -> None:
    query, found = asked(QUESTION, small, vocabulary)
    elsewhere = replace(query, source_filter=("ander",))
    other, again = try_with_history(elsewhere, found, HISTORY, small, vocabulary, EMBEDDER.embed_asked)
    assert other.source_filter == ("ander",)
    assert {hit.passage.source_id for hit in again.hits} == {"ander"}
    assert {near.pointer.source_id for near in again.pointed.near} == {"ander"}
