"""The vectors that ship fit the library that ships."""

from ingest.build import SHIPPED_CACHE
from ingest.corpus import read_corpus
from ingest.cut import cut_corpus
from ingest.vectors import VectorCache, entry_key, searched
from rag.embedding import Embedder
from rag.settings import Settings


def test_every_entry_of_the_library_has_its_vector_in_the_shipped_cache(settings: Settings, embedder: Embedder) -> None:
    """`make vectors` renews them after a change; without them a first start takes minutes."""
    cache = VectorCache.load(settings.corpus_dir / SHIPPED_CACHE)
    entries = searched(cut_corpus(read_corpus(settings.corpus_dir)).pieces)
    missing = [entry.text for entry in entries if cache.get(entry_key(entry, embedder.model_id)) is None]
    assert missing == []
