"""Tell the language of the field from everyday Dutch: words the library uses far more than people do."""

import gzip
import json
import math
from collections import Counter
from functools import lru_cache
from importlib.resources import files

from rag.text import STOPWORDS, fold, words
from study.truth import Truth

# The word counts that come with pyspellchecker, from Dutch film subtitles.
PACKAGE, FILE = "spellchecker", "resources/nl.json.gz"


@lru_cache(maxsize=1)
def _everyday() -> tuple[Counter[str], int]:
    counts: dict[str, int] = json.loads(gzip.decompress(files(PACKAGE).joinpath(FILE).read_bytes()))
    folded = Counter[str]()
    for word, count in counts.items():
        folded[fold(word)] += count
    return folded, folded.total()


@lru_cache(maxsize=4)
def _of_library(truth: Truth) -> tuple[Counter[str], int]:
    counts = Counter(word for place in truth.places for word in words(place.text))
    return counts, counts.total()


def field_share(text: str, truth: Truth, more_often: float) -> float:
    """Return the share of the content words of `text` that the library uses at least `more_often` times as often."""
    spoken = [word for word in words(text) if word not in STOPWORDS]
    if not spoken:
        return 0.0
    own, own_total = _of_library(truth)
    everyday, everyday_total = _everyday()
    least = math.log(more_often)

    def keyness(word: str) -> float:
        return math.log((own[word] + 0.1) / own_total) - math.log((everyday[word] + 5) / everyday_total)

    return sum(own[word] > 0 and keyness(word) >= least for word in spoken) / len(spoken)
