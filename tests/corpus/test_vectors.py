"""The vectors that ship fit the library that ships."""

from ingest.build import SHIPPED_CACHE
from ingest.corpus import read_corpus
from ingest.cut import cut_corpus
from ingest.vectors import VectorCache, all_wanted
from rag.embedding import Embedder
from rag.settings import Settings


def test_all_that_an_index_holds_has_its_vector_in_the_shipped_cache(settings: Settings, embedder: Embedder) -> None:
    """`make vectors` renews them after a change; without them a first start takes minutes."""
    cache = VectorCache.load(settings.corpus_dir / SHIPPED_CACHE)
    wanted = all_wanted(cut_corpus(read_corpus(settings.corpus_dir)).pieces)
    missing = [item for item in dict.fromkeys(wanted) if item.key(embedder) not in cache]
    assert (len(missing), missing[:3]) == (0, [])
