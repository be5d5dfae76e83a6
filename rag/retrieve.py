"""Find the passages that bear on a question: words and vectors, over texts, rows and question lists, fused by rank."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.embedding import Vectors
from rag.library import Library
from rag.pointers import Pointed, find_pointed
from rag.query import Query, QuestionKind
from rag.records import EntryRole, Passage, PassageKind

# How many nearest entries the vector store returns; enough that every role is among them.
DENSE_CANDIDATES = 400
# Reciprocal rank fusion (Cormack, Clarke & Büttcher, SIGIR 2009): score = sum of weight / (K + rank).
RRF_K = 8
MAX_HITS = 40
# What the list of parts that pointers lead to counts for in the fusion.
POINTED_WEIGHT = 2.0


@dataclass(frozen=True)
class Weights:
    """What each ranked list counts for; measured in evals/ingredients.md."""

    lexical: dict[EntryRole, float]
    dense: dict[EntryRole, float]


# A question about the text is answered where its own words stand; sentences and rows add a little.
TEXT_WEIGHTS = Weights(
    lexical={EntryRole.BODY: 1.0, EntryRole.SENTENCE: 0.3, EntryRole.ROW: 0.3, EntryRole.QUESTION: 0.8},
    dense={EntryRole.BODY: 0.6, EntryRole.SENTENCE: 0.3, EntryRole.ROW: 0.3, EntryRole.QUESTION: 1.2},
)
# A situation is recognised by its likeness to the dossiers' questions; single sentences mislead.
SITUATION_WEIGHTS = Weights(
    lexical={EntryRole.BODY: 1.0, EntryRole.QUESTION: 1.2},
    dense={EntryRole.BODY: 1.0, EntryRole.QUESTION: 2.0},
)


@dataclass(frozen=True)
class Hit:
    """A found passage with its fused score, and the best similarity and word score behind it."""

    passage: Passage
    score: float
    similarity: float
    lexical: float


@dataclass(frozen=True)
class Found:
    """All that was found: hits in order, word score and similarity of every entry (0 where not found), pointers."""

    hits: tuple[Hit, ...]
    lexical: NDArray[np.float32]
    dense: NDArray[np.float32]
    vector: Vectors
    pointed: Pointed = Pointed()


def retrieve(query: Query, vector: Vectors, library: Library, weights: Weights | None = None) -> Found:
    """Return the passages for `query`, best first; `vector` is the embedded question, shape (dimension,)."""
    weights = weights or (SITUATION_WEIGHTS if query.kind is QuestionKind.ADVICE else TEXT_WEIGHTS)
    allowed = query.source_filter or query.named_sources
    lexical = library.lexical.scores(query.terms)
    dense = np.zeros(len(library.entries), dtype=np.float32)
    for number, similarity in library.store.search(vector, DENSE_CANDIDATES, allowed):
        dense[number] = similarity
    if allowed:
        outside = np.array([entry.source_id not in allowed for entry in library.entries])
        lexical[outside] = 0.0
    pointed = find_pointed(query, vector, library, allowed)
    return Found(_ranked_hits(library, lexical, dense, weights, pointed), lexical, dense, vector, pointed)


def retrieve_within(
    terms: dict[str, float], found: Found, inside: NDArray[np.bool_], library: Library, weights: Weights | None = None
) -> Found:
    """Search again for `terms` and the question's vector, among the entries that `inside` (n,) marks only."""
    lexical = np.where(inside, library.lexical.scores(terms), 0.0).astype(np.float32)
    dense = np.zeros(len(library.entries), dtype=np.float32)
    numbers = np.flatnonzero(inside)
    dense[numbers] = np.asarray(library.vectors[numbers]) @ found.vector
    if len(numbers) > DENSE_CANDIDATES:
        dense[dense < np.partition(dense, -DENSE_CANDIDATES)[-DENSE_CANDIDATES]] = 0.0
    hits = _ranked_hits(library, lexical, dense, weights or TEXT_WEIGHTS, found.pointed)
    return Found(hits, lexical, dense, found.vector, found.pointed)


def _ranked_hits(
    library: Library, lexical: NDArray[np.float32], dense: NDArray[np.float32], weights: Weights, pointed: Pointed
) -> tuple[Hit, ...]:
    """Return the passages of the parts that any list ranks, best first."""
    scores = _fuse(library, lexical, dense, weights)
    for rank, part in enumerate(_pointed_parts(library, pointed), 1):
        scores[part] = scores.get(part, 0.0) + POINTED_WEIGHT / (RRF_K + rank)
    hits = [
        Hit(passage, scores[passage.part], *_best(library, passage, lexical, dense))
        for passage in library.passages
        if passage.part in scores
    ]
    hits.sort(key=lambda hit: (-hit.score, hit.passage.kind is PassageKind.NOTE, hit.passage.position))
    return tuple(hits[:MAX_HITS])


def _fuse(
    library: Library, lexical: NDArray[np.float32], dense: NDArray[np.float32], weights: Weights
) -> dict[int, float]:
    """Return the fused score of every part that any list ranks."""
    parts: dict[int, float] = {}
    for values, by_role in ((lexical, weights.lexical), (dense, weights.dense)):
        for role, weight in by_role.items():
            for rank, part in enumerate(_rank_parts(library, values, role), 1):
                parts[part] = parts.get(part, 0.0) + weight / (RRF_K + rank)
    return parts


def _rank_parts(library: Library, values: NDArray[np.float32], role: EntryRole) -> Iterable[int]:
    """Yield the parts in the order of their best entry of `role`."""
    numbers = library.entries_by_role[role]
    own = values[numbers]
    order = numbers[np.argsort(-own, kind="stable")]
    seen: set[int] = set()
    for number in order:
        if values[number] <= 0:
            return
        part = int(library.entry_parts[number])
        if part not in seen:
            seen.add(part)
            yield part


def _pointed_parts(library: Library, pointed: Pointed) -> Iterable[int]:
    """Return the parts in the order of the best pointer that leads to them."""
    best = sorted(pointed.fits.items(), key=lambda item: (-item[1], item[0]))
    return dict.fromkeys(int(library.entry_parts[number]) for number, _ in best)


def _best(
    library: Library, passage: Passage, lexical: NDArray[np.float32], dense: NDArray[np.float32]
) -> tuple[float, float]:
    numbers = library.entries_by_part[passage.part]
    return float(dense[numbers].max()), float(lexical[numbers].max())
