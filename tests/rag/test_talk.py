"""Where a talk has come to makes what leads there likelier, for a question that leans on it only."""

from collections.abc import Sequence

import numpy as np
import pytest

from rag.adviser import Adviser
from rag.embedding import Both
from rag.library import Library
from rag.phrases import NOT_FOUND
from rag.pointers import nearest_pointers, weigh_pointers
from rag.query import Query, QuestionKind
from rag.records import Bearing, EntryRole, Turn
from rag.talk import Conversation, find_conversation, in_talk, last_answer, nearer, talk_parts, told_entries, told_last
from rag.text import stem_set
from tests.ingest.fake_embedder import TunedWordEmbedder
from tests.ingest.small_library import open_small

EMBEDDER = TunedWordEmbedder()
ASKED = Turn("user", "Waardoor groeit vertrouwen?")
TOLD = Turn("assistant", "**Antwoord**\n\nDoor succes. [1]")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_small(tmp_path_factory.mktemp("library"), EMBEDDER)


def never(texts: Sequence[str]) -> Both:
    return pytest.fail(f"embedded: {texts}")


def test_what_was_told_last_is_the_question_and_its_answer_without_marks() -> None:
    assert told_last((Turn("user", "Hoi"), Turn("assistant", "Dag."), ASKED, TOLD)) == f"{ASKED.content} Door succes."


def test_a_refusal_tells_nothing() -> None:
    refused = (ASKED, Turn("assistant", f"{NOT_FOUND} Gezocht is naar: vertrouwen."))
    assert (last_answer(refused), told_last(refused)) == ("", "")


def test_only_a_question_that_leans_on_the_talk_asks_where_it_has_come_to(small: Library) -> None:
    """Any other must be answered as if nothing had been said."""
    assert find_conversation("Wat is een agenda?", (ASKED, TOLD), small, never) == Conversation((ASKED, TOLD), None)
    assert find_conversation("Kun je dat in gewone taal uitleggen?", (ASKED, TOLD), small, never).parts is None
    assert find_conversation("En waarom is dat zo?", (ASKED, TOLD), small, EMBEDDER.embed_asked).parts


def test_the_parts_of_a_talk_are_those_its_nearest_questions_lead_to(small: Library) -> None:
    for pointer in small.pointers:
        if pointer.bearing is Bearing.GAP:
            continue
        parts = talk_parts(EMBEDDER.embed_asked([pointer.text]), small)
        own = {int(small.entry_parts[number]) for number in small.entries_at(pointer.targets)}
        assert own <= {part for part, share in parts.items() if share == max(parts.values())} | own
        assert all(parts[part] > 0 for part in own)


def test_what_leads_where_the_talk_is_becomes_likelier_and_nothing_else_changes() -> None:
    assert nearer(0.3, 1, {1: 0.5}) > nearer(0.3, 1, {1: 0.1}) > 0.3
    assert [nearer(chance, 2, {1: 1.0}) for chance in (0.0, 0.3, 1.0)] == [0.0, 0.3, 1.0]
    assert nearer(1.0, 1, {1: 1.0}) == 1.0


def test_a_pointer_is_weighed_by_where_the_talk_is(small: Library) -> None:
    text = "Wat helpt?"
    query = Query(text, text, text, "nl", QuestionKind.FACT, dict.fromkeys(stem_set(text), 1.0), ())
    tuned = EMBEDDER.embed_asked([text]).tuned[0]
    near = nearest_pointers(tuned, small)
    plain = {item.pointer.text: item.fit for item in weigh_pointers(near, query, {}, tuned, small).near}
    pointer = next(p for p in small.pointers if p.bearing is Bearing.ANSWER)
    part = int(small.entry_parts[small.entries_at(pointer.targets)[0]])
    talk = Conversation(parts={part: 1.0})
    told = {item.pointer.text: item.fit for item in weigh_pointers(near, query, {}, tuned, small, talk).near}
    assert told[pointer.text] > plain[pointer.text]
    parts = {p.text: {int(small.entry_parts[n]) for n in small.entries_at(p.targets)} for p in small.pointers}
    elsewhere = [text for text in plain if part not in parts[text]]
    assert elsewhere
    assert [told[text] for text in elsewhere] == [plain[text] for text in elsewhere]


@pytest.mark.parametrize(
    ("before", "answer", "question", "said"),
    [
        (
            "Welke soorten botsingen kun je krijgen als overheid, bedrijf en ngo samenwerken?",
            "Het TNO-rapport noemt er drie: institutionele, verantwoordings- en intellectuele conflicten.",
            "Geef van die laatste eens een voorbeeld.",
            "farmaceuten",
        ),
    ],
)
def test_a_follow_up_is_answered_from_where_the_talk_is(
    adviser: Adviser, before: str, answer: str, question: str, said: str
) -> None:
    answered = adviser.ask(question, (Turn("user", before), Turn("assistant", answer)))
    assert said in " ".join(sentence.text for sentence in answered.sentences[:3])


def test_the_sentences_of_an_answer_are_known_again_with_and_without_marks(small: Library) -> None:
    numbers = [n for n, entry in enumerate(small.entries) if entry.role is EntryRole.SENTENCE][:2]
    first, second = (small.entries[number].text for number in numbers)
    assert told_entries(f"{first} [1]\n\n- {second} [2]\n\nIets anders.", small) >= set(numbers)
    assert told_entries("Iets anders.", small) == frozenset()


def test_what_leads_only_to_what_was_told_is_less_likely(small: Library) -> None:
    talk = Conversation(told=frozenset({1, 2}))
    before = np.array([0.5, 0.5, 0.5, 0.5])
    after = in_talk(before, [(1,), (1, 2), (1, 3), ()], talk, small)
    assert (after[:2] < 0.5).all()
    assert (after[2:] == 0.5).all()
