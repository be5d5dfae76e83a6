"""Renew the vectors that ship with the library: `python -m ingest.ship`, after any change to `corpus/`."""

import sys
from dataclasses import replace

from ingest.build import SHIPPED_CACHE, USER_CACHE
from ingest.corpus import read_corpus
from ingest.cut import cut_corpus
from ingest.vectors import VectorCache, all_wanted, asked_wanted, embed_wanted
from rag.embedding import load_embedder
from rag.settings import Settings, choose_data_dir


def main() -> None:
    """Write corpus/embeddings.npz for the current corpus and the default model."""
    settings = Settings(data_dir=choose_data_dir(None))
    embedder = load_embedder(settings.embedding)
    pieces = cut_corpus(read_corpus(settings.corpus_dir)).pieces
    # The slow engine that stands in where the fast one cannot be made has no tuned vectors: it reads the plain ones.
    plain = [replace(item, is_tuned=False) for item in asked_wanted(pieces)]
    wanted = [*all_wanted(pieces), *plain]
    path = settings.corpus_dir / SHIPPED_CACHE
    cache = VectorCache.load(path).joined(VectorCache.load(settings.data_dir / USER_CACHE))
    made = embed_wanted(wanted, embedder, cache, path, lambda done, total: None)
    cache.save(path, [item.key(embedder) for item in wanted])
    print(f"{path}: {len(wanted)} vectors, {made} texts embedded anew", file=sys.stderr)


if __name__ == "__main__":
    main()
