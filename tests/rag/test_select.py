"""Which sentences of what was found answer a question."""

from dataclasses import replace

import numpy as np
import pytest

from rag.library import Library
from rag.pointers import Pointed
from rag.query import Query, QuestionKind
from rag.records import EntryRole, Passage, PassageKind
from rag.retrieve import Found, Hit
from rag.select import MIN_NOTE_FIT, rank_sentences
from rag.text import stem_set


@pytest.fixture(scope="module")
def note(library: Library) -> Passage:
    """Return a note of a dossier."""
    return next(passage for passage in library.passages if passage.kind is PassageKind.NOTE)


def ranked(passage: Passage, fit: float, library: Library) -> list[str]:
    """Return the sentences of a passage that are ranked when a pointer to each fits so well."""
    text = library.entries[library.text_entries[passage.id][0]].text
    query = Query(text, text, text, "nl", QuestionKind.FACT, dict.fromkeys(stem_set(text), 1.0), ())
    nowhere = np.zeros(len(library.entries), dtype=np.float32)
    vector = np.asarray(library.vectors[library.text_entries[passage.id][0]])
    fits = {number: fit for number in library.text_entries[passage.id]}
    hit = Hit(passage, 1.0, 1.0, 1.0)
    found = Found((hit,), nowhere, nowhere, vector, vector, replace(Pointed(), fits=fits))
    return [candidate.text for candidate in rank_sentences(query, found, library, [hit])]


def test_a_note_answers_only_where_a_question_that_leads_to_it_fits(note: Passage, library: Library) -> None:
    """It speaks of the text, not of the subject: the very words of the question in it are not enough."""
    own = [
        e.text for e in map(library.entries.__getitem__, library.text_entries[note.id]) if e.role is EntryRole.SENTENCE
    ]
    assert ranked(note, MIN_NOTE_FIT - 0.01, library) == []
    assert sorted(ranked(note, MIN_NOTE_FIT + 0.01, library)) == sorted(own)


def test_what_the_text_itself_says_needs_no_pointer(library: Library) -> None:
    text = next(passage for passage in library.passages if passage.kind is PassageKind.TEXT)
    assert ranked(text, 0.0, library)
