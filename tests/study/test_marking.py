"""Open answers are marked on content; how well is measured on answers written by hand.

`answers.jsonl`: 170 answers to 29 questions, in the voices of learners. The marker was tuned on the questions of the split
`dev`; those of `test` were written beforehand and only counted.
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import pytest

from rag.embedding import Embedder
from study.making import OpenDraft, finish_open
from study.marking import Status, Verdict, mark_answer
from study.quiz import all_tasks
from study.records import Item, Kind
from study.workshop import Workshop

ANSWERS = [json.loads(line) for line in Path(__file__).with_name("answers.jsonl").read_text("utf-8").splitlines()]
MIN_BALANCED = {"dev": 0.85, "test": 0.85}


@pytest.fixture(scope="module")
def questions(workshop: Workshop) -> dict[str, Item]:
    """Return the open items that the answers belong to, by question."""
    wanted = {row["question"] for row in ANSWERS}
    found = {}
    for task in all_tasks(workshop):
        made = task.make(Random(1)) if task.kind is Kind.OPEN else None
        if isinstance(made, OpenDraft) and made.question in wanted:
            found[made.question] = finish_open(made, workshop.library)
    return found


def test_every_answer_belongs_to_a_question_that_is_asked(questions: dict[str, Item]) -> None:
    assert {row["question"] for row in ANSWERS} == set(questions)
    assert len(ANSWERS) >= 120
    assert len({row["answer"] for row in ANSWERS}) == len(ANSWERS)
    for split in ("dev", "test"):
        assert {row["label"] for row in ANSWERS if row["split"] == split} == set(Verdict)
    both = [{row["question"] for row in ANSWERS if row["split"] == split} for split in ("dev", "test")]
    assert not both[0] & both[1]


@pytest.mark.parametrize("split", ["dev", "test"])
def test_marking_reaches_the_balanced_accuracy_asked_for(
    split: str, questions: dict[str, Item], workshop: Workshop, embedder: Embedder
) -> None:
    known: dict[str, np.ndarray] = {}

    def embed(asked: Sequence[str]) -> np.ndarray:
        """Embed each text once: the points of a question come back with every answer."""
        new = [text for text in dict.fromkeys(asked) if text not in known]
        known.update(zip(new, embedder.embed_passages(new), strict=True) if new else ())
        return np.array([known[text] for text in asked])

    right, total = Counter[str](), Counter[str]()
    for row in ANSWERS:
        if row["split"] == split:
            item = questions[row["question"]]
            mark = mark_answer(item, row["answer"], workshop.truth, embed)
            total[row["label"]] += 1
            right[row["label"]] += mark.verdict == row["label"]
    recalls = [right[label] / total[label] for label in total]
    assert sum(recalls) / len(recalls) >= MIN_BALANCED[split]


@pytest.fixture
def barriers(questions: dict[str, Item]) -> Item:
    """Return the question about five barriers to cooperation."""
    return next(item for question, item in questions.items() if "vijf belemmeringen" in question)


def test_each_point_made_and_missed_is_named_with_its_passage(barriers: Item, workshop: Workshop) -> None:
    mark = mark_answer(barriers, "Wantrouwen en machtsspelletjes.", workshop.truth)
    statuses = {one.point.text: one.status for one in mark.points}
    assert statuses["Wantrouwen"] is Status.MADE
    assert statuses["Machtsspelletjes"] is Status.MADE
    assert statuses["Stereotypering"] is Status.MISSING
    assert mark.verdict is Verdict.PARTLY
    assert all(one.point.citation.quote for one in mark.points)


def test_a_denied_point_is_contradicted_and_shown_with_what_was_said(
    questions: dict[str, Item], workshop: Workshop
) -> None:
    item = next(item for question, item in questions.items() if "vijf adviezen" in question)
    mark = mark_answer(item, "Zie een crisis als erg.", workshop.truth)
    crisis = next(one for one in mark.points if "crisis" in one.point.text)
    assert crisis.status is Status.CONTRADICTED
    assert crisis.said == "Zie een crisis als erg."


@pytest.mark.parametrize("answer", ["", "   \n ", "?!", "…"])
def test_an_answer_without_words_makes_no_point(answer: str, barriers: Item, workshop: Workshop) -> None:
    mark = mark_answer(barriers, answer, workshop.truth)
    assert mark.verdict is Verdict.OFF_TOPIC
    assert {one.status for one in mark.points} == {Status.MISSING}


def test_repeating_the_question_is_no_answer(barriers: Item, workshop: Workshop, embedder: Embedder) -> None:
    mark = mark_answer(barriers, barriers.question, workshop.truth, embedder.embed_passages)
    assert mark.verdict is not Verdict.RIGHT


def test_a_very_long_answer_is_marked_on_its_beginning(barriers: Item, workshop: Workshop) -> None:
    mark = mark_answer(barriers, "Wantrouwen. " * 5000, workshop.truth)
    assert sum(one.status is Status.MADE for one in mark.points) == 1
