"""Know which words are Dutch and how common, so that what the library lacks is weighed for what it is.

The list is pyspellchecker's; only its data file is read, since its own corrections know nothing of the library.
"""

import gzip
import json
import math
from functools import lru_cache
from importlib.resources import files

from rag.text import fold

# Words so common say nothing of what a question is about: "mensen", "goed", "voordat".
TOO_COMMON = 5.0
PACKAGE, FILE = "spellchecker", "resources/nl.json.gz"


def is_dutch(word: str) -> bool:
    """Tell whether a folded word stands in the list of Dutch words."""
    return word in _counts()[0]


def commonness(word: str) -> float:
    """Return how common a folded word is in Dutch: the decimal logarithm of its occurrences in a billion words."""
    counts, total = _counts()
    return math.log10(1e9 * (counts.get(word, 0) + 1) / total)


@lru_cache(maxsize=1)
def _counts() -> tuple[dict[str, int], int]:
    """Return how often each folded word of the list was met in subtitles, and all of them together."""
    read: dict[str, int] = json.loads(gzip.decompress(files(PACKAGE).joinpath(FILE).read_bytes()))
    counts: dict[str, int] = {}
    for word, count in read.items():
        plain = word if word.isascii() else fold(word)
        counts[plain] = counts.get(plain, 0) + count
    return counts, sum(counts.values())
