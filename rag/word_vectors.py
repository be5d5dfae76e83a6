"""Vectors of words in their sentence: what lets a claim's word be compared with the words of its evidence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from rag.embedding import Embedder, Vectors


@dataclass(frozen=True, eq=False)
class WordVectors:
    """The vector of a whole text, shape (width,), and one per word of it, shape (words, width); all of length 1."""

    text: NDArray[np.float32]
    words: Vectors


WordEmbed = Callable[[Sequence[str]], Sequence[WordVectors]]


@runtime_checkable
class WordEmbedder(Protocol):
    """An engine that also gives the vectors of words."""

    def embed_words(self, texts: Sequence[str]) -> list[WordVectors]:
        """Return the vectors of each text, with one row per match of `rag.text.WORD`."""
        ...


def word_embed(embedder: Embedder | None) -> WordEmbed | None:
    """Return a function that gives word vectors, None when the engine has none.

    It remembers every text, some 40 kB a sentence: make one for each answer.
    """
    if not isinstance(embedder, WordEmbedder):
        return None
    engine = embedder
    known: dict[str, WordVectors] = {}

    def embed(texts: Sequence[str]) -> list[WordVectors]:
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(missing, engine.embed_words(missing), strict=True))
        return [known[text] for text in texts]

    return embed


def mean_words(states: Vectors, owners: Sequence[int], count: int) -> Vectors:
    """Return the mean state of each of `count` words, of length 1; a word without a token is all zeros.

    `owners` says which word each row of `states` belongs to, -1 for none.
    """
    sums = np.zeros((count, states.shape[1]), dtype=np.float32)
    for row, owner in enumerate(owners):
        if owner >= 0:
            sums[owner] += states[row]
    norms = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray(np.divide(sums, norms, out=np.zeros_like(sums), where=norms > 0), dtype=np.float32)
