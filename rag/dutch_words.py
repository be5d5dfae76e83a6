"""Know which words are Dutch, so that a word the library lacks is not taken for a typing error.

The list is pyspellchecker's; only its data file is read, since its own corrections know nothing of the library.
"""

import gzip
import json
from functools import lru_cache
from importlib.resources import files

from rag.text import fold

PACKAGE, FILE = "spellchecker", "resources/nl.json.gz"


def is_dutch(word: str) -> bool:
    """Tell whether a folded word stands in the list of Dutch words."""
    return word in _dutch_words()


@lru_cache(maxsize=1)
def _dutch_words() -> frozenset[str]:
    counts: dict[str, int] = json.loads(gzip.decompress(files(PACKAGE).joinpath(FILE).read_bytes()))
    return frozenset(word if word.isascii() else fold(word) for word in counts)
