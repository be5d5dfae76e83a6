"""Conversations are measured behind the adviser's own answers, and each question in full beside that."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from evals.cases import CaseError
from evals.talks import Asked, hold_talk, read_talks, render, repeats
from rag.adviser import Adviser
from rag.library import Library
from rag.records import Answer, Turn

TALK = (
    '{"id": "proef-03", "turns": [{"question": "Wat is een alliantie?", "kind": "definition", "points": [["samenwerking"]]}, '
    '{"question": "en een netwerk?", "means": "Wat is een netwerk?", "kind": "definition", "points": [["organisaties"]]}]}\n'
)


class Listening:
    """Keep every question with what was said before it."""

    def __init__(self, adviser: Adviser) -> None:
        self.adviser = adviser
        self.heard: list[tuple[str, tuple[Turn, ...]]] = []

    @property
    def library(self) -> Library:
        """Return the library of the adviser."""
        return self.adviser.library

    def ask(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Answer:
        """Answer, and remember what was asked."""
        self.heard.append((question, tuple(history)))
        return self.adviser.ask(question, history, sources)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "proef.jsonl").write_text(TALK, encoding="utf-8")
    return tmp_path


def test_the_shipped_talks_are_read_and_hold_what_can_be_checked() -> None:
    talks = read_talks()
    assert len(talks) == 80
    assert sum(len(talk.cases) for talk in talks) == 379
    assert {talk.half for talk in talks} == {"oneven", "even"}


def test_a_question_that_is_no_case_is_told(folder: Path) -> None:
    (folder / "proef.jsonl").write_text(TALK.replace("definition", "raadsel"), encoding="utf-8")
    with pytest.raises(CaseError, match="raadsel"):
        read_talks(folder)


def test_each_question_is_asked_behind_the_own_answers_and_in_full_by_itself(adviser: Adviser, folder: Path) -> None:
    listening = Listening(adviser)
    first, second = hold_talk(listening, read_talks(folder)[0])
    behind = next(history for question, history in listening.heard if question == "en een netwerk?")
    assert [turn.content for turn in behind] == ["Wat is een alliantie?", first.outcome.answer]
    assert ("Wat is een netwerk?", ()) in listening.heard
    assert (first.number, second.number, first.half) == (1, 2, "oneven")


def test_an_answer_repeats_when_it_opens_with_a_sentence_of_the_last() -> None:
    assert repeats("Een alliantie is een samenwerking. Meer.", "Eerst dit. Een alliantie is een samenwerking.")
    assert not repeats("Een netwerk is iets heel anders.", "Een alliantie is een samenwerking.")
    assert not repeats("Een alliantie is een samenwerking.", "")


def test_the_page_counts_by_place_and_by_half(adviser: Adviser, folder: Path) -> None:
    asked: list[Asked] = hold_talk(adviser, read_talks(folder)[0])
    right = [replace(one, outcome=replace(one.outcome, points_found=(True,))) for one in asked]
    page = render(right)
    assert "| eerste van het gesprek | 1 | 1 |" in page
    assert "| alle latere | 1 | 1 |" in page
