"""Know what is usual in a library: how rare a word is, how near any two texts are."""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from rag.embedding import Vectors
from rag.records import Passage
from rag.text import stems

# So many texts are compared with each other to know how near any two are.
SCALE_SAMPLE = 600
MIN_DEVIATION = 1e-6

Scale = tuple[float, float]


class Rarity:
    """Weigh stems by how few passages hold them; what was asked for before is remembered."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = len(passages)
        self._found_in = Counter[str]()
        for passage in passages:
            self._found_in.update(set(stems(f"{' '.join(passage.section)} {passage.text}")))
        self._known: dict[str, float] = {}

    def of(self, word: str) -> float:
        """Return the inverse document frequency of a stem over passages; highest for stems that do not occur."""
        known = self._known.get(word)
        if known is None:
            known = math.log(1 + self._passages / (0.5 + self._found_in[word]))
            self._known[word] = known
        return known


def scale_within(vectors: Vectors) -> Scale:
    """Return mean and standard deviation of the similarity of any two of `vectors`; (0, 1) where there are no two."""
    sample = _sample(vectors)
    return _scale((sample @ sample.T)[np.triu_indices(len(sample), 1)])


def scale_between(vectors: Vectors, others: Vectors) -> Scale:
    """Return mean and standard deviation of the similarity of any of `vectors` to any of `others`; (0, 1) of none."""
    return _scale(_sample(vectors) @ _sample(others).T)


def _sample(vectors: Vectors) -> Vectors:
    return np.asarray(vectors[:: max(1, len(vectors) // SCALE_SAMPLE)])


def _scale(similarity: Vectors) -> Scale:
    if not similarity.size:
        return 0.0, 1.0
    return float(similarity.mean()), max(float(similarity.std()), MIN_DEVIATION)
