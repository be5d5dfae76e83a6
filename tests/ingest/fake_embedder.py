"""A fast stand-in for the embedding engine: vectors that depend on the words only, for tests of what surrounds them."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from rag.embedding import Vectors


@lru_cache(maxsize=100_000)
def word_vector(word: str, dimension: int) -> Vectors:
    """Return the vector of a word, the same in every process."""
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
    return np.random.default_rng(seed).standard_normal(dimension).astype(np.float32)


class WordEmbedder:
    """Embed a text as the sum of a fixed vector per word."""

    model_id = "words-for-tests"
    dimension = 32
    engine = "words"

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed_passages(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Vectors:
        total = np.full(self.dimension, 0.01, dtype=np.float32)
        for word in text.lower().split():
            total += word_vector(word, self.dimension)
        return total / np.linalg.norm(total)
