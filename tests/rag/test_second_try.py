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
from rag.second_try import MIN_GAIN, MIN_GAIN_ANSWER, MIN_GAIN_RESOLVED, MOST_WORDS, question_before, try_with_history
from rag.talk import Conversation
from rag.understand import MAX_QUESTION, understand
from rag.vocabulary import Vocabulary, make_vocabulary
from tests.ingest.fake_embedder import TunedWordEmbedder
from tests.ingest.small_library import open_small

EMBEDDER = TunedWordEmbedder()
BEFORE = "Waardoor groeit vertrouwen langzaam"
QUESTION = "En wie bemiddelt er?"
JOINED = f"{BEFORE}: wie bemiddelt er?"
HISTORY = (
    Turn("user", "Hoi"),
    Turn("assistant", "Dag."),
    Turn("user", f"{BEFORE}?"),
    Turn("assistant", "Door succes."),
)
TALK = Conversation(HISTORY)


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
    """Return how well the best pointer fits the two questions together, what the first asked left out."""
    query = understand(JOINED, (), (), small, vocabulary)
    return fit_of(retrieve(query, EMBEDDER.embed_asked([query.focus]), small, before=EMBEDDER.embed_asked([BEFORE])))


def test_what_leads_far_better_behind_the_last_question_is_asked_so(small: Library, vocabulary: Vocabulary) -> None:
    query, found = asked(QUESTION, small, vocabulary)
    other, again = try_with_history(query, found, TALK, small, vocabulary, EMBEDDER.embed_asked)
    assert other.standalone == JOINED
    assert fit_of(again) == fit_behind(small, vocabulary) >= MIN_GAIN


def test_what_was_asked_already_is_not_asked_again(small: Library, vocabulary: Vocabulary) -> None:
    """Behind "waardoor groeit vertrouwen: …" that question itself is always the nearest, and its answer was given."""
    query = understand(JOINED, (), (), small, vocabulary)
    vectors, before = EMBEDDER.embed_asked([query.focus]), EMBEDDER.embed_asked([BEFORE])
    plain = retrieve(query, vectors, small).pointed.alike
    assert plain[0].pointer.text == f"{BEFORE}?"
    left = retrieve(query, vectors, small, before=before).pointed.alike
    assert left
    assert f"{BEFORE}?" not in [near.pointer.text for near in left]


@pytest.mark.parametrize(("standalone", "before"), [(JOINED, BEFORE), ("Wie bemiddelt er?", ""), (f"{BEFORE}?", "")])
def test_only_a_question_put_behind_the_last_one_asks_for_something_else(
    standalone: str, before: str, small: Library, vocabulary: Vocabulary
) -> None:
    query, _ = asked(QUESTION, small, vocabulary)
    assert question_before(replace(query, standalone=standalone), HISTORY) == before


def test_a_question_the_rules_made_whole_yields_to_a_greater_gain_only(small: Library, vocabulary: Vocabulary) -> None:
    fit = fit_behind(small, vocabulary) - (MIN_GAIN + MIN_GAIN_RESOLVED) / 2
    query, found = asked(QUESTION, small, vocabulary, fit)
    other, _ = try_with_history(query, found, TALK, small, vocabulary, EMBEDDER.embed_asked)
    assert other is not query
    resolved = replace(query, standalone="Wie bemiddelt er bij het contract?")
    other, _ = try_with_history(resolved, found, TALK, small, vocabulary, EMBEDDER.embed_asked)
    assert other is resolved


def test_the_question_itself_stays_as_it_was_asked(small: Library, vocabulary: Vocabulary) -> None:
    """It is what the answer repeats, in the language it was asked in."""
    query, found = asked(QUESTION, small, vocabulary)
    english = replace(query, text="tell me more?", language="en")
    other, _ = try_with_history(english, found, TALK, small, vocabulary, EMBEDDER.embed_asked)
    assert (other.text, other.language) == ("tell me more?", "en")


@pytest.mark.parametrize(("short_of", "is_changed"), [(0.01, True), (-0.01, False)])
def test_a_small_gain_changes_nothing(
    short_of: float, is_changed: bool, small: Library, vocabulary: Vocabulary
) -> None:
    """The question before it draws towards its own answer, which was given already."""
    query, found = asked(QUESTION, small, vocabulary, fit_behind(small, vocabulary) - MIN_GAIN - short_of)
    other, again = try_with_history(query, found, TALK, small, vocabulary, EMBEDDER.embed_asked)
    assert (other is not query, again is not found) == (is_changed, is_changed)


@pytest.mark.parametrize("bearing", list(Bearing))
def test_a_pointer_that_corrects_counts_as_one_that_answers_and_one_without_answer_does_not(
    bearing: Bearing, small: Library, vocabulary: Vocabulary
) -> None:
    query, found = asked(QUESTION, small, vocabulary)
    sure = Pointed((Near(replace(small.pointers[0], bearing=bearing), 1.0, 0.9),))
    other, _ = try_with_history(query, replace(found, pointed=sure), TALK, small, vocabulary, EMBEDDER.embed_asked)
    assert (other is not query) == (bearing is Bearing.GAP)


