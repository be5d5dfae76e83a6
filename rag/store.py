"""Keep vectors in Chroma; the only module that knows Chroma. Vectors go in and out, never texts or functions."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from rag.embedding import Vectors

COLLECTION = "entries"
BATCH = 2048  # Chroma takes at most 5461 rows at once (SQLite's variable limit)
# Search breadth: exact ranking of the first 200 among some 10,000 entries, at 2 to 4 ms a query.
SEARCH_BREADTH = 400


class VectorStore(Protocol):
    """Find the entries whose vectors lie nearest to a question's."""

    def search(self, vector: Vectors, k: int, source_ids: Sequence[str] = ()) -> list[tuple[int, float]]:
        """Return at most `k` (entry number, cosine similarity), best first, from `source_ids` (all when empty)."""
        ...


class ChromaStore:
    """Hold one collection of entry vectors in an embedded Chroma folder."""

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False, allow_reset=False)
        self._client: Any = chromadb.PersistentClient(path=str(folder), settings=settings)
        self._collection: Any = None

    def create(self, vectors: Vectors, source_ids: Sequence[str], batch: int = BATCH) -> None:
        """Write a new collection: row i of `vectors` (n, d) belongs to source `source_ids[i]`."""
        self._collection = self._client.create_collection(
            COLLECTION,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_search": SEARCH_BREADTH, "ef_construction": SEARCH_BREADTH}},
        )
        for start in range(0, len(vectors), batch):
            end = min(start + batch, len(vectors))
            self._collection.add(
                ids=[str(number) for number in range(start, end)],
                embeddings=vectors[start:end],
                metadatas=[{"source": source_ids[number]} for number in range(start, end)],
            )

    def open(self) -> int:
        """Open the existing collection and return its number of vectors."""
        self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
        return int(self._collection.count())

    def search(self, vector: Vectors, k: int, source_ids: Sequence[str] = ()) -> list[tuple[int, float]]:
        """Return at most `k` (entry number, cosine similarity), best first."""
        where = {"source": {"$in": list(source_ids)}} if source_ids else None
        found = self._collection.query(
            query_embeddings=np.asarray(vector, dtype=np.float32).reshape(1, -1),
            n_results=k,
            where=where,
            include=["distances"],
        )
        return [(int(i), 1.0 - float(d)) for i, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def close(self) -> None:
        """Let go of the folder, so that it can be renamed or removed."""
        self._collection = None
        self._client.close()
