"""Know which of many texts hold a word, to tell which share of the words asked each of them holds."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class WordShares:
    """The texts in which a stem stands, of `count` texts; `rarity` is ln(texts / those that hold it)."""

    texts: Mapping[str, NDArray[np.int64]]
    rarity: Mapping[str, float]
    count: int

    def of(self, stems: Iterable[str]) -> Floats:
        """Return for every text which share of `stems`, by their rarity among these texts, it holds, shape (count,)."""
        unknown = math.log(self.count + 1)
        weights = {stem: self.rarity.get(stem, unknown) for stem in stems}
        held = np.zeros(self.count)
        for stem in weights.keys() & self.texts.keys():
            held[self.texts[stem]] += weights[stem]
        return held / (sum(weights.values()) or 1.0)


def share_words(texts: Sequence[frozenset[str]]) -> WordShares:
    """Return which of `texts`, each given as its stems, hold a word."""
    held = defaultdict[str, list[int]](list)
    for number, stems in enumerate(texts):
        for stem in stems:
            held[stem].append(number)
    rarity = {stem: math.log(len(texts) / len(numbers)) for stem, numbers in held.items()}
    return WordShares({stem: np.array(numbers) for stem, numbers in held.items()}, rarity, len(texts))
