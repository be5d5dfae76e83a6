"""The vectors of the questions that lead to places: whose each is."""

import numpy as np
import pytest

from rag.asked_rows import asked_texts, split_rows
from rag.chosen import Case, Chosen, Outline, Subject
from rag.embedding import Vectors
from rag.records import Bearing, Pointer

PLACE = ("p", 0)
POINTERS = (Pointer("punt 0", "proef", Bearing.ANSWER, (PLACE,)), Pointer("punt 1", "proef", Bearing.GAP, (PLACE,)))
CASES = (
    Case("casus 0", (PLACE,), (), (), (), ("verteld 0", "verteld 0 anders")),
    Case("casus 1", (PLACE,), (), (), (), ("verteld 1",)),
)
SUBJECTS = (Subject(("onderwerp",), (), (), (), ("onderwerp 0",)), Subject(("stil",), (), (), (), ()))
OUTLINES = (Outline("a", (), ("overzicht 0",)), Outline("b", (), ("overzicht 1", "overzicht 1 anders")))
WHOLE = Chosen(CASES, SUBJECTS, OUTLINES)


def numbered(texts: list[str]) -> Vectors:
    """Return vectors of one number each: the number of the text."""
    return np.arange(len(texts), dtype=np.float32).reshape(-1, 1)


@pytest.mark.parametrize(
    ("pointers", "chosen"),
    [
        (POINTERS, WHOLE),
        ((), WHOLE),
        (POINTERS, Chosen()),
        (POINTERS, Chosen(cases=CASES)),
        (POINTERS, Chosen(subjects=SUBJECTS)),
        ((), Chosen(outlines=OUTLINES)),
    ],
)
def test_every_row_goes_to_what_its_question_leads_to(pointers: tuple[Pointer, ...], chosen: Chosen) -> None:
    """Also where a library lacks one kind: what is not there shifts no other."""
    texts = asked_texts(pointers, chosen)
    rows = split_rows(numbered(texts), pointers, chosen)

    def read(vectors: Vectors) -> list[str]:
        return [texts[int(number)] for (number,) in vectors]

    assert read(rows.pointers) == [pointer.text for pointer in pointers]
    assert read(rows.titles) == [case.title for case in chosen.cases]
    for told, asked in (
        (rows.cases, [case.tellings for case in chosen.cases]),
        (rows.subjects, [subject.questions for subject in chosen.subjects]),
        (rows.outlines, [outline.questions for outline in chosen.outlines]),
    ):
        assert read(told.vectors) == [text for questions in asked for text in questions]
        assert told.owners.tolist() == [number for number, questions in enumerate(asked) for _ in questions]
