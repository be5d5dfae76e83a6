"""Where a note says that sources differ, an answer on that subject can say so; on another subject it does not."""

import pytest

from rag.adviser import Adviser
from rag.disagreement import disagreement_lines, find_disagreements, note_lines, sources_named
from rag.records import PassageKind
from rag.retrieve import Found, retrieve
from rag.understand import understand
from rag.vocabulary import make_vocabulary


def find(question: str, adviser: Adviser) -> Found:
    """Return what the adviser finds for a question."""
    query = understand(question, (), (), adviser.library, make_vocabulary(adviser.library))
    return retrieve(query, adviser._embedder.embed_asked([query.focus]), adviser.library)


@pytest.mark.parametrize(
    ("question", "word"),
    [("Hoeveel procent van de allianties mislukt?", "24 tot 70"), ("Is een fusie een alliantie?", "fusies")],
)
def test_a_note_on_the_subject_is_given(question: str, word: str, adviser: Adviser) -> None:
    lines = disagreement_lines(find(question, adviser), adviser.library)
    assert any(word in line.text for line in lines)
    for line in lines:
        assert line.evidence[0].quote == line.text
        assert line.evidence[0].passage.kind is PassageKind.NOTE
        assert len(sources_named(line.evidence[0].passage, adviser.library)) > 1


@pytest.mark.parametrize(
    "question", ["Wat zegt Boonstra over vertrouwen?", "Wat is de gouden driehoek?", "Wie schreef het essay?"]
)
def test_no_note_is_given_on_another_subject(question: str, adviser: Adviser) -> None:
    assert disagreement_lines(find(question, adviser), adviser.library) == ()


def test_only_notes_between_the_compared_sources_count(adviser: Adviser) -> None:
    found = find("Is een fusie een alliantie?", adviser)
    assert find_disagreements(found, adviser.library, 8, ["boonstra", "essay"])
    assert not find_disagreements(found, adviser.library, 8, ["tno", "de-wit"])


def test_a_long_note_is_cut_between_sentences(adviser: Adviser) -> None:
    note = next(p for p in adviser.library.passages if p.kind is PassageKind.NOTE and len(p.text.split()) > 40)
    lines = note_lines(note, 20)
    assert lines and sum(len(line.text.split()) for line in lines) <= max(20, len(lines[0].text.split()))
    assert all(line.text in note.text for line in lines)


def test_a_short_answer_tells_that_sources_differ(adviser: Adviser) -> None:
    answer = adviser.ask("Hoeveel procent van de allianties mislukt?")
    assert "55 procent" in answer.answer and "24 tot 70 procent" in answer.answer
    assert sum(len(sentence.text.split()) for sentence in answer.sentences) <= 90
