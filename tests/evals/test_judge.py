from typing import Any

import pytest

from evals.judge import Judge, open_judge
from evals.labelled import read_labelled
from rag.errors import UsageError


def reply(text: str) -> dict[str, Any]:
    """Return a reply as such services give it."""
    return {"choices": [{"message": {"content": text}}]}


def test_the_model_sees_sentence_and_evidence_and_its_agreement_is_reported() -> None:
    """A judge that always says no is as good as chance, and agrees with itself."""
    items = read_labelled()[:12]
    sent: list[str] = []

    def post(address: str, body: dict[str, Any]) -> dict[str, Any]:
        assert address == "http://127.0.0.1:1/v1/chat/completions"
        sent.append(body["messages"][0]["content"])
        return reply("Niet gedekt.")

    found = Judge("http://127.0.0.1:1/v1/", "klein", post).assess(items)
    assert items[0].sentence in sent[0]
    assert items[0].evidence in sent[0]
    assert found.agreement is not None
    assert found.agreement.balanced.mean == 0.5
    assert found.self_agreement == 1.0


def test_a_reply_in_another_form_is_listed_and_not_guessed() -> None:
    """No verdict is not a verdict."""
    items = read_labelled()[:6]
    found = Judge("http://127.0.0.1:1", "klein", lambda address, body: reply("Dat hangt ervan af.")).assess(items)
    assert found.unreadable == tuple(item.id for item in items)
    assert found.agreement is None


@pytest.mark.parametrize("choice", ["", "http://127.0.0.1:1", "model", "ftp://a,model"])
def test_a_judge_needs_an_address_and_a_model(choice: str) -> None:
    """Told before anything is measured."""
    with pytest.raises(UsageError) as caught:
        open_judge(choice)
    assert caught.value.code == "judge_unusable"
