"""Lay the words of a claim beside the words of its evidence by their vectors, and measure how well they fit.

A word with a vector near that of a word of the evidence is said there, in other words too; docs/checker.md tells what
each measure brought.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.check_general import likeness
from rag.check_lexicon import Lexicon
from rag.check_signals import MAX_RUN, Unit
from rag.check_text import Reading, Token, read
from rag.word_vectors import WordEmbed

Floats = NDArray[np.float32]

# Two words are as good as the same from TOO_FAR + FAR_BAND on; below TOO_FAR they have nothing in common: every word of
# this model is at least 0.7 like every other.
TOO_FAR, FAR_BAND, BEST_NEAR = 0.80, 0.12, 0.9
# A second sentence counts as relied on when it is hardly worse than the best.
SECOND_MARGIN = 0.35
# A word this little covered continues a run of words of the claim's own.
UNCOVERED = 0.45
USUAL_CONTEXT = 0.88
MIN_CLAUSE = 2


@dataclass(frozen=True)
class Fit:
    """How well the words fit; shares and similarities of 0..1, but for `run` (words) and the gaps (differences)."""

    dense: float  # similarity of the claim with the sentence most like it
    near: float  # mean over the claim's words of the most similar word of all evidence
    nearest_low: float  # the same over its two worst words
    soft: float  # share covered by the same words, synonyms or similar words
    clause_low: float  # the same for its worst clause
    clause_gap: float  # how much worse that is than its best clause
    near_gap: float  # the same by similarity alone
    tail_gap: float  # how much worse the last third is than the rest
    run: float  # longest run of words not covered
    context: float  # how alike the words both have are in their sentences


@dataclass(frozen=True, eq=False)
class Aligned:
    """A claim beside its evidence: `near[u][i, j]` compares word i of the claim with word j of unit u."""

    reading: Reading
    units: tuple[Reading, ...]
    near: tuple[Floats, ...]
    dense: Floats
    words: tuple[Token, ...]

    @property
    def places(self) -> list[int]:
        """Return the places of the words that carry content."""
        return [token.place for token in self.words]


def align(claim: Reading, units: Sequence[Unit], lexicon: Lexicon, embed: WordEmbed) -> Aligned:
    """Return `claim` laid beside `units`."""
    readings = tuple(read(unit.text, lexicon) for unit in units)
    own, *others = embed([claim.text, *(unit.text for unit in units)])
    rows = _fitted(own.words, len(claim.tokens))
    near = tuple(rows @ _fitted(o.words, len(r.tokens)).T for o, r in zip(others, readings, strict=True))
    dense = np.array([own.text @ other.text for other in others], dtype=np.float32)
    words = tuple(token for token in claim.tokens if token.is_content or token.is_name) or claim.tokens
    return Aligned(claim, readings, near, dense, words)


def _fitted(rows: Floats, count: int) -> Floats:
    """Return `rows` cut or filled with zeros to `count`: folding a text may part or join a word."""
    if len(rows) < count:
        rows = np.vstack([rows, np.zeros((count - len(rows), rows.shape[1]), dtype=np.float32)])
    return rows[:count]


def measure_fit(aligned: Aligned, lexicon: Lexicon) -> Fit:
    """Return how well the words of a claim fit its evidence."""
    best = np.array([_row_best(near, aligned.places) for near in aligned.near])
    like = np.array([[_most_alike(t, unit, lexicon) for t in aligned.words] for unit in aligned.units])
    window = _window(like.mean(axis=1) + 2 * best.mean(axis=1) + 2 * aligned.dense)
    nearest = best.max(axis=0)
    soft = np.maximum(like.max(axis=0), np.clip((nearest - TOO_FAR) / FAR_BAND, 0, 1) * BEST_NEAR)
    clauses = _clauses(aligned.words)
    covered = [float(soft[clause].mean()) for clause in clauses]
    similar = [float(nearest[clause].mean()) for clause in clauses]
    third = max(1, len(soft) // 3)
    return Fit(
        dense=float(aligned.dense.max()),
        near=float(nearest.mean()),
        nearest_low=float(np.sort(nearest)[:2].mean()),
        soft=float(soft.mean()),
        clause_low=min(covered),
        clause_gap=max(covered) - min(covered),
        near_gap=max(similar) - min(similar),
        tail_gap=float(soft[:-third].mean() - soft[-third:].mean()) if len(soft) > third + 1 else 0.0,
        run=_run(soft),
        context=_context(aligned, window),
    )


def _row_best(near: Floats, places: Sequence[int]) -> Floats:
    return near[places].max(axis=1) if near.shape[1] else np.zeros(len(places), dtype=np.float32)


def _most_alike(token: Token, unit: Reading, lexicon: Lexicon) -> float:
    return max(
        (likeness(token, t, lexicon) for t in unit.tokens if t.is_content or t.is_name or t.stem == token.stem),
        default=0.0,
    )


def _window(scores: NDArray[np.float64]) -> list[int]:
    """Return the numbers of the one or two units a claim relies on."""
    order = np.argsort(-scores, kind="stable")[:2]
    return [int(n) for n in order if scores[n] > scores[order[0]] - SECOND_MARGIN]


def _clauses(words: Sequence[Token]) -> list[list[int]]:
    """Return the numbers of the words of each clause; a clause of one word joins its neighbour."""
    found: list[list[int]] = []
    last = -1
    for number, token in enumerate(words):
        if token.clause != last:
            found.append([])
        found[-1].append(number)
        last = token.clause
    joined: list[list[int]] = []
    for clause in found:
        if joined and min(len(clause), len(joined[-1])) < MIN_CLAUSE:
            joined[-1] = joined[-1] + clause
        else:
            joined.append(clause)
    return joined


def _run(soft: NDArray[np.float64]) -> float:
    longest = current = 0.0
    for share in soft:
        current = current + 1 - float(share) if share < UNCOVERED else 0.0
        longest = max(longest, current)
    return min(longest, MAX_RUN)


def _context(aligned: Aligned, window: Sequence[int]) -> float:
    """Return how alike the words that stand in both are, each in its own sentence."""
    found: list[float] = []
    for token in aligned.words:
        same = [
            float(aligned.near[n][token.place, other.place])
            for n in window
            for other in aligned.units[n].tokens
            if other.stem == token.stem
        ]
        if same:
            found.append(max(same))
    return float(np.mean(found)) if found else USUAL_CONTEXT