@pytest.mark.parametrize("history", [(), (Turn("assistant", BEFORE),)])
def test_without_a_question_before_it_nothing_is_asked_again(
    history: Sequence[Turn], small: Library, vocabulary: Vocabulary
) -> None:
    query, found = asked(QUESTION, small, vocabulary)
    assert try_with_history(query, found, Conversation(tuple(history)), small, vocabulary, never) == (query, found)


def test_a_question_of_many_words_stands_on_its_own(small: Library, vocabulary: Vocabulary) -> None:
    query, found = asked(QUESTION, small, vocabulary)
    for count in (MOST_WORDS, MOST_WORDS + 1):
        long = replace(query, content=tuple(f"woord{number}" for number in range(count)))
        embed = EMBEDDER.embed_asked if count == MOST_WORDS else never
        other, _ = try_with_history(long, found, TALK, small, vocabulary, embed)
        assert (other is long) == (count > MOST_WORDS)


def test_two_questions_that_are_too_long_together_are_not_joined(small: Library, vocabulary: Vocabulary) -> None:
    """Each was short enough to be asked; the follow-up is no error of the user's."""
    query, found = asked(QUESTION, small, vocabulary)
    long = (Turn("user", f"{'x' * (MAX_QUESTION - 10)}?"),)
    assert try_with_history(query, found, Conversation(long), small, vocabulary, never) == (query, found)


def test_the_sources_asked_of_hold_for_the_second_try_too(small: Library, vocabulary: Vocabulary) -> None:
    query, found = asked(QUESTION, small, vocabulary)
    elsewhere = replace(query, source_filter=("ander",))
    other, again = try_with_history(elsewhere, found, TALK, small, vocabulary, EMBEDDER.embed_asked)
    assert other.source_filter == ("ander",)
    assert {hit.passage.source_id for hit in again.hits} == {"ander"}
    assert {near.pointer.source_id for near in again.pointed.near} == {"ander"}


def test_behind_the_last_answer_it_is_asked_where_that_leads_far_better(small: Library, vocabulary: Vocabulary) -> None:
    """What "daarmee" means is named by the answer, not by the question before it."""
    told = (Turn("user", "Wat helpt?"), Turn("assistant", "Waardoor groeit vertrouwen langzaam."))
    query, found = asked(QUESTION, small, vocabulary)
    other, again = try_with_history(query, found, Conversation(told, {}), small, vocabulary, EMBEDDER.embed_asked)
    assert other.standalone == JOINED
    assert fit_of(again) >= MIN_GAIN_ANSWER


def test_a_question_that_does_not_lean_on_the_talk_is_not_asked_behind_its_answer(
    small: Library, vocabulary: Vocabulary
) -> None:
    told = (Turn("user", "Wat helpt?"), Turn("assistant", "Waardoor groeit vertrouwen langzaam."))
    query, found = asked(QUESTION, small, vocabulary)
    other, _ = try_with_history(query, found, Conversation(told), small, vocabulary, EMBEDDER.embed_asked)
    assert other.standalone != JOINED


@pytest.mark.parametrize(("count", "leans", "is_asked"), [(11, False, True), (12, False, False), (12, True, True)])
def test_another_story_is_not_asked_behind_the_last_question(
    count: int, leans: bool, is_asked: bool, small: Library, vocabulary: Vocabulary
) -> None:
    """A few words about "us" may go on about what was asked; a story of its own does not, unless it leans on that."""
    query, found = asked(QUESTION, small, vocabulary)
    story = replace(query, is_situation=True, text=" ".join(["woord"] * count))
    tried: list[str] = []

    def embed(texts: Sequence[str]) -> Both:
        tried.extend(texts)
        return EMBEDDER.embed_asked(texts)

    try_with_history(story, found, Conversation(HISTORY, {} if leans else None), small, vocabulary, embed)
    assert bool(tried) is is_asked


def test_what_the_rules_put_in_the_place_of_something_else_is_not_asked_otherwise(
    small: Library, vocabulary: Vocabulary
) -> None:
    query, found = asked(QUESTION, small, vocabulary)
    whole = replace(query, standalone=BEFORE.replace("vertrouwen", "wantrouwen"))
    assert whole.standalone != BEFORE
    assert try_with_history(whole, found, TALK, small, vocabulary, EMBEDDER.embed_asked) == (whole, found)


def test_a_question_behind_an_earlier_one_asks_for_something_else_than_that(
    small: Library, vocabulary: Vocabulary
) -> None:
    query, _ = asked(QUESTION, small, vocabulary)
    history = (*HISTORY, Turn("user", "Wie bemiddelt er?"), Turn("assistant", "Iemand."))
    assert question_before(replace(query, standalone=JOINED), history) == BEFORE
