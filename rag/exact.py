"""Find the nearest vectors exactly, and choose between that and Chroma's search."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.embedding import Vectors
from rag.errors import IndexUnusableError
from rag.nearness import highest, similarities
from rag.settings import Settings
from rag.store import EXACT_LIMIT, ServerPlace, VectorStore, installation_id, store_in_folder, store_on_server


class ExactSearch:
    """Compare a question with every vector: the same index always gives the same order."""

    def __init__(self, vectors: Vectors, source_ids: Sequence[str]) -> None:
        self._vectors = vectors
        self._sources = np.array(source_ids)

    def search(self, vector: Vectors, k: int, source_ids: Sequence[str] = ()) -> list[tuple[int, float]]:
        """Return at most `k` (entry number, cosine similarity), best first; of equals the first entry comes first."""
        found = similarities(self._vectors, vector)
        numbers = self._numbers(source_ids)
        best = numbers[highest(found[numbers], k)]
        return list(zip(best.tolist(), found[best].tolist(), strict=True))

    def _numbers(self, source_ids: Sequence[str]) -> NDArray[np.int64]:
        """Return the numbers of the entries of these sources, all when none is named."""
        if not source_ids:
            return np.arange(len(self._sources))
        return np.flatnonzero(np.isin(self._sources, list(source_ids)))


def open_search(
    settings: Settings, folder: Path, version: str, vectors: Vectors, source_ids: Sequence[str]
) -> VectorStore:
    """Return the search over an index: the Chroma server of the settings, else exact, else Chroma's folder.

    `folder` holds the index's own Chroma; `version` names the vectors. Raises IndexUnusableError when the folder
    lacks vectors, and what `store_on_server` raises.
    """
    if settings.vector_store:
        place = ServerPlace(settings.vector_store, installation_id(settings.data_dir), version)
        return store_on_server(place, vectors, source_ids)
    if len(vectors) <= EXACT_LIMIT:
        return ExactSearch(vectors, source_ids)
    store = store_in_folder(folder)
    if store.open() != len(vectors):
        raise IndexUnusableError("index_damaged", file=folder)
    return store
