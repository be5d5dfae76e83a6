"""Search words with BM25 (bm25s): Dutch stems, compound parts and the glossary's synonyms."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from rag.records import Entry, EntryRole
from rag.text import STOPWORDS, split_compound, stem, vocabulary_of, words

# Robertson's usual values; evals/ingredients.md has the grid they were compared on.
K1 = 1.2
B = 0.6


class LexicalIndex:
    """Score every entry against a list of terms."""

    def __init__(self, model: bm25s.BM25, vocabulary: frozenset[str]) -> None:
        self._model = model
        self._known = frozenset(model.vocab_dict)
        self.vocabulary = vocabulary

    @classmethod
    def build(cls, texts: Sequence[str], vocabulary: frozenset[str]) -> "LexicalIndex":
        """Index `texts` in order; `vocabulary` holds the words compounds may split into."""
        model = bm25s.BM25(k1=K1, b=B, method="lucene")
        model.index([index_terms(text, vocabulary) or ["∅"] for text in texts], show_progress=False)
        return cls(model, vocabulary)

    @classmethod
    def load(cls, folder: Path, vocabulary: frozenset[str]) -> "LexicalIndex":
        """Read the index written by `save`."""
        return cls(bm25s.BM25.load(str(folder), load_corpus=False), vocabulary)

    def save(self, folder: Path) -> None:
        """Write the index to `folder`."""
        self._model.save(str(folder))

    def knows(self, term: str) -> bool:
        """Tell whether any entry holds the stem `term`."""
        return term in self._known

    def scores(self, weights: Mapping[str, float]) -> NDArray[np.float32]:
        """Return the BM25 score of every entry for weighted stems, shape (n,)."""
        total = np.zeros(self._model.scores["num_docs"], dtype=np.float32)
        for weight in sorted(set(weights.values()), reverse=True):
            terms = [term for term, value in weights.items() if value == weight and term in self._known]
            if terms:
                total += weight * self._model.get_scores(terms)
        return total


def index_terms(text: str, vocabulary: frozenset[str]) -> list[str]:
    """Return the stems of the content words of `text`, each compound followed by the stems of its parts."""
    found: list[str] = []
    for word in words(text):
        if word in STOPWORDS:
            continue
        found.append(stem(word))
        found.extend(stem(part) for part in split_compound(word, vocabulary))
    return found


def words_of(entry: Entry) -> str:
    """Return all by which an entry is searched and compared by words; nothing of what is not searched."""
    return "" if entry.role is EntryRole.VERDICT else f"{entry.context} {entry.text} {entry.told}".strip()


def compound_vocabulary(entries: tuple[Entry, ...]) -> frozenset[str]:
    """Return the words a compound may split into: those of the library's own text, not of its question lists."""
    own = (entry for entry in entries if entry.role not in (EntryRole.QUESTION, EntryRole.VERDICT))
    return vocabulary_of(f"{entry.context} {entry.text}" for entry in own)
