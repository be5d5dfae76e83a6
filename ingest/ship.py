"""Renew the vectors that ship with the library: `python -m ingest.ship`, after any change to `corpus/`."""

import sys

from ingest.build import SHIPPED_CACHE, USER_CACHE
from ingest.corpus import read_corpus
from ingest.cut import cut_corpus
from ingest.vectors import VectorCache, all_wanted, embed_wanted
from rag.embedding import Embedder, load_embedder
from rag.settings import Settings, choose_data_dir


def ship(settings: Settings, embedder: Embedder) -> tuple[int, int]:
    """Write the vectors that an index of the corpus needs with `embedder`, and no others.

    Returns how many texts there are and how many were embedded anew.
    """
    wanted = all_wanted(cut_corpus(read_corpus(settings.corpus_dir)).pieces)
    path = settings.corpus_dir / SHIPPED_CACHE
    cache = VectorCache.load(path).joined(VectorCache.load(settings.data_dir / USER_CACHE))
    made = embed_wanted(wanted, embedder, cache, path, lambda done, total: None)
    cache.save(path, [item.key(embedder) for item in wanted])
    return len(wanted), made


def main() -> None:
    """Write corpus/embeddings.npz for the current corpus and the default model."""
    settings = Settings(data_dir=choose_data_dir(None))
    embedder = load_embedder(settings.embedding)
    if embedder.engine != settings.embedding:  # what stands in knows no tuning: everybody else would embed for minutes
        sys.exit(f"{settings.embedding} cannot be loaded; the vectors of {embedder.engine} are not those that ship")
    wanted, made = ship(settings, embedder)
    print(f"{settings.corpus_dir / SHIPPED_CACHE}: {wanted} vectors, {made} texts embedded anew", file=sys.stderr)


if __name__ == "__main__":
    main()
