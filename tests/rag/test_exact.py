"""Exact search, and which search an index gets."""

from pathlib import Path

import numpy as np
import pytest

from rag import exact as exact_module
from rag.errors import IndexUnusableError
from rag.exact import ExactSearch, open_search
from rag.settings import Settings
from rag.store import ChromaStore, store_in_folder
from tests.rag.test_store import make_sources, make_vectors


def test_search_gives_the_nearest_in_order() -> None:
    """What comes out is what sorting all similarities gives."""
    vectors = make_vectors(500)
    question = make_vectors(1, seed=2)[0]
    similarities = vectors @ question
    expected = np.argsort(-similarities, kind="stable")[:40]
    found = ExactSearch(vectors, make_sources(500)).search(question, 40)
    assert [number for number, _ in found] == expected.tolist()
    assert [score for _, score in found] == pytest.approx(similarities[expected].tolist())


def test_search_keeps_to_the_sources_asked_for() -> None:
    """Entries of other sources are left out, also when fewer than `k` remain."""
    vectors, search = make_vectors(10), ExactSearch(make_vectors(10), make_sources(10))
    found = search.search(vectors[0], 8, ("b",))
    assert sorted(number for number, _ in found) == [1, 3, 5, 7, 9]
    assert search.search(vectors[0], 8, ("nergens",)) == []


def test_equal_vectors_keep_their_order() -> None:
    """Of entries that are equally near the first ones are taken, always the same."""
    vectors = np.repeat(make_vectors(1), 30, axis=0)
    found = ExactSearch(vectors, make_sources(30)).search(vectors[0], 10)
    assert [number for number, _ in found] == list(range(10))


def test_large_library_is_searched_by_chroma(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the limit Chroma's folder answers; a folder that lacks vectors is refused."""
    monkeypatch.setattr(exact_module, "EXACT_LIMIT", 20)
    vectors, sources, settings = make_vectors(21), make_sources(21), Settings(tmp_path)
    assert isinstance(open_search(settings, tmp_path, "v", vectors[:20], sources[:20]), ExactSearch)
    store = store_in_folder(tmp_path / "chroma")
    store.fill(vectors, sources)
    store.close()
    search = open_search(settings, tmp_path / "chroma", "v", vectors, sources)
    assert isinstance(search, ChromaStore)
    assert search.search(vectors[20], 1)[0][0] == 20
    with pytest.raises(IndexUnusableError):
        open_search(settings, tmp_path / "chroma", "v", make_vectors(22), make_sources(22))


def test_the_same_library_indexed_twice_answers_the_same(tmp_path: Path) -> None:
    """The order does not depend on how a graph happened to be built."""
    vectors, question = make_vectors(3000), make_vectors(1, seed=3)[0]
    searches = [open_search(Settings(tmp_path), tmp_path, "v", vectors.copy(), make_sources(3000)) for _ in range(2)]
    assert searches[0].search(question, 400) == searches[1].search(question, 400)
