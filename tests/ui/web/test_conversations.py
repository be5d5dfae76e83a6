"""Rules of keeping conversations and feedback."""

import json
import stat
from pathlib import Path

import pytest

from rag.settings import Settings
from tests.ui.web.scripted import make_answer, make_library, make_refusal
from ui.web.conversations import ConversationStore
from ui.web.database import FILE, Database
from ui.web.feedback import FeedbackStore, export_feedback
from ui.web.stored_answer import answer_from_json, answer_to_json

LIBRARY = make_library("De bron zegt dit.")


@pytest.fixture
def store(tmp_path: Path) -> ConversationStore:
    return ConversationStore(Database(tmp_path / FILE))


def test_a_saved_answer_comes_back_as_it_was() -> None:
    for answer in (make_answer("V?", LIBRARY), make_refusal("V?", LIBRARY)):
        assert answer_from_json(answer_to_json(answer)) == answer


def test_conversations_survive_a_restart(tmp_path: Path) -> None:
    first = Database(tmp_path / FILE)
    conversation, _ = ConversationStore(first).add("ik", None, make_answer("Wat is dit?", LIBRARY))
    secret = first.secret()
    first.close()
    again = Database(tmp_path / FILE)
    assert again.secret() == secret
    assert ConversationStore(again).messages("ik", conversation)[0].answer.question == "Wat is dit?"


def test_nobody_reaches_anothers_conversation(store: ConversationStore) -> None:
    mine, message = store.add("ik", None, make_answer("Geheim?", LIBRARY))
    assert store.messages("ander", mine) == []
    assert store.search("ander") == []
    assert store.title("ander", mine) is None
    assert store.find("ander", message) is None
    assert not store.rename("ander", mine, "x")
    assert store.delete("ander", mine) == 0
    theirs, _ = store.add("ander", mine, make_answer("Erbij?", LIBRARY))
    assert theirs != mine
    assert len(store.messages("ik", mine)) == 1


def test_conversations_are_found_by_title_question_and_answer(store: ConversationStore) -> None:
    conversation, _ = store.add("ik", None, make_answer("Eerste vraag 100%?", LIBRARY))
    store.add("ik", conversation, make_answer("Tweede over vertrouwen?", LIBRARY))
    for words in ("eerste", "VERTROUWEN", "de bron zegt", "100%", ""):
        assert [found.id for found in store.search("ik", words)] == [conversation]
    assert store.search("ik", "%niet%") == []


def test_rename_and_delete(store: ConversationStore) -> None:
    conversation, _ = store.add("ik", None, make_answer("V?", LIBRARY))
    assert store.rename("ik", conversation, "  Nieuwe\nnaam ")
    assert store.title("ik", conversation) == "Nieuwe naam"
    assert store.delete("ik", conversation) == 1
    assert store.messages("ik", conversation) == []


def test_what_is_not_kept_is_forgotten_after_an_hour() -> None:
    now = 0.0
    store = ConversationStore(Database(None), clock=lambda: now)
    old, _ = store.add("ik", None, make_answer("Oud?", LIBRARY))
    now = 3000.0
    new, _ = store.add("ik", None, make_answer("Nieuw?", LIBRARY))
    now = 3700.0
    store.forget_old()
    assert [found.id for found in store.search("ik")] == [new]


def test_the_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    Database(tmp_path / FILE)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_a_deleted_question_is_gone_from_the_file(tmp_path: Path) -> None:
    database = Database(tmp_path / FILE)
    store = ConversationStore(database)
    conversation, _ = store.add("ik", None, make_answer("kanariegeheim", LIBRARY))
    store.delete("ik", conversation)
    assert b"kanariegeheim" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_feedback_becomes_evaluation_cases(tmp_path: Path) -> None:
    feedback = FeedbackStore(Database(tmp_path / FILE))
    good, missed = make_answer("Goed?", LIBRARY), make_refusal("Gemist?", LIBRARY)
    feedback.add("m1", "goed", [], [good])
    feedback.add("m2", "fout", ["niet_gevonden", "verzonnen"], [good, missed])
    feedback.add("m1", "goed", [], [good])
    target = tmp_path / "gevallen.jsonl"
    assert export_feedback(Settings(data_dir=tmp_path), target) == 2
    cases = {case["question"]: case for case in map(json.loads, target.read_text().splitlines())}
    assert cases["Goed?"]["points"] == [["De bron zegt dit."]]
    assert cases["Goed?"]["gold"] == [{"source": "bron", "section": "Sectie"}]
    assert cases["Gemist?"]["tags"] == ["feedback", "fout", "niet_gevonden"]
    assert "refuse" not in cases["Gemist?"]
    assert cases["Gemist?"]["history"][0] == {"role": "user", "content": "Goed?"}
