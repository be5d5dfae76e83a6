"""The questions that point to exact sentences fit the library."""

from collections import Counter

import pytest

from ingest.corpus import read_corpus
from ingest.passages import cut_dossier
from ingest.pointers import Aim, dangling, point, text_places
from rag.records import LED_TO, Bearing, PassageKind
from tests.corpus.dossiers import SOURCE_IDS, dossiers
from tests.corpus.originals import CORPUS
from tests.corpus.test_questions import bare, copied_run

# Of the sentences of running text so many are led to: transitions and data about the file itself are not asked about.
MIN_LED_TO = 0.95


def aims_of(source_id: str) -> tuple[Aim, ...]:
    return read_corpus(CORPUS).aims[source_id]


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_every_question_leads_to_sentences_that_are_there(source_id: str) -> None:
    """After an edit of a dossier the beginnings in corpus/vragen/ must still be those of its sentences."""
    assert dangling(aims_of(source_id), cut_dossier(dossiers()[source_id])) == []


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_nearly_every_sentence_has_a_question_that_leads_to_it(source_id: str) -> None:
    pieces = cut_dossier(dossiers()[source_id])
    prose = {passage.id for passage in pieces.passages if passage.kind is PassageKind.TEXT}
    wanted = {place for place, _ in text_places(pieces) if place[0] in prose}
    answers = [p for p in point(aims_of(source_id), pieces) if p.bearing is Bearing.ANSWER]
    led = {place for pointer in answers for place in pointer.targets}
    assert len(wanted & led) >= MIN_LED_TO * len(wanted)


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_no_question_stands_there_twice(source_id: str) -> None:
    counts = Counter((bare(aim.text), aim.bearing) for aim in aims_of(source_id))
    assert [text for (text, _), count in counts.items() if count > 1] == []


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_questions_do_not_repeat_their_sentences(source_id: str) -> None:
    """A question that copies the sentence it leads to adds no words to find it by; a few name long terms."""
    pieces = cut_dossier(dossiers()[source_id])
    texts = [entry.text for entry in pieces.entries if entry.role in LED_TO]
    places = {place: text for (place, _), text in zip(text_places(pieces), texts, strict=True)}
    pointers = point(aims_of(source_id), pieces)
    copied = [p.text for p in pointers if any(copied_run(p.text, places[place]) for place in p.targets)]
    assert len(copied) <= 0.03 * len(pointers), copied[:5]
