"""Plain retrievers whose best passage is the answer: what the adviser must beat to be worth its code."""

from collections.abc import Callable, Sequence
from functools import cache

import bm25s
import numpy as np
from numpy.typing import NDArray

from evals.bots import MAX_FOUND, copy_passages
from rag.embedding import Embedder
from rag.lexical import index_terms
from rag.library import Library
from rag.records import Answer, Passage, Turn
from rag.text import words

# The constant of reciprocal rank fusion in the paper below, untuned.
RRF_K = 60

Ranker = Callable[[str], NDArray[np.float32]]


class PassageRanker:
    """Score every passage against the question and copy the best one."""

    def __init__(self, library: Library, rank: Ranker) -> None:
        self._library, self._rank = library, rank

    @property
    def library(self) -> Library:
        """Return the library it searches."""
        return self._library

    def ask(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Answer:
        """Answer with the passage that scores highest; the conversation so far is not used."""
        scores = self._rank(question)
        passages = self._library.passages
        order = [i for i in np.argsort(-scores, kind="stable") if not sources or passages[i].source_id in sources]
        found = [passages[i].id for i in order[:MAX_FOUND] if scores[i] > 0]
        return copy_passages(question, found, self._library)


def bm25_plain(library: Library) -> PassageRanker:
    """Return BM25 over whole words, as bm25s gives it without stemmer and stop words."""
    return PassageRanker(library, _bm25(library.passages, words))


def bm25_dutch(library: Library) -> PassageRanker:
    """Return BM25 over Dutch stems and the parts of compounds."""
    return PassageRanker(library, _dutch(library))


def dense_alone(library: Library, dense: Ranker) -> PassageRanker:
    """Return the baseline that searches by meaning only, with what `rank_dense` gives."""
    return PassageRanker(library, dense)


def hybrid(library: Library, dense: Ranker) -> PassageRanker:
    """Return the two before, fused by reciprocal rank (Cormack, Clarke and Büttcher, SIGIR 2009)."""
    rankers = (_dutch(library), dense)

    def rank(question: str) -> NDArray[np.float32]:
        scores = np.zeros(len(library.passages), dtype=np.float32)
        for ranker in rankers:
            ranked = ranker(question)
            order = [i for i in np.argsort(-ranked, kind="stable") if ranked[i] > 0]
            scores[order] += 1 / (RRF_K + 1 + np.arange(len(order), dtype=np.float32))
        return scores

    return PassageRanker(library, rank)


def _dutch(library: Library) -> Ranker:
    vocabulary = library.lexical.vocabulary
    return _bm25(library.passages, lambda text: index_terms(text, vocabulary))


def rank_dense(library: Library, embedder: Embedder) -> Ranker:
    """Return exact cosine search over the vectors of our index: a passage scores as its best entry.

    Each question is embedded once, because two baselines ask for the same ranking.
    """
    position = {passage.id: number for number, passage in enumerate(library.passages)}
    searched = [n for n, entry in enumerate(library.entries) if entry.passage_id in position]  # no comparisons
    owner = np.array([position[library.entries[n].passage_id] for n in searched])
    vectors = np.asarray(library.vectors, dtype=np.float32)[searched]

    def rank(question: str) -> NDArray[np.float32]:
        scores = np.full(len(library.passages), -1.0, dtype=np.float32)
        np.maximum.at(scores, owner, vectors @ embedder.embed_queries([question])[0])
        return scores

    return cache(rank)


def _bm25(passages: Sequence[Passage], cut: Callable[[str], list[str]]) -> Ranker:
    model = bm25s.BM25(method="lucene")
    model.index([cut(f"{' '.join(p.section)} {p.text}") or ["∅"] for p in passages], show_progress=False)
    known = frozenset(model.vocab_dict)

    def rank(question: str) -> NDArray[np.float32]:
        terms = [term for term in cut(question) if term in known]
        if not terms:
            return np.zeros(len(passages), dtype=np.float32)
        return np.asarray(model.get_scores(terms), dtype=np.float32)

    return rank
