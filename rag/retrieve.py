"""Find the passages that bear on a question: words and vectors, over texts, rows and question lists, fused by rank."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.attribution import attributed_to
from rag.embedding import Both, Vectors
from rag.library import Library
from rag.nearness import similarities
from rag.pointers import Pointed, leads_to, nearest_pointers, pointed_parts, weigh_pointers
from rag.query import Query, QuestionKind
from rag.records import EntryRole, Passage, PassageKind
from rag.talk import ALONE, Conversation

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
    """All that was found: hits in order, word score and similarity of every entry (0 where not found), pointers.

    `vector` and `tuned` are the question as the model has it and as it was tuned, both of shape (dimension,).
    """

    hits: tuple[Hit, ...]
    lexical: NDArray[np.float32]
    dense: NDArray[np.float32]
    vector: Vectors
    tuned: Vectors
    pointed: Pointed = Pointed()


@dataclass(frozen=True, eq=False)
class Gathered:
    """Scores of every entry by words and by meaning, shape (n,), the pointers nearest, and the fused score of parts."""

    lexical: NDArray[np.float32]
    dense: NDArray[np.float32]
    nearest: dict[int, float]
    parts: dict[int, float]

    @property
    def shares(self) -> dict[int, float]:
        """Return the scores of the parts as shares of the best one."""
        best = max(self.parts.values(), default=1.0)
        return {part: score / best for part, score in self.parts.items()}


def retrieve(
    query: Query,
    asked: Both,
    library: Library,
    weights: Weights | None = None,
    before: Both | None = None,
    talk: Conversation = ALONE,
) -> Found:
    """Return the passages for `query`, best first; `asked` holds the vectors of the question, one row each.

    `before` holds those of the question behind which `query` is asked, if any: what that one asked is not asked again.
    `talk` is the conversation in which it is asked.
    """
    vector, tuned = asked.plain[0], asked.tuned[0]
    got = gather(query, asked, library, weights, before)
    pointed = weigh_pointers(got.nearest, query, got.shares, tuned, library, talk)
    return Found(
        _ranked_hits(library, got.lexical, got.dense, got.parts), got.lexical, got.dense, vector, tuned, pointed
    )


def gather(
    query: Query, asked: Both, library: Library, weights: Weights | None = None, before: Both | None = None
) -> Gathered:
    """Return what words, meaning and the questions near `query` tell of the entries and parts of the library."""
    weights = weights or (SITUATION_WEIGHTS if query.kind is QuestionKind.ADVICE else TEXT_WEIGHTS)
    allowed = query.source_filter or query.named_sources
    lexical = library.lexical.scores(query.terms)
    dense = np.zeros(len(library.entries), dtype=np.float32)
    for number, similarity in library.store.search(asked.plain[0], DENSE_CANDIDATES, allowed):
        dense[number] = similarity
    dense[library.entries_by_role[EntryRole.VERDICT]] = 0.0
    if allowed:
        lexical[~np.isin(library.entry_sources, list(allowed))] = 0.0
    if query.people:
        outside = ~attributed_to(query.people, library)
        lexical[outside] = dense[outside] = 0.0
    nearest = nearest_pointers(asked.tuned[0], library, allowed, before.tuned[0] if before else None, query.people)
    leading = [n for n in nearest if not query.people or leads_to(query.people, library)[n]]
    return Gathered(lexical, dense, nearest, _fuse(library, lexical, dense, weights, pointed_parts(leading, library)))


def retrieve_within(
    terms: dict[str, float], found: Found, inside: NDArray[np.bool_], library: Library, weights: Weights | None = None
) -> Found:
    """Search again for `terms` and the question's vector, among the entries that `inside` (n,) marks only."""
    lexical = np.where(inside, library.lexical.scores(terms), 0.0).astype(np.float32)
    dense = np.zeros(len(library.entries), dtype=np.float32)
    numbers = np.flatnonzero(inside)
    dense[numbers] = similarities(np.asarray(library.vectors)[numbers], found.vector)
    if len(numbers) > DENSE_CANDIDATES:
        dense[dense < np.partition(dense, -DENSE_CANDIDATES)[-DENSE_CANDIDATES]] = 0.0
    best = sorted(found.pointed.fits.items(), key=lambda item: (-item[1], item[0]))
    pointed = dict.fromkeys(int(library.entry_parts[number]) for number, _ in best)
    hits = _ranked_hits(library, lexical, dense, _fuse(library, lexical, dense, weights or TEXT_WEIGHTS, pointed))
    return Found(hits, lexical, dense, found.vector, found.tuned, found.pointed)


def _ranked_hits(
    library: Library, lexical: NDArray[np.float32], dense: NDArray[np.float32], parts: Mapping[int, float]
) -> tuple[Hit, ...]:
    """Return the passages of `parts`, best first."""
    ranked = sorted(
        (passage for passage in library.passages if passage.part in parts),
        key=lambda passage: (-parts[passage.part], passage.kind is PassageKind.NOTE, passage.position),
    )
    return tuple(
        Hit(passage, parts[passage.part], *_best(library, passage, lexical, dense)) for passage in ranked[:MAX_HITS]
    )


def _fuse(
    library: Library,
    lexical: NDArray[np.float32],
    dense: NDArray[np.float32],
    weights: Weights,
    pointed: Iterable[int],
) -> dict[int, float]:
    """Return the fused score of every part that any list ranks; `pointed` are those that pointers lead to, in order."""
    ranked = [
        (_rank_parts(library, values, role), weight)
        for values, by_role in ((lexical, weights.lexical), (dense, weights.dense))
        for role, weight in by_role.items()
    ]
    ranked.append((np.fromiter(pointed, dtype=np.int64), POINTED_WEIGHT))
    score = np.zeros(max(library.passages_by_part, default=0) + 1)
    is_ranked = np.zeros(len(score), dtype=np.bool_)
    for parts, weight in ranked:
        score[parts] += weight / (RRF_K + np.arange(1, len(parts) + 1))
        is_ranked[parts] = True
    found = np.flatnonzero(is_ranked)
    return dict(zip(found.tolist(), score[found].tolist(), strict=True))


def _rank_parts(library: Library, values: NDArray[np.float32], role: EntryRole) -> NDArray[np.int64]:
    """Return the parts in the order of their best entry of `role`, without those of which none was found."""
    numbers = library.entries_by_role[role]
    numbers = numbers[values[numbers] > 0]
    parts = library.entry_parts[numbers[np.argsort(-values[numbers], kind="stable")]]
    _, first = np.unique(parts, return_index=True)
    return parts[np.sort(first)].astype(np.int64)


def _best(
    library: Library, passage: Passage, lexical: NDArray[np.float32], dense: NDArray[np.float32]
) -> tuple[float, float]:
    numbers = library.entries_by_part[passage.part]
    return float(dense[numbers].max()), float(lexical[numbers].max())
